"""What stewards have before them when there is much of it."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances.models import AllianceMembership, Report, Seat
from alliances.tests.factories import (
    make_alliance_member,
    make_room,
    make_speaker,
    make_steward,
    say,
)
from alliances.views.stewards import WAITING_AT_ONCE
from network.tests.factories import make_organization

pytestmark = pytest.mark.django_db

MUCH = WAITING_AT_ONCE + 2
A_PAGE = 20


@pytest.fixture
def room():
    return make_room()


@pytest.fixture
def steward(client, room):
    person = make_steward(alliance=room.alliance)
    client.force_login(person)
    return person


@pytest.fixture
def page(room):
    return reverse("alliances:stewards", args=[room.alliance.slug])


def test_requests_and_reports_come_up_a_page_full_at_a_time(
    client, room, steward, page
):
    speaker = make_speaker(room=room)
    for number in range(MUCH):
        AllianceMembership.objects.create(
            alliance=room.alliance,
            organization=make_organization(),
            state=AllianceMembership.State.REQUESTED,
        )
        message = say(room=room, author=speaker, body=f"Pesan {number}.")
        Report.objects.create(message=message, person=steward, reason="Tolong lihat.")

    shown = client.get(page).text

    assert shown.count(">Terima</button>") == WAITING_AT_ONCE
    assert shown.count("Biarkan pesan ini") == WAITING_AT_ONCE
    assert "2 permintaan lain menyusul" in shown
    assert "2 pesan lain yang dilaporkan menyusul" in shown


def test_pages_of_members_lead_back_to_the_list_from_a_refused_form(
    client, room, steward, page
):
    for _number in range(A_PAGE + 1):
        membership = make_alliance_member(alliance=room.alliance)

    refused = client.post(
        reverse("alliances:end", args=[room.alliance.slug, membership.pk]), {}
    )

    assert refused.status_code == 422
    assert f'href="{page}?hal=2"' in refused.text
    assert client.get(f"{page}?hal=2").status_code == 200


def test_who_was_invited_into_a_room_is_listed_in_pages(client, room, steward):
    Seat.objects.bulk_create(
        Seat(room=room, person=make_person()) for _number in range(A_PAGE + 1)
    )
    arrange = reverse("alliances:arrange", args=[room.alliance.slug, room.slug])

    first, second = (client.get(f"{arrange}?hal={n}").text for n in (1, 2))

    assert first.count(">Akhiri<") == A_PAGE
    assert second.count(">Akhiri<") == 1
