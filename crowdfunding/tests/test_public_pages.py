"""What anyone sees: the front page, the list, an initiative's page."""

import pytest
from django.contrib.auth.models import AnonymousUser

from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.tests.factories import (
    make_campaign,
    make_need,
    make_partner,
)
from crowdfunding.people.tests.factories import make_person
from crowdfunding.pledges.tests.factories import make_pledge

pytestmark = pytest.mark.django_db


def populate(count: int) -> None:
    for _n in range(count):
        campaign = make_campaign(partner=make_partner())
        for form in ("waktu", "pengetahuan", "dana"):
            make_pledge(need=make_need(campaign=campaign, form=form))


@pytest.mark.parametrize(
    ("path", "queries"), [("/", 4), ("/galang-daya/", 5), ("/galang-daya/?cari=x", 3)]
)
def test_lists_cost_the_same_however_many(
    client, django_assert_num_queries, path, queries
):
    populate(5)

    with django_assert_num_queries(queries):
        response = client.get(path)

    assert response.status_code == 200


def test_a_page_costs_the_same_however_many_needs_and_pledges(
    client, django_assert_num_queries
):
    campaign = make_campaign(partner=make_partner())
    for _n in range(4):
        need = make_need(campaign=campaign)
        make_pledge(need=need)
        make_pledge(need=need)

    with django_assert_num_queries(3):
        response = client.get(campaign.get_absolute_url())

    assert response.status_code == 200


def test_the_list_shows_the_published_only(client):
    shown = make_campaign(title="Terbit sudah")
    for state in ("draft", "review", "returned", "closed"):
        make_campaign(state=state, title=f"Tersembunyi {state}")

    page = client.get("/galang-daya/").content.decode()

    assert shown.title in page
    assert "Tersembunyi" not in page


def test_the_list_is_filtered_by_province_form_and_words(client):
    rain = make_campaign(title="Panen hujan")
    make_need(campaign=rain, form="waktu")
    owls = make_campaign(title="Burung hantu")
    make_need(campaign=owls, form="pengetahuan")

    def titles(query: str) -> list[str]:
        page = client.get(f"/galang-daya/?{query}").context["page"]
        return [campaign.title for campaign in page]

    assert titles("cari=HUJAN") == ["Panen hujan"]
    assert titles("bentuk=pengetahuan") == ["Burung hantu"]
    assert sorted(titles("provinsi=73")) == ["Burung hantu", "Panen hujan"]
    assert titles("provinsi=11") == []
    assert titles("cari=gowa+burung") == ["Burung hantu"]


def test_an_empty_list_offers_the_way_back(client):
    page = client.get("/galang-daya/?cari=tidakada").content.decode()

    assert "Tidak ada yang cocok" in page


@pytest.mark.parametrize("state", ["draft", "review", "returned"])
def test_what_is_not_published_is_seen_by_its_initiator_and_reviewers(client, state):
    campaign = make_campaign(state=state)
    url = campaign.get_absolute_url()

    assert client.get(url).status_code == 404
    for person, status in (
        (make_person(), 404),
        (campaign.initiator, 200),
        (make_person(is_reviewer=True), 200),
        (make_person(is_staff=True), 200),
    ):
        client.force_login(person)
        assert client.get(url).status_code == status


def test_an_old_address_leads_to_the_present_one(client):
    campaign = make_campaign(title="Judul baru")

    response = client.get(f"/galang-daya/judul-lama-{campaign.short_id}/")

    assert response.status_code == 301
    assert response["Location"] == campaign.get_absolute_url()


def test_a_form_that_needs_a_permit_is_shown_closed_with_the_law(client):
    campaign = make_campaign()
    make_need(campaign=campaign, form="dana", item="Renovasi")

    page = client.get(campaign.get_absolute_url()).content.decode()

    assert "Renovasi" in page
    assert "UU 9/1961" in page
    assert "Permensos 8/2021" in page
    assert "/dukung/1/" not in page


def test_a_page_has_a_card_for_sharing(client):
    campaign = make_campaign(title="Panen <hujan>", pitch="Ajakan & janji")

    page = client.get(campaign.get_absolute_url()).content.decode()

    assert '<meta property="og:title" content="Panen &lt;hujan&gt;">' in page
    assert "https://wa.me/?text=Panen" in page


def test_visible_is_what_is_public_own_or_a_reviewers():
    own = make_campaign(state="draft")
    public = make_campaign()

    def seen(person):
        return set(Campaign.objects.visible_to(person))

    assert seen(AnonymousUser()) == {public}
    assert seen(own.initiator) == {own, public}
    assert seen(make_person()) == {public}
    assert seen(make_person(is_reviewer=True)) == {own, public}


def test_a_partners_page_shows_its_initiatives(client):
    partner = make_partner(name="Yayasan Bungung Asri")
    make_campaign(partner=partner, title="Sabun jelantah")

    page = client.get(partner.get_absolute_url()).content.decode()

    assert "Yayasan Bungung Asri" in page
    assert "Sabun jelantah" in page
    assert client.get("/mitra/tidak-ada/").status_code == 404


def test_the_admin_sends_strangers_to_lokadaya_net_and_hides_from_others(client):
    stranger = client.get("/kelola/", follow=False)
    door = client.get(stranger["Location"])
    client.force_login(make_person())
    member = client.get(client.get("/kelola/")["Location"])
    client.force_login(make_person(is_staff=True))

    assert door["Location"].startswith("/masuk/?next=")
    assert member.status_code == 404
    assert client.get("/kelola/").status_code == 200
