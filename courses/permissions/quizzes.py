"""Who may try a quiz again, write in the bank, and grade what a machine cannot."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Attempt, Course, Quiz
from courses.permissions.authoring import can_edit


def may_try(quiz: Quiz, taken: int) -> Decision:
    """Whether there is a try left after so many. Certain only under the seat's lock."""
    if quiz.tries is None or taken < quiz.tries:
        return YES
    return no(
        ngettext(
            "Kuis ini hanya sekali percobaan, dan Anda sudah memakainya.",
            "Kesempatan Anda habis: kuis ini boleh dicoba %(tries)d kali.",
            quiz.tries,
        )
        % {"tries": quiz.tries}
    )


def can_write_bank(user: User | AnonymousUser, course: Course | None) -> Decision:
    """In a course's bank its writers; in the shared one whoever writes any course.

    Nothing is lost there: every version is kept, and answers keep theirs.
    """
    if course is not None:
        return can_edit(user, course)
    if user.is_authenticated and (
        user.is_staff or Course.objects.edited_by(user).exists()
    ):
        return YES
    return no(_("Bank soal bersama ditulis oleh penulis dan fasilitator kelas."))


def can_grade(user: User | AnonymousUser, attempt: Attempt) -> Decision:
    """Whoever writes the course, and the mentor of a cohort the learner is in."""
    if attempt.learner_id == user.pk:
        return no(_("Jawaban sendiri dinilai oleh orang lain."))
    if (
        user.is_authenticated
        and Attempt.objects.graded_by(user).filter(pk=attempt.pk).exists()
    ):
        return YES
    return no(_("Esai dinilai oleh fasilitator, penulis, dan mentor kelas ini."))
