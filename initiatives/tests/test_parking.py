"""A draft for an organisation that its sender does not manage: told, then unparked."""

from uuid import UUID

import pytest
from django.utils import timezone

from accounts.tests.factories import make_person
from common.letters.models import OutgoingLetter
from common.tests.factories import make_regency
from initiatives.actions import handoff, parking
from initiatives.models import Initiative
from initiatives.tests.factories import make_worksheet
from network.actions import join
from network.models import Membership
from network.tests.factories import (
    make_coordinator,
    make_member,
    make_organization,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db

ID = UUID("7c1f1d5e-6f0e-4d52-9a3e-0c5a4f0e6f0e")


def test_the_editors_are_told_once():
    worksheet, editor = parked()

    follow(worksheet)

    notice = Notice.objects.get(kind="initiative.parked")
    assert notice.person == editor
    assert worksheet.author.name in notice.text
    assert worksheet.organization.slug in notice.url


def test_without_an_editor_the_coordinator_is_told():
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=make_regency())
    worksheet, editor = parked()
    Membership.objects.filter(person=editor).update(role="member")
    Notice.objects.all().delete()

    parking.settle(worksheet)

    assert Notice.objects.get(kind="initiative.parked").person == coordinator


def test_made_an_editor_the_sender_is_confirmed_to_lokadaya_com():
    worksheet, editor = parked()
    membership = worksheet.author.memberships.get()

    join.appoint(actor=editor, membership=membership, role=Membership.Role.EDITOR)

    letter = OutgoingLetter.objects.get(kind="sender.confirmed")
    assert letter.subject == f"worksheet:{worksheet.uuid}"
    assert letter.body == {"worksheet": str(worksheet.uuid)}


def test_who_became_an_editor_while_the_letters_travelled_is_confirmed_at_once():
    worksheet, _editor = parked()
    worksheet.author.memberships.update(role=Membership.Role.EDITOR)

    follow(worksheet)

    assert OutgoingLetter.objects.filter(kind="sender.confirmed").exists()


def test_what_is_not_parked_needs_no_word():
    worksheet, editor = parked()
    follow(worksheet, is_parked=False)
    membership = worksheet.author.memberships.get()

    join.appoint(actor=editor, membership=membership, role=Membership.Role.EDITOR)

    assert not OutgoingLetter.objects.filter(kind="sender.confirmed").exists()


def test_the_author_reads_why_it_waits(client):
    worksheet, _editor = parked()
    client.force_login(worksheet.author)

    assert "Diparkir" in client.get(worksheet.get_absolute_url()).content.decode()


def parked():
    organization = make_organization(regency=make_regency())
    editor = make_person(name="Ibu Pengelola")
    make_member(person=editor, organization=organization, role=Membership.Role.EDITOR)
    author = make_person(regency=make_regency())
    make_member(person=author, organization=organization)
    worksheet = make_worksheet(author=author, organization=organization)
    follow(worksheet)
    assert Initiative.objects.get().is_parked
    return worksheet, editor


def follow(worksheet, *, is_parked=True):
    handoff.follow(
        worksheet=worksheet,
        initiative=ID,
        state="draft",
        url="http://daya.testserver/saya/x/",
        title=worksheet.title,
        comment="",
        support=[],
        is_parked=is_parked,
        changed_at=timezone.now(),
    )
