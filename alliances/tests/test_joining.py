"""Organisations join, ask, are invited, leave."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.tests.factories import make_person
from alliances.actions import joining
from alliances.models import Alliance, AllianceMembership
from alliances.tests.factories import make_alliance, make_alliance_member, make_steward
from common.decisions import Refused
from common.models import JournalEntry
from network.models import Audience, Membership
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db
State = AllianceMembership.State


def make_representative(*, role=Membership.Role.MEMBER):
    person, organization = make_person(), make_organization()
    make_member(person=person, organization=organization, role=role)
    return person, organization


def audience_of(alliance):
    return set(Audience.objects.get(name=alliance.audience_name).members.all())


def test_an_open_alliance_takes_an_organization_at_once():
    alliance = make_alliance()
    person, organization = make_representative()

    membership = joining.join(
        person=person, alliance=alliance, organization=organization
    )

    assert membership.state == State.ACTIVE
    assert audience_of(alliance) == {person}
    assert JournalEntry.objects.get().deed == "alliances.membership_began"


def test_nobody_joins_for_an_organization_that_is_not_theirs():
    alliance = make_alliance()
    person, _own = make_representative()

    with pytest.raises(Refused, match="belum menjadi anggota"):
        joining.join(person=person, alliance=alliance, organization=make_organization())


def test_a_request_waits_for_a_steward():
    alliance = make_alliance(openness=Alliance.Openness.REQUEST)
    steward = make_steward(alliance=alliance)
    person, organization = make_representative()

    asked = joining.join(person=person, alliance=alliance, organization=organization)
    assert asked.state == State.REQUESTED
    assert audience_of(alliance) == {steward}
    with pytest.raises(Refused, match="sedang dibaca"):
        joining.join(person=person, alliance=alliance, organization=organization)

    joining.accept(steward=steward, membership=asked)
    assert audience_of(alliance) == {steward, person}
    with pytest.raises(Refused, match="sudah diputuskan"):
        joining.decline(steward=steward, membership=asked, reason="Terlambat")


def test_only_stewards_decide():
    alliance = make_alliance(openness=Alliance.Openness.REQUEST)
    person, organization = make_representative()
    asked = joining.join(person=person, alliance=alliance, organization=organization)

    with pytest.raises(Refused, match="pengurus"):
        joining.accept(steward=person, membership=asked)


def test_a_refusal_is_journaled_with_its_reason_and_may_be_asked_again():
    alliance = make_alliance(openness=Alliance.Openness.REQUEST)
    steward = make_steward(alliance=alliance)
    person, organization = make_representative()
    asked = joining.join(person=person, alliance=alliance, organization=organization)

    joining.decline(steward=steward, membership=asked, reason="Beda tema")

    entry = JournalEntry.objects.get(deed="alliances.membership_declined")
    assert (entry.reason, entry.person, entry.actor) == ("Beda tema", person, steward)
    joining.join(person=person, alliance=alliance, organization=organization)


def test_by_invitation_one_enters_only_when_invited():
    alliance = make_alliance(openness=Alliance.Openness.INVITATION)
    steward = make_steward(alliance=alliance)
    person, organization = make_representative()
    with pytest.raises(Refused, match="undangan"):
        joining.join(person=person, alliance=alliance, organization=organization)

    joining.invite(steward=steward, alliance=alliance, organization=organization)
    membership = joining.join(
        person=person, alliance=alliance, organization=organization
    )

    assert membership.state == State.ACTIVE
    with pytest.raises(Refused, match="sudah"):
        joining.invite(steward=steward, alliance=alliance, organization=organization)


def test_an_editor_takes_the_organization_out_and_a_member_does_not():
    alliance = make_alliance()
    editor, organization = make_representative(role=Membership.Role.EDITOR)
    member = make_person()
    make_member(person=member, organization=organization)
    membership = make_alliance_member(alliance=alliance, organization=organization)

    with pytest.raises(Refused, match="pengelola"):
        joining.leave(person=member, membership=membership)
    joining.leave(person=editor, membership=membership)

    membership.refresh_from_db()
    assert membership.state == State.ENDED
    assert membership.ended_at is not None
    assert audience_of(alliance) == set()


def test_a_steward_ends_a_membership_with_a_reason():
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    membership = make_alliance_member(alliance=alliance)

    joining.remove(steward=steward, membership=membership, reason="Bubar")

    assert JournalEntry.objects.get().reason == "Bubar"
    with pytest.raises(Refused, match="sudah berakhir"):
        joining.remove(steward=steward, membership=membership, reason="Lagi")


@pytest.mark.django_db(transaction=True)
def test_colleagues_who_press_at_once_join_once():
    alliance = make_alliance()
    organization = make_organization()
    people = [make_person() for _ in range(6)]
    for person in people:
        make_member(person=person, organization=organization)

    def press(person):
        try:
            joining.join(person=person, alliance=alliance, organization=organization)
        except Refused:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        joined = list(pool.map(press, people))

    assert sum(joined) == 1
    assert alliance.memberships.current().count() == 1
    assert audience_of(alliance) == set(people)
