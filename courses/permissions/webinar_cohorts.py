"""Webinars for one cohort of a course: whose they are, and which may be."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Activity, Cohort, Course, Series, Webinar
from courses.summaries.waits import Waits


def may_be_for(
    cohort: Cohort | None,
    *,
    course: Course | None,
    series: Series | None = None,
    step: Activity | None = None,
) -> Decision:
    """A webinar of this course and series, with this step, for the cohort alone."""
    if cohort is None:
        return YES
    if course is None or cohort.course_id != course.pk:
        return no(_("Angkatan itu bukan angkatan kelas ini."))
    if series is not None:
        return no(
            _("Webinar dalam seri terbuka bagi semua: kosongkan angkatan atau serinya.")
        )
    if step is not None:
        asked = Activity.objects.filter(pk__in=Waits(course).after(step))
        required = asked.filter(is_required=True).first()
        if required is not None:
            return no(
                _(
                    "“%(step)s” wajib: kalau webinar ini untuk satu angkatan saja,"
                    " peserta angkatan lain tak bisa lulus."
                )
                % {"step": required.title}
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
