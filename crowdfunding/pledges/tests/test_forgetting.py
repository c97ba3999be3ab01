"""Whoever leaves lokadaya.net is forgotten here too, by a letter."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from common.letters.models import OutgoingLetter
from common.letters.receiving import Letter, Rejected
from common.tests.finding import tables_with
from crowdfunding.campaigns import letters as campaign_letters
from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.tests.factories import (
    arrive,
    make_campaign,
    make_need,
    worksheet_body,
)
from crowdfunding.people.letters import take_in_removal
from crowdfunding.people.tests.factories import make_person
from crowdfunding.pledges.tests.factories import make_pledge

pytestmark = pytest.mark.django_db

NAME = "Maria Goreti Wangge"


def test_nothing_of_them_is_found_in_the_whole_database():
    body = worksheet_body(
        person__name=NAME, step6__story=f"{NAME} memulainya dari dapurnya."
    )
    campaign = arrive(body)
    Campaign.objects.update(state="published", published_at=timezone.now())
    pledge = make_pledge(name=NAME)
    pledge.person, pledge.contact = campaign.initiator, "maria@contoh.id"
    pledge.save()
    assert tables_with(NAME)
    assert tables_with("maria@contoh.id")

    take_in_removal(removal(body["person"]["sub"]))

    assert tables_with(NAME) == []
    assert tables_with("maria@contoh.id") == []


def test_a_draft_goes_and_lokadaya_net_hears_that_it_is_closed():
    body = worksheet_body()
    arrive(body)

    take_in_removal(removal(body["person"]["sub"]))

    told = OutgoingLetter.objects.filter(kind="initiative.changed").order_by("number")
    assert not Campaign.objects.exists()
    assert [letter.body["state"] for letter in told] == ["draft", "closed"]


def test_what_is_public_stays_but_takes_no_more_pledges():
    person = make_person(subject=str(uuid.uuid4()))
    campaign = make_campaign(initiator=person)

    take_in_removal(removal(person.subject))

    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.CLOSED
    assert campaign.initiator.name == ""


def test_their_promises_free_the_need_again():
    person = make_person(subject=str(uuid.uuid4()))
    need = make_need(quantity=3)
    pledge = make_pledge(need=need, quantity=3)
    pledge.person = person
    pledge.save()

    take_in_removal(removal(person.subject))

    pledge.refresh_from_db()
    assert pledge.is_withdrawn
    assert pledge.contact == ""


def test_a_worksheet_that_comes_after_its_sender_left_is_refused():
    body = worksheet_body(person__name=NAME)
    take_in_removal(removal(body["person"]["sub"]))

    with pytest.raises(Rejected):
        arrive(body)

    assert not Campaign.objects.exists()
    assert tables_with(NAME) == []


def test_a_letter_about_somebody_else_is_rejected():
    letter = removal(str(uuid.uuid4()), subject="person:seseorang")

    with pytest.raises(Rejected):
        take_in_removal(letter)


def test_a_mentor_who_left_is_named_no_more():
    campaign = arrive(worksheet_body(provenance__mentor=NAME))
    body = {"worksheet": str(campaign.worksheet)}

    campaign_letters.take_in_removed_mentor(
        letter_of("mentor.removed", f"worksheet:{campaign.worksheet}", body)
    )

    assert tables_with(NAME) == []


def test_a_person_fetches_what_is_kept_of_them_here(client):
    person = make_person(name=NAME)
    pledge = make_pledge(name=NAME)
    pledge.person = person
    pledge.save()
    client.force_login(person)

    page = client.get(reverse("people:data"))

    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "wiryo@contoh.id" in page.content.decode()


def removal(sub, subject=""):
    return letter_of("person.removed", subject or f"person:{sub}", {"sub": sub})


def letter_of(kind, subject, body):
    return Letter(
        id=uuid.uuid4(),
        kind=kind,
        version=1,
        subject=subject,
        number=2,
        sent_at=timezone.now(),
        body=body,
    )
