"""Who may take a seat in a cohort, ask or wait for one, and leave; if not, why."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.prepared import prepared
from courses.models import (
    Application,
    Cohort,
    Course,
    Enrollment,
    Standing,
    standing_in,
)

Rule = Callable[[Standing, Cohort, int], Decision]


def can_enroll(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether there is a seat for this person. Certain only under the cohort's lock."""
    return _with_seats(user, cohort, may_enroll)


def can_wait(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person may stand on the waiting list."""
    return _with_seats(user, cohort, may_wait)


def can_apply(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person may ask a facilitator for a seat."""
    return _with_seats(user, cohort, may_apply)


def may_enroll(standing: Standing, cohort: Cohort, seats_left: int) -> Decision:
    """`can_enroll`, for a page that knows its reader's standing and counted seats.

    `seats_left` is what is left for this reader: of a quota, if there is one.
    """
    joining = may_join_cohort(standing, cohort)
    if not joining:
        return joining
    if cohort.admission == Cohort.Admission.APPROVAL:
        return no(_("Angkatan ini diikuti dengan persetujuan fasilitator."))
    if seats_left <= 0:
        return no(_("Kursi angkatan ini sudah habis."))
    return YES


def may_wait(standing: Standing, cohort: Cohort, seats_left: int) -> Decision:
    """Only where a quota or the seats are used up; with approval one asks instead."""
    joining = may_join_cohort(standing, cohort)
    if not joining:
        return joining
    if cohort.admission == Cohort.Admission.APPROVAL:
        return no(_("Angkatan ini diikuti dengan persetujuan fasilitator."))
    if seats_left > 0:
        return no(_("Masih ada kursi: langsung ikut saja."))
    return YES


def may_apply(standing: Standing, cohort: Cohort, _seats_left: int) -> Decision:
    """Seats do not matter: who is accepted while there is none, waits for one."""
    joining = may_join_cohort(standing, cohort)
    if joining and cohort.admission != Cohort.Admission.APPROVAL:
        return no(_("Angkatan ini tidak memerlukan persetujuan: langsung ikut saja."))
    return joining


def may_join_cohort(standing: Standing, cohort: Cohort) -> Decision:
    """Whether the cohort takes this person at all, seats aside."""
    if not standing.user.is_authenticated:
        return no(_("Masuk dulu untuk mengikuti angkatan ini."))
    if cohort.status != Cohort.Status.OPEN:
        return no(_("Pendaftaran angkatan ini sedang tidak dibuka."))
    if cohort.is_over:
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
    return YES


def can_be_seated(learner: User, cohort: Cohort) -> Decision:
    """Whether somebody who waited may still be given a seat, seats aside."""
    if not learner.is_active:
        return no(_("Akun ini tidak aktif."))
    return may_join_cohort(standing_in(cohort.course, learner), cohort)


def can_leave(user: User, cohort: Cohort) -> Decision:
    if not cohort.enrollments.active().filter(learner=user).exists():
        return no(_("Anda tidak terdaftar di angkatan ini."))
    return YES


def can_decide(user: User, application: Application) -> Decision:
    """Whether the person may accept or decline this request."""
    managing = can_manage_cohort(user, application.cohort)
    if not managing:
        return managing
    if application.learner_id == user.pk:
        return no(_("Permohonan sendiri dijawab oleh orang lain."))
    if application.state not in Application.PENDING:
        return no(_("Permohonan ini sudah dijawab."))
    return YES


def can_remove(user: User, enrollment: Enrollment) -> Decision:
    """Whether the person may take this seat away."""
    if enrollment.ended_at is not None:
        return no(_("Peserta ini sudah keluar."))
    return can_manage_cohort(user, enrollment.cohort)


def can_manage_cohort(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person changes the cohort and decides who is in it."""
    if user.is_authenticated and _managed(user, cohort):
        return YES
    return no(_("Hanya fasilitator angkatan ini yang mengelolanya."))


@prepared
def _managed(user: User, cohort: Cohort) -> QuerySet[Cohort]:
    return Cohort.objects.managed_by(user).filter(pk=cohort.pk)


def can_schedule(user: User | AnonymousUser, cohort: Cohort) -> Decision:
    """Whether the person sets the pace of the cohort."""
    if can_manage_cohort(user, cohort):
        return YES
    return no(_("Hanya fasilitator angkatan ini yang mengatur jadwalnya."))


def can_make_cohort(user: User | AnonymousUser, course: Course | None) -> Decision:
    """In one course, or in any at all."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk membuat angkatan."))
    courses = Course.objects.edited_by(user)
    if course is not None:
        courses = courses.filter(pk=course.pk)
    if not courses.exists():
        return no(_("Hanya fasilitator dan penulis kelas yang membuat angkatan."))
    return YES


def may_open(cohort: Cohort) -> Decision:
    if cohort.is_open:
        return no(_("Pendaftaran angkatan ini sudah dibuka."))
    if cohort.is_over:
        return no(_("Angkatan ini sudah selesai: ganti tanggalnya dulu."))
    if cohort.course.status != Course.Status.PUBLISHED:
        return no(_("Terbitkan kelasnya dulu, baru buka pendaftaran."))
    if cohort.admission == Cohort.Admission.QUOTA and not cohort.quotas.exists():
        return no(_("Isi jatah organisasi dulu: tanpa itu tidak ada yang bisa masuk."))
    return YES


def seats_for(user: User, cohort: Cohort) -> int:
    """How many seats are left for this person: of the cohort, and of their quota."""
    left = cohort.seats - cohort.enrollments.active().count()
    if cohort.admission != Cohort.Admission.QUOTA:
        return left
    best = cohort.quotas.open_to(user).first()
    return min(left, best.left if best else 0)


def _with_seats(user: User | AnonymousUser, cohort: Cohort, rule: Rule) -> Decision:
    """What a rule says of somebody whose standing and seats must first be read."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk mengikuti angkatan ini."))
    course = Course.objects.for_reader(user).filter(pk=cohort.course_id).first()
    if course is None:
        return no(_("Kelas ini belum terbit."))
    if cohort.applications.pending().of_learner(user).exists():
        return no(_("Permohonan Anda untuk angkatan ini sudah tercatat."))
    return rule(standing_in(course, user), cohort, seats_for(user, cohort))
