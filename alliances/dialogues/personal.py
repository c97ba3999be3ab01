"""What dialogues know of a person: what they planned, answered, wrote and reported."""

from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.dialogues.models import (
    Attendee,
    Commitment,
    Correction,
    Dialogue,
    Invitation,
    Progress,
    Record,
    RecordVersion,
)
from common.personal import Chapter, Known, offer, rows


def tell(person: User) -> Known:
    return {
        "dialog yang direncanakan": rows(
            Dialogue.objects.filter(organizer=person).order_by("pk"),
            aliansi="alliance__name",
            judul="title",
            mulai="starts_at",
        ),
        "jawaban undangan": rows(
            Invitation.objects.filter(answered_by=person).order_by("pk"),
            dialog="dialogue__title",
            jawaban="answer",
            catatan="note",
            dijawab="answered_at",
        ),
        "notula yang ditulis": rows(
            RecordVersion.objects.filter(author=person).order_by("pk"),
            dialog="record__dialogue__title",
            versi="revision",
            teks="text",
            disimpan="created_at",
        ),
        "koreksi notula": rows(
            Correction.objects.filter(author=person).order_by("pk"),
            dialog="record__dialogue__title",
            koreksi="text",
            jawaban="answer",
            dikirim="created_at",
        ),
        "komitmen yang dicatat": rows(
            Commitment.objects.filter(created_by=person).order_by("pk"),
            aliansi="alliance__name",
            komitmen="text",
            tenggat="due_on",
            dicatat="created_at",
        ),
        "koreksi yang dijawab": rows(
            Correction.objects.filter(decided_by=person).order_by("pk"),
            dialog="record__dialogue__title",
            jawaban="answer",
            dijawab="decided_at",
        ),
        "kabar komitmen": rows(
            Progress.objects.filter(author=person).order_by("pk"),
            komitmen="commitment__text",
            untuk="organization__name",
            kabar="note",
            ditulis="created_at",
        ),
    }


def forget(person: User) -> None:
    """What was agreed and recorded stays the alliance's, without a name."""
    Dialogue.objects.filter(organizer=person).update(organizer=None)
    Invitation.objects.filter(answered_by=person).update(answered_by=None)
    Attendee.objects.filter(recorded_by=person).update(recorded_by=None)
    Record.objects.filter(changed_by=person).update(changed_by=None)
    RecordVersion.objects.filter(author=person).update(author=None)
    Correction.objects.filter(decided_by=person).update(decided_by=None)
    own = Correction.objects.filter(author=person)
    own.filter(on_behalf_of=person.name).update(on_behalf_of="…")
    own.update(author=None)
    Commitment.objects.filter(created_by=person).update(created_by=None)
    Progress.objects.filter(author=person).update(author=None)


offer(Chapter("dialog", gettext_lazy("Dialog dan notula"), tell, forget))
