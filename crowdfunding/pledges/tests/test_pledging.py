"""Promises: never more than is needed, once however often they are sent."""

import threading
import uuid
from decimal import Decimal

import pytest
from django.db import connection

from common.decisions import Refused
from common.letters.models import OutgoingLetter
from crowdfunding.campaigns.models import Need
from crowdfunding.campaigns.tests.factories import make_campaign, make_need
from crowdfunding.people.tests.factories import make_person
from crowdfunding.pledges.actions import pledging
from crowdfunding.pledges.models import Pledge
from crowdfunding.pledges.templatetags.pledges import contact_link
from crowdfunding.pledges.tests.factories import make_pledge


def promise(need: Need, quantity: str = "1", **changes) -> Pledge:
    values = {
        "person": None,
        "name": "Ibu Welmince",
        "contact": "welmince@contoh.id",
        "message": "",
        "is_anonymous": False,
        "key": uuid.uuid4(),
    }
    return pledging.pledge(
        need=need, quantity=Decimal(quantity), **{**values, **changes}
    )


def offered(**changes: str) -> dict[str, str]:
    return {
        "quantity": "2",
        "name": "Pak Wiryo",
        "contact": "0812 3456 7890",
        "message": "Saya dulu berenang di situ.",
        "idempotency_key": str(uuid.uuid4()),
        **changes,
    }


@pytest.mark.django_db
def test_what_is_promised_is_told_with_the_table_of_support():
    campaign = make_campaign(worksheet=uuid.uuid4())
    need = make_need(campaign=campaign, quantity=10)

    promise(need, "2")

    support = OutgoingLetter.objects.get().body["support"]
    assert support[0]["pledged"] == 2
    assert support[0]["pledges"] == 1


@pytest.mark.django_db
def test_more_than_is_left_is_refused_and_the_rest_offered():
    need = make_need(quantity=3, unit="hari")
    promise(need, "2")

    with pytest.raises(Refused, match="tinggal 1 hari"):
        promise(need, "1.5")

    assert Pledge.objects.count() == 1


@pytest.mark.django_db
def test_a_withdrawn_promise_frees_what_it_held_and_is_told_once():
    campaign = make_campaign(worksheet=uuid.uuid4())
    need = make_need(campaign=campaign, quantity=1)
    made = promise(need)

    pledging.withdraw(pledge=made)
    pledging.withdraw(pledge=made)

    assert promise(need).pk != made.pk
    assert OutgoingLetter.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["dana", "barang"])
def test_money_and_goods_are_refused_without_a_permit(form):
    with pytest.raises(Refused, match="UU 9/1961"):
        promise(make_need(form=form))


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "review", "returned", "closed"])
def test_only_the_published_takes_promises(state):
    with pytest.raises(Refused):
        promise(make_need(campaign=make_campaign(state=state)))


@pytest.mark.django_db
def test_the_same_key_is_one_promise():
    need, key = make_need(quantity=1), uuid.uuid4()

    assert promise(need, key=key).pk == promise(need, key=key).pk
    assert Pledge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_have_the_last_unit():
    need = make_need(campaign=make_campaign(worksheet=uuid.uuid4()), quantity=1)
    start = threading.Barrier(6)
    refused = []

    def try_it():
        try:
            start.wait()
            promise(Need.objects.select_related("campaign").get(pk=need.pk))
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=try_it) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 5
    assert Pledge.objects.count() == 1
    assert OutgoingLetter.objects.get().body["support"][0]["pledged"] == 1


@pytest.mark.django_db
def test_a_visitor_pledges_without_an_account_and_can_take_it_back(client):
    need = make_need(quantity=5)
    url = f"{need.campaign.get_absolute_url()}dukung/1/"

    assert client.get(url).status_code == 200
    response = client.post(url, offered())

    made = Pledge.objects.get()
    assert made.contact == "+6281234567890"
    assert response["Location"] == made.get_receipt_url()
    assert (
        "Terima kasih, Pak Wiryo." in client.get(response["Location"]).content.decode()
    )
    client.post(f"{made.get_receipt_url()}tarik/")
    made.refresh_from_db()
    assert made.is_withdrawn


@pytest.mark.django_db
def test_pressing_the_button_twice_is_one_promise(client):
    need = make_need(quantity=5)
    url, said = f"{need.campaign.get_absolute_url()}dukung/1/", offered()

    first, second = client.post(url, said), client.post(url, said)

    assert first["Location"] == second["Location"]
    assert Pledge.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"quantity": "6"}, "Yang masih dibutuhkan tinggal 5 hari."),
        ({"quantity": "0"}, "Jumlahnya harus lebih dari nol."),
        ({"quantity": "banyak"}, "Masukkan sebuah bilangan."),
        ({"name": ""}, "Bidang ini tidak boleh kosong."),
        ({"contact": "hubungi saya"}, "Tulis alamat e-mail, atau nomor ponsel"),
        ({"contact": "bukan@alamat"}, "Tulis alamat e-mail, atau nomor ponsel"),
    ],
)
def test_a_faulty_offer_is_422_and_keeps_the_words(client, changes, sentence):
    need = make_need(quantity=5)

    response = client.post(
        f"{need.campaign.get_absolute_url()}dukung/1/", offered(**changes)
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Saya dulu berenang di situ." in page
    assert not Pledge.objects.exists()


@pytest.mark.django_db
def test_names_are_hidden_when_asked_and_contacts_from_all_but_the_initiator(client):
    campaign = make_campaign()
    need = make_need(campaign=campaign)
    make_pledge(need=need, name="Nama Rahasia", is_anonymous=True)
    make_pledge(need=need, name="<b>Terang</b>")

    page = client.get(campaign.get_absolute_url()).content.decode()

    assert "Nama Rahasia" not in page
    assert "wiryo@contoh.id" not in page
    assert "&lt;b&gt;Terang&lt;/b&gt;" in page
    client.force_login(campaign.initiator)
    own = client.get(campaign.get_own_url()).content.decode()
    assert "Nama Rahasia" in own
    assert "wiryo@contoh.id" in own


@pytest.mark.django_db
def test_what_is_hidden_or_unknown_is_404(client):
    draft = make_need(campaign=make_campaign(state="draft"))
    shown = make_need()

    assert (
        client.get(f"{draft.campaign.get_absolute_url()}dukung/1/").status_code == 404
    )
    assert (
        client.get(f"{shown.campaign.get_absolute_url()}dukung/9/").status_code == 404
    )
    assert client.get("/dukungan/bukan-tanda-tangan/").status_code == 404
    assert client.post("/dukungan/1:palsu/tarik/").status_code == 404


@pytest.mark.django_db
def test_a_signed_in_supporter_is_remembered_and_named(client):
    need, person = make_need(), make_person(name="Hasniar")
    client.force_login(person)
    url = f"{need.campaign.get_absolute_url()}dukung/1/"

    assert 'value="Hasniar"' in client.get(url).content.decode()
    client.post(url, offered())

    assert Pledge.objects.get().person == person


@pytest.mark.django_db
def test_a_need_that_is_met_says_so_instead_of_the_form(client):
    need = make_need(quantity=1)
    make_pledge(need=need)

    page = client.get(f"{need.campaign.get_absolute_url()}dukung/1/").content.decode()

    assert "Kebutuhan ini sudah terpenuhi." in page
    assert 'name="contact"' not in page


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        (
            "+6281234567890",
            '<a href="tel:+6281234567890">+62\N{NO-BREAK SPACE}812-3456-7890</a>',
        ),
        (
            "wiryo@contoh.id",
            '<a href="mailto:wiryo@contoh.id">wiryo@contoh.id</a>',
        ),
    ],
)
def test_a_contact_is_shown_as_one_writes_it_and_can_be_tapped(contact, link):
    assert contact_link(contact) == link
