"""What the people with a seat in a webinar are told: welcome, reminders, changes."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.templatetags.lokadaya import at
from courses import calendars
from courses.models import Registration, Webinar
from notices.actions import telling
from notices.readers import as_read_by

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def welcome(registration: Registration, *, has_waited: bool = False) -> None:
    """Confirm the seat, with a calendar file; remind a day and an hour before."""
    webinar, person = registration.webinar, registration.person
    with as_read_by(person):
        title = _("Anda terdaftar: %(title)s")
        if has_waited:
            title = _("Ada kursi untuk Anda: %(title)s")
        telling.tell(
            person=person,
            kind="webinar.registered",
            title=title % {"title": webinar.title},
            text=_(
                "Mulai %(time)s, bersama %(host)s. Masuk ke ruangnya dari halaman"
                " webinar, sejak 15 menit sebelum mulai."
            )
            % {"time": at(webinar.starts_at), "host": webinar.host.name},
            url=webinar.get_absolute_url(),
            key=f"webinar:{webinar.pk}:registered:{registration.pk}",
            calendar=calendars.of_webinar(webinar),
        )
    remind(webinar, person)


def say_waiting(registration: Registration) -> None:
    """No seat yet: the line moves by itself."""
    webinar, person = registration.webinar, registration.person
    with as_read_by(person):
        telling.tell(
            person=person,
            kind="webinar.waiting",
            title=_("Anda di daftar tunggu: %(title)s") % {"title": webinar.title},
            text=_(
                "Semua kursi terisi. Begitu ada yang kosong, kursi itu menjadi milik"
                " yang paling lama menunggu, dan kami langsung mengabari."
            ),
            url=webinar.get_absolute_url(),
            key=f"webinar:{webinar.pk}:waiting:{registration.pk}",
        )


def remind(webinar: Webinar, person: User) -> None:
    """Plan the reminders that are still ahead, for the webinar as it is now planned."""
    with as_read_by(person):
        words = {"title": webinar.title, "time": at(webinar.starts_at)}
        _remind(webinar, person, DAY, _("Besok: %(title)s") % words)
        _remind(webinar, person, HOUR, _("Satu jam lagi: %(title)s") % words)


def forget_reminders(webinar: Webinar, person: User) -> None:
    """Take back the reminders of the webinar as it was planned until now."""
    for ahead in (DAY, HOUR):
        telling.withdraw(person=person, key=_reminder_key(webinar, ahead))


def say_moved(webinar: Webinar, person: User) -> None:
    with as_read_by(person):
        telling.tell(
            person=person,
            kind="webinar.moved",
            title=_("Waktu berubah: %(title)s") % {"title": webinar.title},
            text=_(
                "Webinar ini sekarang mulai %(time)s dan berlangsung %(minutes)d menit."
                " Kursi Anda tetap ada. Undangan kalender yang baru terlampir."
            )
            % {"time": at(webinar.starts_at), "minutes": webinar.minutes},
            url=webinar.get_absolute_url(),
            key=f"webinar:{webinar.pk}:moved:{webinar.version}",
            calendar=calendars.of_webinar(webinar),
        )


def say_cancelled(webinar: Webinar, person: User, reason: str) -> None:
    with as_read_by(person):
        text = _("Webinar yang direncanakan %(time)s tidak jadi diadakan: %(reason)s")
        telling.tell(
            person=person,
            kind="webinar.cancelled",
            title=_("Dibatalkan: %(title)s") % {"title": webinar.title},
            text=text % {"time": at(webinar.starts_at), "reason": reason},
            url=reverse("courses:webinar", args=[webinar.pk]),
            key=f"webinar:{webinar.pk}:cancelled",
            calendar=calendars.of_webinar(webinar),
        )


def _remind(webinar: Webinar, person: User, ahead: timedelta, title: str) -> None:
    due_at = webinar.starts_at - ahead
    if due_at <= timezone.now():
        return
    telling.tell(
        person=person,
        kind="webinar.reminder",
        title=title,
        text=_("Mulai %(time)s, bersama %(host)s. Masuk dari halaman webinar.")
        % {"time": at(webinar.starts_at), "host": webinar.host.name},
        url=webinar.get_absolute_url(),
        key=_reminder_key(webinar, ahead),
        due_at=due_at,
        until=webinar.starts_at,
    )


def _reminder_key(webinar: Webinar, ahead: timedelta) -> str:
    """With the version: a reminder already given for another hour is no obstacle."""
    hours = int(ahead.total_seconds() // 3600)
    return f"webinar:{webinar.pk}:reminder:{hours}:{webinar.version}"
