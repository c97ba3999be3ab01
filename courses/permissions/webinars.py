"""Who may register for a webinar, join it, attend and manage it, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.templatetags.lokadaya import at
from courses.models import Course, Registration, Series, Webinar
from courses.permissions.webinar_cohorts import is_meant_for


def can_register(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    """Whether the person may have a seat, or a place in the line when all are taken."""
    return may_register(user, webinar, place_of(user, webinar))


def may_register(
    user: User | AnonymousUser, webinar: Webinar, place: Registration | None
) -> Decision:
    """`can_register`, for a page that knows its reader's place."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk mendaftar."))
    if webinar.is_cancelled:
        return no(_("Webinar ini dibatalkan."))
    if not webinar.is_published:
        return no(_("Webinar ini belum terbit."))
    if webinar.is_over:
        return no(_("Webinar ini sudah selesai."))
    if webinar.host_id == user.pk:
        return no(_("Anda pemandu webinar ini: tidak perlu mendaftar."))
    if place is not None and place.is_waiting:
        return no(_("Anda sudah di daftar tunggu webinar ini."))
    if place is not None:
        return no(_("Anda sudah terdaftar di webinar ini."))
    return is_meant_for(user, webinar)


def can_give_back_seat(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    return may_give_back_seat(webinar, place_of(user, webinar))


def may_give_back_seat(webinar: Webinar, place: Registration | None) -> Decision:
    """The line may be left at any time; a seat only before it is used."""
    if place is None:
        return no(_("Anda tidak terdaftar di webinar ini."))
    if webinar.has_begun and not place.is_waiting:
        return no(_("Webinar ini sudah dimulai."))
    return YES


def can_join(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    """Through the door: whoever has a seat or manages it, while it is open."""
    comes_in = has_seat(user, webinar) or bool(can_manage_webinar(user, webinar))
    return may_join(webinar, comes_in=comes_in)


def may_join(webinar: Webinar, *, comes_in: bool) -> Decision:
    """`can_join`, for a page that knows whether its reader has a seat or manages."""
    if not comes_in:
        return no(_("Daftar dulu, lalu masuk ke ruangnya dari halaman ini."))
    if not webinar.is_published:
        return no(_("Webinar ini dibatalkan."))
    if webinar.is_hall:
        return no(
            _("Tatap muka: sampai jumpa di %(place)s.") % {"place": webinar.place}
        )
    now = timezone.now()
    if now < webinar.doors_open_at:
        opens = at(webinar.doors_open_at)
        return no(_("Ruang dibuka %(time)s.") % {"time": opens})
    if webinar.is_over:
        return no(_("Webinar ini sudah selesai."))
    return YES


def can_give_code_word(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    return may_give_code_word(webinar, has_seat(user, webinar))


def may_give_code_word(webinar: Webinar, has_seat: bool) -> Decision:
    if not has_seat:
        return no(_("Anda tidak terdaftar di webinar ini."))
    if not webinar.is_published:
        return no(_("Webinar ini dibatalkan."))
    if not webinar.has_begun:
        return no(_("Kata sandi hadir diterima sejak webinar dimulai."))
    if timezone.now() > webinar.code_word_taken_until:
        return no(
            _(
                "Kata sandi hadir diterima sampai 24 jam sesudah webinar selesai."
                " Mintalah pemandu mencatat kehadiran Anda."
            )
        )
    return YES


def can_make_webinar(
    user: User | AnonymousUser,
    course: Course | None = None,
    series: Series | None = None,
) -> Decision:
    """In this course and this series; of neither, in any at all."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk merencanakan webinar."))
    courses = Course.objects.edited_by(user)
    curated = Series.objects.curated_by(user)
    if course is None and series is None:
        leads = courses.exists() or curated.exists()
        return YES if leads else no(_("Hanya fasilitator dan penulis membuat webinar."))
    if course is not None and not courses.filter(pk=course.pk).exists():
        return no(_("Hanya fasilitator dan penulis kelas yang membuat webinar."))
    if series is not None and not curated.filter(pk=series.pk).exists():
        return no(_("Hanya pengampu seri ini yang membuat webinar di dalamnya."))
    return YES


def can_make_series(user: User | AnonymousUser) -> Decision:
    """Whoever makes webinars may gather them under a theme."""
    if can_make_webinar(user):
        return YES
    return no(_("Hanya fasilitator dan penulis kelas yang membuat seri."))


def can_curate(user: User | AnonymousUser, series: Series) -> Decision:
    if Series.objects.curated_by(user).filter(pk=series.pk).exists():
        return YES
    return no(_("Hanya pengampu seri ini yang menyuntingnya."))


def can_manage_webinar(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    if not Webinar.objects.managed_by(user).filter(pk=webinar.pk).exists():
        return no(_("Hanya pemandu dan fasilitator kelas yang mengelola webinar ini."))
    return YES


def can_edit_webinar(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    managing = can_manage_webinar(user, webinar)
    return may_be_edited(webinar) if managing else managing


def may_be_edited(webinar: Webinar) -> Decision:
    if webinar.is_cancelled:
        return no(_("Webinar ini dibatalkan."))
    if not webinar.is_draft and webinar.is_over:
        return no(_("Webinar ini sudah selesai."))
    return YES


def can_publish_webinar(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    managing = can_manage_webinar(user, webinar)
    return may_be_published(webinar) if managing else managing


def may_be_published(webinar: Webinar) -> Decision:
    if not webinar.is_draft:
        return no(_("Webinar ini tidak lagi berupa draf."))
    if webinar.has_begun:
        return no(_("Waktunya sudah lewat: ganti tanggalnya dulu."))
    return YES


def can_cancel_webinar(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    managing = can_manage_webinar(user, webinar)
    return may_be_cancelled(webinar) if managing else managing


def may_be_cancelled(webinar: Webinar) -> Decision:
    if webinar.is_cancelled:
        return no(_("Webinar ini sudah dibatalkan."))
    if webinar.is_published and webinar.has_begun:
        return no(_("Webinar yang sudah dimulai tidak bisa dibatalkan."))
    return YES


def can_correct_attendance(
    user: User | AnonymousUser, registration: Registration
) -> Decision:
    managing = can_manage_webinar(user, registration.webinar)
    if not managing:
        return managing
    if user.pk == registration.person_id:
        return no(_("Kehadiran sendiri dicatat oleh orang lain."))
    if not registration.webinar.is_published or not registration.webinar.has_begun:
        return no(_("Kehadiran dicatat sesudah webinar dimulai."))
    return YES


def can_import_report(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    managing = can_manage_webinar(user, webinar)
    if not managing:
        return managing
    if not webinar.is_published or not webinar.has_begun:
        return no(_("Laporan peserta diimpor sesudah webinar dimulai."))
    return YES


def can_set_attendance_rule(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    """Before, while and after it is held."""
    managing = can_manage_webinar(user, webinar)
    if managing and webinar.is_cancelled:
        return no(_("Webinar ini dibatalkan."))
    return managing


def can_keep_afterwards(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    managing = can_manage_webinar(user, webinar)
    return may_keep_afterwards(webinar) if managing else managing


def may_keep_afterwards(webinar: Webinar) -> Decision:
    if not webinar.is_published or not webinar.has_begun:
        return no(_("Bahan disimpan sesudah webinar dimulai."))
    return YES


def can_watch(user: User | AnonymousUser, webinar: Webinar) -> Decision:
    """Whoever is signed in: who missed it most of all."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menonton rekamannya."))
    if not webinar.is_published or not webinar.has_recording:
        return no(_("Rekamannya belum ada."))
    return YES


def place_of(user: User | AnonymousUser, webinar: Webinar) -> Registration | None:
    """The person's seat, or their place in the line for one."""
    return webinar.registrations.open().of_person(user).first()


def has_seat(user: User | AnonymousUser, webinar: Webinar) -> bool:
    return webinar.registrations.active().of_person(user).exists()
