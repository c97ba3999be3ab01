"""What a person wrote in worksheets, reviewed, and sent to lokadaya.com."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import journal
from common.letters import actions as letters
from common.letters.models import OutgoingLetter
from common.personal import Chapter, Known, offer, rows
from initiatives import outline
from initiatives.actions import handoff, reviewing
from initiatives.models import Initiative, Review, Step, StepNote, Worksheet


def tell(person: User) -> Known:
    sheets = Worksheet.objects.filter(author=person).order_by("created_at")
    return {
        "lembar kerja": [_worksheet(each) for each in sheets],
        "telaah yang Anda tulis": rows(
            Review.objects.filter(mentor=person).order_by("created_at"),
            lembar_kerja="worksheet__title",
            putusan="verdict",
            catatan="comment",
            ditulis="created_at",
        ),
    }


def _worksheet(worksheet: Worksheet) -> dict[str, Any]:
    return {
        "judul": worksheet.title,
        "organisasi": worksheet.organization and worksheet.organization.name,
        "keadaan": worksheet.get_state_display(),
        "dibuat": worksheet.created_at,
        "langkah": {
            f"{step.number} {outline.step_of(step.number).title}": step.content
            for step in worksheet.steps.all()
        },
        "telaah mentor": rows(
            Review.objects.filter(worksheet=worksheet),
            putusan="verdict",
            catatan="comment",
            ditulis="created_at",
        ),
        "di lokadaya.com": rows(
            Initiative.objects.filter(worksheet=worksheet),
            judul="title",
            keadaan="state",
            alamat="url",
            dukungan="support",
        ),
    }


def forget(person: User) -> None:
    """What was only theirs goes; what an organisation or the public has stays.

    Letters already sent keep what they said, less the name.
    """
    _take_name_out_of_letters(person)
    _tell_of_removed_mentor(person)
    own = Worksheet.objects.filter(author=person)
    own.filter(organization=None, hand_offs=None).delete()
    for worksheet in own:
        _take_name_out_of_steps(worksheet, person.name)
    notes = StepNote.objects.filter(review__worksheet__author=person)
    for note in notes.filter(text__contains=person.name):
        note.text = journal.without(note.text, person.name)
        note.save(update_fields=["text"])
    Review.objects.filter(worksheet__author=person).update(comment="")
    Step.objects.filter(saved_by=person).update(saved_by=None)
    for worksheet in person.mentored_worksheets.all():
        reviewing.step_down(mentor=person, worksheet=worksheet)


def _take_name_out_of_steps(worksheet: Worksheet, name: str) -> None:
    for step in worksheet.steps.all():
        content = journal.without(step.content, name)
        if content != step.content:
            step.content = content
            step.save(update_fields=["content"])


def _take_name_out_of_letters(person: User) -> None:
    sub = str(person.sub)
    mentored = Review.objects.filter(mentor=person).values("worksheet__uuid")
    reviewed = [str(row["worksheet__uuid"]) for row in mentored]
    sent = OutgoingLetter.objects.filter(kind=handoff.KIND)
    named = sent.filter(Q(body__person__sub=sub) | Q(body__worksheet__in=reviewed))
    for letter in named:
        letter.body = journal.without(letter.body, person.name)
        letter.save(update_fields=["body"])


def _tell_of_removed_mentor(person: User) -> None:
    """lokadaya.com says under an initiative who approved its worksheet."""
    sent = Worksheet.objects.exclude(hand_offs=None).filter(reviews__mentor=person)
    for worksheet in sent.distinct().order_by("pk"):
        letters.write(
            kind="mentor.removed",
            version=1,
            subject=handoff.subject_of(worksheet.uuid),
            body={"worksheet": str(worksheet.uuid)},
        )


offer(Chapter("lembar-kerja", _("Lembar kerja dan telaahnya"), tell, forget))
