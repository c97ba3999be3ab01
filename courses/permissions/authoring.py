"""Who may write, publish and take away what a course is made of; if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Activity, Course, Enrollment, Module, WebinarPlan


def can_edit(user: User | AnonymousUser, course: Course) -> Decision:
    """Whether the person writes in this course: its authors, facilitators and staff."""
    if (
        user.is_authenticated
        and Course.objects.edited_by(user).filter(pk=course.pk).exists()
    ):
        return YES
    return no(_("Hanya penulis dan fasilitator kelas ini yang menyunting isinya."))


def can_make_course(user: User | AnonymousUser) -> Decision:
    """Staff, coordinators, and whoever already writes or guides a course."""
    if user.is_authenticated and (
        user.is_staff
        or user.coordinations.exists()
        or Course.objects.edited_by(user).exists()
    ):
        return YES
    return no(
        _("Hanya koordinator, fasilitator, dan penulis kelas yang membuat kelas baru.")
    )


def may_publish_course(course: Course) -> Decision:
    """Asked after `can_edit`. A course opens with something in it."""
    if course.status == Course.Status.PUBLISHED:
        return no(_("Kelas ini sudah terbit."))
    if not Activity.objects.of_course(course).published().exists():
        return no(_("Terbitkan dulu paling sedikit satu kegiatan di dalamnya."))
    return YES


def may_withdraw_course(course: Course) -> Decision:
    """Asked after `can_edit`. Nobody is left standing before a closed door."""
    if course.status == Course.Status.DRAFT:
        return no(_("Kelas ini sudah berupa draf."))
    seats = Enrollment.objects.active().in_course(course)
    if seats.exists():
        return no(_("Kelas ini punya peserta: tidak bisa kembali menjadi draf."))
    return YES


def may_remove_module(module: Module) -> Decision:
    if module.activities.exists():
        return no(_("Pindahkan atau hapus dulu kegiatan di dalam modul ini."))
    return YES


def may_remove_activity(activity: Activity) -> Decision:
    is_plan = WebinarPlan.objects.filter(activity=activity).exists()
    if activity.kind == Activity.Kind.WEBINAR and not is_plan:
        return no(_("Webinar dihapus dengan membatalkannya di halamannya sendiri."))
    return YES
