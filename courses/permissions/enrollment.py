"""Who may take a seat in a cohort, leave it and set its pace, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Cohort, Course, Standing, standing_in


def can_enroll(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether there is a seat for this person. Certain only under the cohort's lock."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk mengikuti angkatan ini."))
    course = Course.objects.for_reader(user).filter(pk=cohort.course_id).first()
    if course is None:
        return no(_("Kelas ini belum terbit."))
    taken = cohort.enrollments.active().count()
    return may_enroll(standing_in(course, user), cohort, cohort.seats - taken)


def may_enroll(standing: Standing, cohort: Cohort, seats_left: int) -> Decision:
    """`can_enroll`, for a page that knows its reader's standing and counted seats."""
    if not standing.user.is_authenticated:
        return no(_("Masuk dulu untuk mengikuti angkatan ini."))
    if cohort.status != Cohort.Status.OPEN:
        return no(_("Pendaftaran angkatan ini sedang tidak dibuka."))
    if cohort.ends_on < timezone.localdate():
        return no(_("Angkatan ini sudah selesai."))
    for seat in standing.enrollments:
        if seat.cohort_id == cohort.pk:
            return no(_("Anda sudah terdaftar di angkatan ini."))
        if seat.cohort.ends_on >= timezone.localdate():
            name = {"cohort": seat.cohort.name}
            return no(
                _("Anda sedang di %(cohort)s. Keluar dulu dari sana bila ingin pindah.")
                % name
            )
    if seats_left <= 0:
        return no(_("Kursi angkatan ini sudah habis."))
    return YES


def can_leave(user: User, cohort: Cohort) -> Decision:
    if not cohort.enrollments.active().filter(learner=user).exists():
        return no(_("Anda tidak terdaftar di angkatan ini."))
    return YES


def can_schedule(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person sets the pace of the cohort."""
    if user.is_authenticated and (user.is_staff or _facilitates(user, cohort)):
        return YES
    return no(_("Hanya fasilitator angkatan ini yang mengatur jadwalnya."))


def _facilitates(user: User, cohort: Cohort) -> bool:
    return user.facilitated_cohorts.filter(pk=cohort.pk).exists()
