"""The pages of initiators and reviewers."""

import pytest
from django.utils.html import escape

from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.tests.factories import (
    arrive,
    make_campaign,
    make_form,
    make_need,
    worksheet_body,
)
from crowdfunding.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def edited(**changes: str) -> dict[str, str]:
    make_form("waktu")
    return {
        "title": "Bank jelantah",
        "pitch": "Dua liter, satu sabun.",
        "story_text": "Dulu **di selokan**.",
        "share_text": "",
        "place": "Tiga desa",
        "starts_on": "2027-01-04",
        "ends_on": "",
        "role": "Ketua",
        "consents_to_fee": "on",
        "needs-TOTAL_FORMS": "2",
        "needs-INITIAL_FORMS": "1",
        "needs-0-form": "waktu",
        "needs-0-item": "Relawan",
        "needs-0-quantity": "1,5",
        "needs-0-unit": "hari",
        "needs-0-value": "1.500.000",
        "needs-0-by": "2027-02-01",
        "needs-1-form": "",
        "needs-1-item": "",
        "needs-1-quantity": "",
        "needs-1-unit": "",
        "needs-1-value": "",
        "needs-1-by": "",
        **changes,
    }


def test_a_draft_is_there_with_everything_she_wrote(client):
    campaign = arrive(worksheet_body())
    client.force_login(campaign.initiator)

    page = client.get(campaign.get_own_url()).content.decode()

    for words in ("Bank jelantah", "Jelantah dibuang ke selokan.", "Majelis Taklim"):
        assert words in page
    assert "Belum lengkap: peran Anda dan persetujuan biaya pengelolaan." in page


def test_own_pages_cost_the_same_however_many(client, django_assert_num_queries):
    person = make_person()
    for _n in range(4):
        campaign = make_campaign(state="draft", initiator=person)
        for _m in range(3):
            make_need(campaign=campaign)
    client.force_login(person)
    client.get("/saya/")

    # The person, the number of rows, the rows, their needs.
    with django_assert_num_queries(4):
        client.get("/saya/")


def test_an_edit_is_kept_and_cleaned(client):
    campaign = arrive(worksheet_body())
    client.force_login(campaign.initiator)

    response = client.post(
        f"/saya/{campaign.uuid}/ubah/",
        edited(story_text="<img src=x onerror=alert(1)> **tebal**"),
    )

    assert response.status_code == 302
    campaign.refresh_from_db()
    assert campaign.edited_at
    assert campaign.fee_consented_at
    assert "<img" not in campaign.story
    assert "<strong>tebal</strong>" in campaign.story
    need = campaign.needs.get()
    assert (float(need.quantity), need.value) == (1.5, 1_500_000)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Bidang ini tidak boleh kosong."),
        ({"ends_on": "2026-01-01"}, "Selesainya tidak bisa sebelum mulainya."),
        ({"needs-0-quantity": "0"}, "Jumlahnya harus lebih dari nol."),
        ({"needs-1-item": "Hanya nama"}, "Bidang ini tidak boleh kosong."),
    ],
)
def test_a_faulty_edit_is_422_and_keeps_the_words(client, changes, sentence):
    campaign = arrive(worksheet_body())
    client.force_login(campaign.initiator)
    story = 'Cerita panjang yang "tidak" boleh <hilang>.'

    response = client.post(
        f"/saya/{campaign.uuid}/ubah/", edited(story_text=story, **changes)
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert escape(story) in page
    campaign.refresh_from_db()
    assert campaign.edited_at is None


def test_an_edit_that_comes_after_the_draft_went_to_review_keeps_the_words(client):
    campaign = make_campaign(state="review")
    client.force_login(campaign.initiator)
    story = "Cerita yang ditulis di kapal."

    response = client.post(
        f"/saya/{campaign.uuid}/ubah/", edited(story_text=story, title="Judul lain")
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert story in page
    assert "Judul lain" in page
    campaign.refresh_from_db()
    assert campaign.title != "Judul lain"


def test_drafts_of_others_do_not_exist(client):
    campaign = make_campaign(state="draft")

    for person in (make_person(), make_person(is_reviewer=True)):
        client.force_login(person)
        assert client.get(campaign.get_own_url()).status_code == 404
        assert client.post(f"/saya/{campaign.uuid}/ubah/").status_code == 404
        assert client.post(f"/saya/{campaign.uuid}/ajukan/").status_code == 404
        assert client.post(f"/saya/{campaign.uuid}/tutup/").status_code == 404


def test_submitting_what_is_incomplete_is_422_with_the_reason(client):
    campaign = arrive(worksheet_body())
    client.force_login(campaign.initiator)

    response = client.post(f"/saya/{campaign.uuid}/ajukan/")

    assert response.status_code == 422
    assert "Belum lengkap" in response.content.decode()


def test_a_suggested_revision_is_shown_on_the_draft(client):
    body = worksheet_body()
    campaign = arrive(body)
    client.force_login(campaign.initiator)
    client.post(f"/saya/{campaign.uuid}/ubah/", edited())
    arrive({**body, "revision": 2, "step3": {"name": "Rumah sabun"}}, 2)

    page = client.get(campaign.get_own_url()).content.decode()

    assert "Revisi 2 lembar kerja tiba sebagai usulan" in page
    assert "Rumah sabun" in page


def test_the_queue_exists_for_reviewers_only(client):
    campaign = make_campaign(state="review", title="Menunggu lama")

    for person, status in (
        (make_person(), 404),
        (campaign.initiator, 404),
        (make_person(is_reviewer=True), 200),
        (make_person(is_staff=True), 200),
    ):
        client.force_login(person)
        assert client.get("/tinjau/").status_code == status
        assert client.get(f"/tinjau/{campaign.uuid}/").status_code == status


def test_a_reviewer_publishes(client):
    campaign = make_campaign(state="review")
    client.force_login(make_person(is_reviewer=True))

    response = client.post(f"/tinjau/{campaign.uuid}/", {"verdict": "published"})

    assert response.status_code == 302
    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.PUBLISHED


def test_returning_needs_a_comment(client):
    campaign = make_campaign(state="review")
    client.force_login(make_person(is_reviewer=True))

    silent = client.post(f"/tinjau/{campaign.uuid}/", {"verdict": "returned"})
    spoken = client.post(
        f"/tinjau/{campaign.uuid}/", {"verdict": "returned", "comment": "Tambah bukti."}
    )

    assert silent.status_code == 422
    assert spoken.status_code == 302
    client.force_login(campaign.initiator)
    assert "Tambah bukti." in client.get(campaign.get_own_url()).content.decode()


def test_a_second_answer_is_refused_in_words(client):
    campaign = make_campaign()
    client.force_login(make_person(is_reviewer=True))

    response = client.post(f"/tinjau/{campaign.uuid}/", {"verdict": "published"})

    assert response.status_code == 422
    assert "tidak sedang menunggu tinjauan" in response.content.decode()
