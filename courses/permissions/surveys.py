"""Who may answer a survey, and who may read what was answered; if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Survey
from courses.permissions.activities import can_do
from courses.permissions.authoring import can_edit

# Below this a few could be told apart by what they answered.
FEWEST = 5


def can_answer(learner: User, survey: Survey) -> Decision:
    """Once, by those for whom the activity counts."""
    if survey.participations.filter(learner=learner).exists():
        return no(_("Anda sudah menjawab survei ini. Terima kasih!"))
    return can_do(learner, survey.activity)


def can_read_results(user: User | AnonymousUser, survey: Survey) -> Decision:
    """Who writes the course; learners too when the author says so, having answered."""
    if not can_edit(user, survey.activity.module.course):
        has_answered = (
            user.is_authenticated
            and survey.participations.filter(learner=user).exists()
        )
        if not (survey.shows_results and has_answered):
            return no(_("Hasil survei ini dibaca oleh penyusun kelas."))
    if survey.is_anonymous and survey.responses.count() < FEWEST:
        return no(
            _("Hasil tampil sesudah %(fewest)d jawaban, supaya tetap tanpa nama.")
            % {"fewest": FEWEST}
        )
    return YES


def can_read_names(user: User | AnonymousUser, survey: Survey) -> Decision:
    """Who answered what: for who writes the course, and never of an anonymous one."""
    if survey.is_anonymous:
        return no(_("Survei ini tanpa nama: tidak ada jawaban per orang."))
    return can_edit(user, survey.activity.module.course)
