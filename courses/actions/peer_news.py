"""What peers and authors are told: asked, reminded, handed on, read, thanked."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.templatetags.lokadaya import at
from courses.models import Assignment, PeerReview, Submission
from notices.actions import telling
from notices.readers import as_read_by

KIND = "courses.peer_review"


def ask(review: PeerReview, assignment: Assignment) -> None:
    """Ask for a review now, and remind before it is due."""
    with as_read_by(review.reviewer):
        words = {"title": assignment.activity.title, "time": at(review.due_at)}
        _tell(
            review,
            title=_("Telaah karya teman: %(title)s") % words,
            text=_(
                "Seorang teman seangkatan menunggu pendapat Anda, paling lambat"
                " %(time)s. Sesudah itu telaahnya diserahkan ke orang lain."
            )
            % words,
        )
        telling.tell(
            person=review.reviewer,
            kind=KIND,
            title=_("Segera jatuh tempo: telaah %(title)s") % words,
            text=_("Seorang teman masih menunggu pendapat Anda sampai %(time)s.")
            % words,
            url=review.get_absolute_url(),
            key=_key(review, "reminder"),
            due_at=review.remind_at,
            until=review.due_at,
        )


def say_passed_on(review: PeerReview, assignment: Assignment) -> None:
    _forget_reminder(review)
    with as_read_by(review.reviewer):
        _tell(
            review,
            "passed_on",
            title=_("Telaah diserahkan ke orang lain: %(title)s")
            % {"title": assignment.activity.title},
            text=_(
                "Tenggatnya lewat. Yang sudah Anda tulis masih bisa dikirim selama"
                " belum ada yang mengirim lebih dulu."
            ),
        )


def say_released(review: PeerReview, assignment: Assignment) -> None:
    _forget_reminder(review)
    with as_read_by(review.reviewer):
        _tell(
            review,
            "released",
            title=_("Telaah tidak ditunggu lagi: %(title)s")
            % {"title": assignment.activity.title},
            text=_("Karya ini sudah selesai dibaca. Terima kasih atas kesediaan Anda."),
        )


def say_given(review: PeerReview, assignment: Assignment) -> None:
    """To the author: somebody has read your work."""
    _forget_reminder(review)
    author = review.round.turn.submission.learner
    with as_read_by(author):
        words = {"title": assignment.activity.title, "name": review.reviewer.name}
        text = _("%(name)s membaca tugas Anda dan menulis pendapatnya.") % words
        if assignment.hides_names:
            text = _("Seorang teman membaca tugas Anda dan menulis pendapatnya.")
        telling.tell(
            person=author,
            kind=KIND,
            title=_("Telaah teman masuk: %(title)s") % words,
            text=text,
            url=assignment.activity.get_absolute_url(),
            key=_key(review, "given"),
        )


def say_approved(submission: Submission) -> None:
    with as_read_by(submission.learner):
        activity = submission.assignment.activity
        telling.tell(
            person=submission.learner,
            kind="courses.submission_reviewed",
            title=_("Disetujui: %(title)s") % {"title": activity.title},
            text=_("Teman-teman seangkatan menyetujui tugas Anda. Baca pendapatnya."),
            url=activity.get_absolute_url(),
            key=f"courses.submission:{submission.pk}:approved_by_peers",
        )


def say_thanks(review: PeerReview) -> None:
    with as_read_by(review.reviewer):
        title = review.round.turn.submission.assignment.activity.title
        _tell(
            review,
            "thanks",
            title=_("Tanggapan atas telaah Anda: %(title)s") % {"title": title},
            text=review.thanks or review.get_helped_display(),
        )


def _tell(review: PeerReview, news: str = "asked", *, title: str, text: str) -> None:
    """To the reviewer; only being asked is worth an e-mail."""
    telling.tell(
        person=review.reviewer,
        kind=KIND,
        title=title,
        text=text,
        url=review.get_absolute_url(),
        key=_key(review, news),
        email=news == "asked",
    )


def _forget_reminder(review: PeerReview) -> None:
    reviewer: User = review.reviewer
    telling.withdraw(person=reviewer, key=_key(review, "reminder"))


def _key(review: PeerReview, news: str) -> str:
    return f"{KIND}:{review.pk}:{news}"
