"""What peers read of each other: told to both, forgotten with either."""

from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from accounts.models import User
from common.personal import Known, Rows, rows
from courses.models import HandIn, PeerReview


def received(turn: HandIn) -> Rows:
    """What peers said of it, without their names."""
    return rows(
        PeerReview.objects.given().filter(round__turn=turn).order_by("given_at"),
        saran="suggestion",
        nilai="score",
        catatan="comment",
        rubrik="marks",
        waktu="given_at",
        tanggapan="thanks",
    )


def given(person: User) -> Known:
    asked = PeerReview.objects.of_reviewer(person).order_by("asked_at")
    return {
        "telaah karya teman": rows(
            asked,
            tugas="round__turn__submission__assignment__activity__title",
            keadaan="state",
            diminta="asked_at",
            saran="suggestion",
            nilai="score",
            catatan="comment",
            waktu="given_at",
        )
    }


def forget(person: User) -> None:
    """Words about their work go with it; theirs about others stay, without the name."""
    about = Q(round__turn__submission__learner=person)
    PeerReview.objects.filter(about).update(comment="", thanks="")
    PeerReview.objects.of_reviewer(person).update(
        comment=Replace(F("comment"), Value(person.name), Value("…")),
        thanks=Replace(F("thanks"), Value(person.name), Value("…")),
    )
