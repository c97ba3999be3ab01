"""Webinars for one cohort of a course: whose they are, and which may be."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Cohort, Course, Series, Webinar


def may_be_for(
    cohort: Cohort | None,
    *,
    course: Course | None,
    series: Series | None = None,
) -> Decision:
    """A webinar of this course and series, for the cohort alone."""
    if cohort is None:
        return YES
    if course is None or cohort.course_id != course.pk:
        return no(_("Angkatan itu bukan angkatan kelas ini."))
    if series is not None:
        return no(
            _("Webinar dalam seri terbuka bagi semua: kosongkan angkatan atau serinya.")
        )
    return YES


def is_meant_for(user: User, webinar: Webinar) -> Decision:
    """Learners and mentors of its cohort; those of no cohort are for everybody."""
    if webinar.cohort_id is None:
        return YES
    if Webinar.objects.meant_for(user).filter(pk=webinar.pk).exists():
        return YES
    name = Cohort.objects.get(pk=webinar.cohort_id).name
    return no(_("Webinar ini untuk peserta %(cohort)s.") % {"cohort": name})
