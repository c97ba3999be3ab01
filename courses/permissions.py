"""Who may join, open, do, edit and follow, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Activity, Cohort, Course, Standing, standing_in


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
    if activity.pk == standing.course.preview_id or standing.guides:
        return YES
    if standing.is_learning:
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


def can_edit(user: User | AnonymousUser, course: Course) -> Decision:
    """Whether the person writes in this course: its authors, facilitators and staff."""
    if (
        user.is_authenticated
        and Course.objects.edited_by(user).filter(pk=course.pk).exists()
    ):
        return YES
    return no(_("Hanya penulis dan fasilitator kelas ini yang menyunting isinya."))


def can_schedule(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person sets the pace of the cohort."""
    if user.is_authenticated and (user.is_staff or cohort.facilitator_id == user.pk):
        return YES
    return no(_("Hanya fasilitator angkatan ini yang mengatur jadwalnya."))
