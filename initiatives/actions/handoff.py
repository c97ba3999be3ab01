"""Sending approved worksheets to lokadaya.com, and hearing what became of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common import journal
from common.decisions import require
from common.letters import actions as letters
from common.letters.models import OutgoingLetter
from initiatives import outline
from initiatives.actions import application, parking
from initiatives.mentors import enrollment_under
from initiatives.models import HandOff, Initiative, Worksheet
from initiatives.numbers import spoken
from initiatives.permissions import can_send
from network.models import Membership, Organization
from notices.actions import telling
from notices.readers import as_read_by

KIND, VERSION = "worksheet.sent", 1


@transaction.atomic
def send(*, author: User, worksheet: Worksheet) -> HandOff:
    """Write the letter that makes a draft initiative, once a revision, or `Refused`."""
    # Letters about it are taken in under this lock, and lock its row second.
    letters.hold(subject_of(worksheet.uuid))
    worksheet = (
        Worksheet.objects.select_for_update(of=("self",))
        .select_related("author", "organization")
        .get(pk=worksheet.pk)
    )
    require(can_send(author, worksheet))
    letter = letters.write(
        kind=KIND,
        version=VERSION,
        subject=subject_of(worksheet.uuid),
        body=body_of(worksheet),
    )
    journal.record(
        deed="initiatives.worksheet_sent",
        subject=worksheet,
        actor=author,
        person=author,
        letter=str(letter.pk),
    )
    return HandOff.objects.create(
        worksheet=worksheet,
        revision=worksheet.revision,
        letter=letter,
        sent_by=author,
    )


def subject_of(worksheet: UUID) -> str:
    return f"worksheet:{worksheet}"


def body_of(worksheet: Worksheet) -> dict[str, Any]:
    """The letter's body, as docs/protocols/letters.md has it, and nothing beyond."""
    steps = {
        f"step{step.number}": outline.step_of(step.number).whole(step.content)
        for step in worksheet.steps.all()
    }
    author = worksheet.author
    return {
        "worksheet": str(worksheet.uuid),
        "revision": worksheet.revision,
        "sent_at": timezone.now().isoformat(),
        "person": {"sub": str(author.sub), "name": author.name},
        "organization": _organization(worksheet.organization, author),
        **steps,
        "provenance": _provenance(worksheet),
    }


def _organization(
    organization: Organization | None, author: User
) -> dict[str, Any] | None:
    if organization is None:
        return None
    editor = Membership.objects.confirmed().filter(
        person=author, organization=organization, role=Membership.Role.EDITOR
    )
    return {
        "uuid": str(organization.uuid),
        "name": organization.name,
        "kind": organization.kind,
        "legal_form": organization.legal_form,
        "regency": organization.regency_id,
        "editor": editor.exists(),
    }


def _provenance(worksheet: Worksheet) -> dict[str, str]:
    """Its course is that of the mentor who approved it, if there is one."""
    approval = worksheet.reviews.select_related("mentor").get(
        revision=worksheet.revision
    )
    seat = enrollment_under(approval.mentor, worksheet.author)
    return {
        "course": seat.cohort.course.title if seat else "",
        "cohort": seat.cohort.name if seat else "",
        "mentor": approval.mentor.name,
        "approved_at": approval.created_at.isoformat(),
    }


@transaction.atomic
def follow(
    *,
    worksheet: Worksheet,
    initiative: UUID,
    state: str,
    url: str,
    title: str,
    comment: str,
    support: list[dict[str, Any]],
    is_parked: bool,
    changed_at: datetime,
) -> Initiative:
    """Keep what lokadaya.com tells about an initiative, and tell its author."""
    worksheet = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    known = Initiative.objects.filter(worksheet=worksheet).first()
    told, _created = Initiative.objects.update_or_create(
        worksheet=worksheet,
        defaults={
            "uuid": initiative,
            "state": state,
            "url": url,
            "title": title,
            "comment": comment,
            "support": support,
            "is_parked": is_parked,
            "changed_at": changed_at,
        },
    )
    if told.is_parked:
        parking.settle(worksheet)
    with as_read_by(worksheet.author):
        if known is None or known.state != state:
            _tell_state(worksheet, told)
        _tell_support(worksheet, known.support if known else [], told)
    if told.state == Initiative.State.PUBLISHED:
        application.note(worksheet=worksheet, initiative=told)
    return told


def answer(*, letter: OutgoingLetter) -> None:
    """Tell the author when lokadaya.com refused what was sent."""
    if letter.refused_at is None:
        return
    hand_off = (
        HandOff.objects.filter(letter=letter)
        .select_related("worksheet__author", "letter")
        .first()
    )
    if hand_off is None:
        return
    worksheet = hand_off.worksheet
    with as_read_by(worksheet.author):
        telling.tell(
            person=worksheet.author,
            kind="worksheet.refused",
            title=_("Galang Daya menolak kiriman: %s") % worksheet.title,
            text=hand_off.reason,
            url=worksheet.get_absolute_url(),
            key=f"letter:{letter.pk}:refused",
        )


def _tell_state(worksheet: Worksheet, told: Initiative) -> None:
    title, text = _state_news(told)
    telling.tell(
        person=worksheet.author,
        kind="initiative.changed",
        title=title % told.title,
        text=text,
        url=worksheet.get_absolute_url(),
        key=f"initiative:{told.uuid}:{told.state}:{told.changed_at.isoformat()}",
    )


def _state_news(told: Initiative) -> tuple[str, str]:
    news = {
        Initiative.State.DRAFT: (
            _("Sudah menjadi draf di lokadaya.com: %s"),
            _("Buka, lengkapi pertanyaannya, lalu ajukan untuk ditinjau."),
        ),
        Initiative.State.REVIEW: (
            _("Sedang ditinjau: %s"),
            _("Peninjau lokadaya.com sedang membacanya."),
        ),
        Initiative.State.RETURNED: (
            _("Peninjau meminta perbaikan: %s"),
            told.comment or _("Buka di lokadaya.com untuk membaca catatannya."),
        ),
        Initiative.State.PUBLISHED: (
            _("Terbit di lokadaya.com: %s"),
            _("Sekarang siapa pun dapat melihat dan mendukungnya. Bagikan tautannya."),
        ),
        Initiative.State.CLOSED: (
            _("Penggalangan ditutup: %s"),
            _("Dukungan yang sudah dijanjikan tetap tercatat."),
        ),
    }
    return news[Initiative.State(told.state)]


def _tell_support(
    worksheet: Worksheet, before: list[dict[str, Any]], told: Initiative
) -> None:
    """One notice for each need that someone newly promised something to."""
    pledges = {row["need"]: row["pledges"] for row in before}
    for row in told.support:
        if row["pledges"] <= pledges.get(row["need"], 0):
            continue
        telling.tell(
            person=worksheet.author,
            kind="initiative.pledged",
            title=_("Dukungan baru: %s") % told.title,
            text=support_sentence(row),
            url=f"{worksheet.get_absolute_url()}#dukungan",
            key=f"initiative:{told.uuid}:need:{row['need']}:{row['pledges']}",
        )


def support_sentence(row: dict[str, Any]) -> str:
    """What was promised so far for one need: 2 hari dijanjikan untuk …"""
    words = ngettext(
        "%(pledged)s dari %(quantity)s %(unit)s untuk “%(item)s” sudah dijanjikan"
        " oleh %(pledges)d pendukung.",
        "%(pledged)s dari %(quantity)s %(unit)s untuk “%(item)s” sudah dijanjikan"
        " oleh %(pledges)d pendukung.",
        row["pledges"],
    )
    return words % {
        **row,
        "pledged": spoken(row["pledged"]),
        "quantity": spoken(row["quantity"]),
    }
