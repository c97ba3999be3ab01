"""Handing a worksheet to a mentor, and the mentor's answer."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from initiatives.actions import coursework
from initiatives.mentors import mentors_for
from initiatives.models import Review, StepNote, Worksheet
from initiatives.permissions import can_reopen, can_review, can_submit
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def submit(*, writer: User, worksheet: Worksheet) -> Worksheet:
    """Hand a complete worksheet to those who mentor its author, or raise `Refused`."""
    worksheet = _locked(worksheet)
    require(can_submit(writer, worksheet))
    mentors = mentors_for(worksheet)
    if not mentors:
        raise Refused(_("Belum ada mentor di wilayah Anda. Hubungi admin Lokadaya."))
    worksheet.state = Worksheet.State.SUBMITTED
    worksheet.revision += 1
    worksheet.submitted_at = worksheet.changed_at = timezone.now()
    worksheet.approved_at = None
    worksheet.save()
    worksheet.mentors.set(mentors)
    for mentor in mentors:
        _tell_mentor(mentor, worksheet)
    return worksheet


@transaction.atomic
def reopen(*, writer: User, worksheet: Worksheet) -> Worksheet:
    """Take it back to write on. What was approved needs a mentor again."""
    worksheet = _locked(worksheet)
    require(can_reopen(writer, worksheet))
    worksheet.state = Worksheet.State.DRAFT
    worksheet.approved_at = None
    worksheet.changed_at = timezone.now()
    worksheet.save(update_fields=["state", "approved_at", "changed_at"])
    for mentor in worksheet.mentors.all():
        telling.withdraw(person=mentor, key=_key(worksheet, "submitted"))
    return worksheet


@transaction.atomic
def step_down(*, mentor: User, worksheet: Worksheet) -> None:
    """The mentor reads it no longer; if nobody else does, it goes to the next in line.

    The caller has taken the mentor out of office, so that they are not asked again.
    """
    worksheet = _locked(worksheet)
    worksheet.mentors.remove(mentor)
    if worksheet.state != Worksheet.State.SUBMITTED or worksheet.mentors.exists():
        return
    for successor in mentors_for(worksheet):
        worksheet.mentors.add(successor)
        _tell_mentor(successor, worksheet)


@transaction.atomic
def review(
    *,
    mentor: User,
    worksheet: Worksheet,
    revision: int,
    verdict: str,
    comment: str,
    notes: dict[int, str],
) -> Review:
    """Return or approve the revision that was read, once, or raise `Refused`."""
    worksheet = _locked(worksheet)
    require(can_review(mentor, worksheet, revision))
    worksheet.state = Worksheet.State(verdict)
    worksheet.changed_at = timezone.now()
    if worksheet.state == Worksheet.State.APPROVED:
        worksheet.approved_at = worksheet.changed_at
    worksheet.save(update_fields=["state", "approved_at", "changed_at"])
    made = Review.objects.create(
        worksheet=worksheet,
        revision=revision,
        mentor=mentor,
        verdict=verdict,
        comment=comment,
    )
    StepNote.objects.bulk_create(
        StepNote(review=made, number=number, text=text)
        for number, text in notes.items()
        if text
    )
    journal.record(
        deed=f"initiatives.worksheet_{verdict}",
        subject=worksheet,
        actor=mentor,
        person=worksheet.author,
        revision=revision,
    )
    _tell_author(worksheet, made)
    if worksheet.state == Worksheet.State.APPROVED:
        coursework.note_approved(worksheet)
    return made


def _locked(worksheet: Worksheet) -> Worksheet:
    return (
        Worksheet.objects.select_for_update(of=("self",))
        .select_related("author__regency", "organization__regency")
        .get(pk=worksheet.pk)
    )


def _key(worksheet: Worksheet, news: str) -> str:
    return f"worksheet:{worksheet.uuid}:{news}:{worksheet.revision}"


def _tell_mentor(mentor: User, worksheet: Worksheet) -> None:
    with as_read_by(mentor):
        telling.tell(
            person=mentor,
            kind="worksheet.submitted",
            title=str(_("Lembar kerja menunggu Anda: %s") % worksheet.title),
            text=str(
                _("%s meminta Anda membaca keenam langkahnya.") % worksheet.author.name
            ),
            url=reverse("initiatives:review", args=[worksheet.uuid]),
            key=_key(worksheet, "submitted"),
        )


def _tell_author(worksheet: Worksheet, made: Review) -> None:
    approved = made.verdict == Review.Verdict.APPROVED
    with as_read_by(worksheet.author):
        title = _("Disetujui mentor: %s") if approved else _("Perlu diperbaiki: %s")
        text = (
            _("%s menyetujui lembar kerja Anda. Sekarang bisa dikirim ke Galang Daya.")
            if approved
            else _("%s menulis catatan untuk lembar kerja Anda.")
        )
        telling.tell(
            person=worksheet.author,
            kind=f"worksheet.{made.verdict}",
            title=str(title % worksheet.title),
            text=str(text % made.mentor.name),
            url=worksheet.get_absolute_url(),
            key=_key(worksheet, made.verdict),
        )
