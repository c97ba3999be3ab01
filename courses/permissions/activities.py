"""Who may open an activity and do it so that it counts, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Activity, Course, Standing, standing_in


def can_open(user: User | AnonymousUser, activity: Activity) -> Decision:
    """Whether the activity may be read, and if not, what would open it."""
    course = Course.objects.for_reader(user).filter(modules=activity.module_id).first()
    if course is None:
        return no(_("Kelas ini belum terbit."))
    return may_enter(standing_in(course, user), activity)


def may_enter(standing: Standing, activity: Activity) -> Decision:
    """`can_open`, for a page that knows its reader's standing and asks many times."""
    if activity.kind == Activity.Kind.WEBINAR:
        # Its own page is public, and says there who has a seat.
        return YES
    if standing.is_learning or standing.guides or activity.pk == standing.preview:
        return YES
    if standing.opens_on:
        day = date_format(standing.opens_on, "j F Y")
        return no(_("Terbuka %(day)s, saat angkatan Anda mulai.") % {"day": day})
    if not standing.user.is_authenticated:
        return no(_("Masuk, lalu ikuti satu angkatan kelas ini untuk membukanya."))
    return no(_("Ikuti satu angkatan kelas ini untuk membukanya."))


def can_do(user: User | AnonymousUser, activity: Activity) -> Decision:
    """Whether doing it counts: only for those with a seat in a cohort that began."""
    course = Course.objects.for_reader(user).filter(modules=activity.module_id).first()
    if course is None:
        return no(_("Kelas ini belum terbit."))
    return may_do(standing_in(course, user))


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
