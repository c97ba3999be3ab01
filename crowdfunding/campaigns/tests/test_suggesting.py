"""What a revision suggests is taken over part by part, or put aside."""

import pytest
from django.utils import timezone

from common.decisions import Refused
from crowdfunding.campaigns import suggestions
from crowdfunding.campaigns.actions import suggesting
from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.tests.factories import arrive, worksheet_body
from crowdfunding.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

NEEDS = [{"form": "waktu", "item": "Juru masak", "quantity": 3, "unit": "orang"}]


def test_what_differs_is_shown_line_by_line():
    campaign, change = suggested(step6={"story": "Kalimat lama.\nKalimat baru."})
    campaign.write_story("Kalimat lama.")

    story = differences(campaign, change)["story_text"]

    said = [(line.state, line.text) for line in story.changes]
    assert said == [("same", "Kalimat lama."), ("new", "Kalimat baru.")]


def test_one_part_is_taken_over_and_the_others_stay():
    campaign, change = suggested(step3={"name": "Rumah sabun", "users": "300 orang"})

    apply(campaign, change, "title")

    campaign.refresh_from_db()
    assert campaign.title == "Rumah sabun"
    assert "title" not in differences(campaign, change)
    assert "beneficiaries" in differences(campaign, change)


def test_a_day_and_the_needs_arrive_as_what_they_are():
    campaign, change = suggested(
        step3={"name": "Bank jelantah", "ends_on": "2027-09-01"},
        step4={"needs": NEEDS},
    )

    apply(campaign, change, "ends_on", "needs")

    campaign.refresh_from_db()
    assert f"{campaign.ends_on:%Y-%m-%d}" == "2027-09-01"
    assert [need.item for need in campaign.needs.all()] == ["Juru masak"]


def test_when_all_is_taken_over_nothing_is_suggested_any_more():
    campaign, change = suggested(step3={"name": "Rumah sabun"})

    apply(campaign, change, *differences(campaign, change))

    assert suggestions.newest_of(campaign) is None


def test_put_aside_it_changes_nothing():
    campaign, change = suggested(step3={"name": "Rumah sabun"})

    suggesting.put_aside(initiator=campaign.initiator, change=change)

    campaign.refresh_from_db()
    assert campaign.title == "Bank jelantah"
    assert suggestions.newest_of(campaign) is None


def test_needs_that_are_public_are_not_replaced():
    campaign, change = suggested(step4={"needs": NEEDS})
    Campaign.objects.update(state="published", published_at=timezone.now())

    with pytest.raises(Refused):
        apply(campaign, change, "needs")


def test_nobody_else_takes_it_over():
    _campaign, change = suggested(step3={"name": "Rumah sabun"})

    with pytest.raises(Refused):
        suggesting.apply(initiator=make_person(), change=change, names=["title"])


def test_she_ticks_and_applies_on_her_page(client):
    campaign, change = suggested(step3={"name": "Rumah sabun"})
    client.force_login(campaign.initiator)
    url = f"/saya/{campaign.uuid}/usulan/{change.revision}/"

    nothing = client.post(url, {})
    answer = client.post(url, {"bagian": ["title"]}, follow=True)

    assert nothing.url.endswith("#usulan")
    assert "Rumah sabun" in answer.content.decode()
    client.force_login(make_person())
    assert client.post(url, {"bagian": ["title"]}).status_code == 404


def suggested(**steps):
    body = worksheet_body()
    campaign = arrive(body)
    Campaign.objects.update(edited_at=timezone.now())
    changed = {name: {**body[name], **step} for name, step in steps.items()}
    campaign = arrive({**body, "revision": 2, **changed}, 2)
    return campaign, campaign.suggested_changes.get()


def differences(campaign, change):
    return {part.name: part for part in suggestions.differences(campaign, change)}


def apply(campaign, change, *names):
    suggesting.apply(initiator=campaign.initiator, change=change, names=names)
