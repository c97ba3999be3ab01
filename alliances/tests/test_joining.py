"""Organisations join, ask, are invited, leave."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin import site
from django.db import connection
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances.actions import audiences, furnishing, joining, stewarding
from alliances.models import Alliance, AllianceMembership, Room
from alliances.tests.factories import (
    make_alliance,
    make_alliance_member,
    make_room,
    make_speaker,
    make_steward,
)
from common.decisions import Refused
from common.models import JournalEntry
from network.actions import join as network_join
from network.models import Audience, Membership, Organization
from network.signals import organization_kind_changed
from network.tests.factories import make_member, make_organization
from notices.models import Notice

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


def test_who_belongs_no_more_loses_seat_and_stewardship_and_staff_are_told():
    """A guest's seat rests on nothing but itself."""
    room = make_room(kind=Room.Kind.PRIVATE)
    alliance, staff = room.alliance, make_person(is_staff=True)
    editor, organization = make_representative(role=Membership.Role.EDITOR)
    member, guest = make_person(), make_person()
    make_member(person=member, organization=organization)
    make_member(person=guest, organization=organization)
    membership = make_alliance_member(alliance=alliance, organization=organization)
    stewarding.appoint(steward=staff, alliance=alliance, person=editor)
    for person in (member, guest):
        furnishing.seat(
            steward=editor, room=room, person=person, is_guest=person == guest
        )

    network_join.end(actor=member, membership=member.memberships.get())
    assert set(room.seats.active().values_list("person", flat=True)) == {guest.pk}
    assert not Notice.objects.filter(person=staff).exists()
    joining.leave(person=editor, membership=membership)

    assert not alliance.stewards.exists()
    assert set(Room.objects.visible_to(guest)) == {room}
    assert not Room.objects.visible_to(editor).exists()
    assert Notice.objects.get(person=staff).title.endswith("tidak punya pengurus")
    assert Notice.objects.filter(person=editor, title__contains="bukan lagi").exists()


def test_who_belongs_by_another_organization_stays_what_they_were():
    alliance = make_alliance()
    steward, organization = make_representative(role=Membership.Role.EDITOR)
    other = make_organization()
    make_member(person=steward, organization=other)
    membership = make_alliance_member(alliance=alliance, organization=organization)
    make_alliance_member(alliance=alliance, organization=other)
    stewarding.appoint(
        steward=make_person(is_staff=True), alliance=alliance, person=steward
    )

    joining.leave(person=steward, membership=membership)

    assert alliance.stewards.get().person == steward


def test_stewards_appoint_one_of_their_people_and_the_last_does_not_resign():
    alliance = make_alliance()
    first, stranger = make_steward(alliance=alliance), make_person()
    person, organization = make_representative()
    make_alliance_member(alliance=alliance, organization=organization)

    with pytest.raises(Refused, match="satu-satunya"):
        stewarding.resign(person=first, alliance=alliance)
    with pytest.raises(Refused, match="orang organisasi anggota"):
        stewarding.appoint(steward=first, alliance=alliance, person=stranger)
    with pytest.raises(Refused, match="Hanya pengurus"):
        stewarding.appoint(steward=person, alliance=alliance, person=person)
    stewarding.appoint(steward=first, alliance=alliance, person=person)
    with pytest.raises(Refused, match="sudah menjadi pengurus"):
        stewarding.appoint(steward=first, alliance=alliance, person=person)
    stewarding.resign(person=first, alliance=alliance)

    assert alliance.stewards.get().person == person
    assert audience_of(alliance) == {person}
    assert Notice.objects.get(person=person).title.startswith("Anda menjadi pengurus")


def test_a_request_where_nobody_stewards_reaches_staff():
    alliance = make_alliance(openness=Alliance.Openness.REQUEST)
    staff = make_person(is_staff=True)
    person, organization = make_representative()

    joining.join(person=person, alliance=alliance, organization=organization)

    assert Notice.objects.get().person == staff


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


def test_what_an_organisation_is_decides_who_reads_topics_of_civil_society():
    room = make_room(kind=Room.Kind.SOCIETY)
    person = make_speaker(room=room)
    audience = audiences.fill_room(room)
    organization = person.memberships.get().organization
    assert person in audience.members.all()

    organization.kind = Organization.Kind.GOVERNMENT
    organization.save()
    organization_kind_changed.send(sender=Organization, organization=organization)

    assert person not in audience.members.all()


def test_belonging_is_not_ended_behind_the_sites_back(client):
    staff = make_person(is_staff=True)
    staff.is_superuser = True
    staff.save()
    client.force_login(staff)
    person = make_speaker(room=make_room())
    membership = person.memberships.get()
    pages = [
        reverse("admin:network_membership_add"),
        reverse("admin:network_membership_delete", args=[membership.pk]),
        reverse("admin:network_organization_delete", args=[membership.organization_id]),
    ]
    change = reverse("admin:network_membership_change", args=[membership.pk])

    assert [client.get(page).status_code for page in pages] == [403] * 3
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == 403


def test_pseudonyms_are_not_switched_off_behind_the_sites_back():
    """Their rooms could not be arranged any more: the site asks about each first."""
    assert "allows_pseudonyms" in site.get_model_admin(Alliance).readonly_fields
