"""Who may open an activity and do it so that it counts, and if not, why."""

from collections.abc import Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.prepared import prepared
from courses.models import Activity, Condition, Course, Standing, standing_in


def can_open(user: User | AnonymousUser, activity: Activity) -> Decision:
    """Whether the activity may be read, and if not, what would open it."""
    course = next(iter(_course_of(user, activity.module_id)), None)
    if course is None:
        return no(_("Kelas ini belum terbit."))
    return may_enter(standing_in(course, user), activity)


def may_enter(standing: Standing, activity: Activity) -> Decision:
    """`can_open`, for a page that knows its reader's standing and asks many times."""
    if activity.kind == Activity.Kind.WEBINAR:
        # Its own page is public, and says there who has a seat.
        return YES
    if standing.guides:
        return YES
    if standing.is_learning or activity.pk == standing.preview:
        return may_be_released(standing.conditions.get(activity.pk, []))
    if standing.opens_on:
        day = date_format(standing.opens_on, "j F Y")
        return no(_("Terbuka %(day)s, saat angkatan Anda mulai.") % {"day": day})
    if not standing.user.is_authenticated:
        return no(_("Masuk, lalu ikuti satu angkatan kelas ini untuk membukanya."))
    return no(_("Ikuti satu angkatan kelas ini untuk membukanya."))


def may_be_released(conditions: Sequence[Condition]) -> Decision:
    """Whether all is so, for conditions of one activity read with `for_reader`.

    What was done stays open: a condition that is added later takes nothing away.
    """
    if not conditions or conditions[0].is_past:
        return YES
    cohorts = [each for each in conditions if each.kind == Condition.Kind.COHORT]
    if cohorts and not any(each.is_met for each in cohorts):
        names = ", ".join(each.cohort.name for each in cohorts if each.cohort)
        return no(_("Terbuka bagi %(cohorts)s.") % {"cohorts": names})
    others = (each for each in conditions if each.kind != Condition.Kind.COHORT)
    unmet = next((each for each in others if not each.is_met), None)
    return no(what_opens(unmet)) if unmet else YES


def what_opens(condition: Condition) -> str:
    """What has to happen, as a sentence for the learner."""
    if condition.kind == Condition.Kind.DATE:
        day = date_format(condition.opens_on, "j F Y") if condition.opens_on else ""
        return _("Terbuka %(day)s.") % {"day": day}
    given = {
        "title": condition.other.title if condition.other else "",
        "score": condition.score,
        "cohort": condition.cohort.name if condition.cohort else "",
    }
    if condition.kind == Condition.Kind.DONE:
        return _("Terbuka sesudah “%(title)s” selesai.") % given
    if condition.kind == Condition.Kind.SCORE:
        return _("Terbuka sesudah nilai “%(title)s” paling sedikit %(score)s.") % given
    return _("Terbuka bagi %(cohort)s.") % given


def can_do(user: User | AnonymousUser, activity: Activity) -> Decision:
    """Whether doing it counts: for those with a seat in a cohort that began, once it
    is open to them.
    """
    if activity.is_draft:
        return no(_("Kegiatan ini belum terbit."))
    course = next(iter(_course_of(user, activity.module_id)), None)
    if course is None:
        return no(_("Kelas ini belum terbit."))
    standing = standing_in(course, user)
    doing = may_do(standing)
    return may_enter(standing, activity) if doing else doing


@prepared
def _course_of(user: User | AnonymousUser, module: int) -> QuerySet[Course]:
    return Course.objects.for_reader(user).filter(modules=module)


def may_do(standing: Standing) -> Decision:
    """`can_do`, for a page that knows its reader's standing."""
    if standing.is_learning:
        return YES
    if standing.opens_on:
        day = date_format(standing.opens_on, "j F Y")
        return no(_("Kemajuan dicatat mulai %(day)s.") % {"day": day})
    if standing.guides:
        return no(_("Anda membaca sebagai pendamping; kemajuan dicatat bagi peserta."))
    return no(_("Ikuti satu angkatan supaya kemajuan Anda tercatat."))
