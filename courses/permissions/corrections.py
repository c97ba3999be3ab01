"""Who may say that a step was, or was not, earned."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Activity, Completion, Course
from courses.models.correction import contested_activities
from courses.permissions.authoring import can_edit


def can_correct(user: User | AnonymousUser, learner: User, course: Course) -> Decision:
    if user.pk == learner.pk:
        return no(_("Kemajuan sendiri dikoreksi oleh orang lain."))
    if not can_edit(user, course):
        return no(_("Hanya fasilitator kelas ini yang mengoreksi kemajuan peserta."))
    return YES


def can_grant(
    user: User | AnonymousUser, learner: User, activity: Activity
) -> Decision:
    course = activity.module.course
    correcting = can_correct(user, learner, course)
    if not correcting:
        return correcting
    if _has_done(learner, activity) and activity.pk not in contested_activities(
        learner, course
    ):
        return no(_("Kegiatan ini sudah tercatat selesai."))
    return YES


def can_contest(
    user: User | AnonymousUser, learner: User, activity: Activity
) -> Decision:
    correcting = can_correct(user, learner, activity.module.course)
    if not correcting:
        return correcting
    if not _has_done(learner, activity):
        return no(_("Kegiatan ini belum tercatat selesai."))
    return YES


def _has_done(learner: User, activity: Activity) -> bool:
    return Completion.objects.filter(learner=learner, activity=activity).exists()
