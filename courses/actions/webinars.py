"""Planning webinars: draft, edit, publish, cancel."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import Refused, require
from courses.actions import outline, reminders
from courses.models import Activity, Course, Module, Webinar
from courses.permissions import (
    can_cancel_webinar,
    can_edit_webinar,
    can_make_webinar,
    can_publish_webinar,
)

MODULE_TITLE = "Webinar"


@transaction.atomic
def draft(
    *,
    host: User,
    course: Course,
    title: str,
    summary: str,
    starts_at: datetime,
    minutes: int,
    seats: int,
    address: str,
    code_word: str,
) -> Webinar:
    require(can_make_webinar(host, course))
    return Webinar.objects.create(
        host=host,
        course=course,
        title=title,
        summary=summary,
        starts_at=starts_at,
        minutes=minutes,
        seats=seats,
        address=address,
        code_word=code_word,
    )


@transaction.atomic
def edit(
    *,
    editor: User,
    webinar: Webinar,
    title: str,
    summary: str,
    starts_at: datetime,
    minutes: int,
    seats: int,
    address: str,
    code_word: str,
) -> Webinar:
    """Change a webinar, and tell those with a seat when it moved.

    The row is locked: nobody can take a seat while seats are being taken away.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_edit_webinar(editor, webinar))
    people = _people_with_seats(webinar)
    if seats < len(people):
        raise Refused(
            _("Sudah %(count)d orang terdaftar: kursi tidak bisa kurang dari itu.")
            % {"count": len(people)}
        )
    is_moved = (webinar.starts_at, webinar.minutes) != (starts_at, minutes)
    for person in people:
        reminders.forget_reminders(webinar, person)
    webinar.title, webinar.summary = title, summary
    webinar.starts_at, webinar.minutes = starts_at, minutes
    webinar.seats, webinar.address, webinar.code_word = seats, address, code_word
    webinar.version += 1
    webinar.save()
    _rename_activity(webinar)
    for person in people:
        reminders.remind(webinar, person)
        if is_moved:
            reminders.say_moved(webinar, person)
    return webinar


@transaction.atomic
def publish(*, publisher: User, webinar: Webinar) -> Webinar:
    """Open the webinar to everyone, and make it a step of its course."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_publish_webinar(publisher, webinar))
    webinar.activity = outline.add_activity(
        module=_webinar_module(webinar.course),
        kind=Activity.Kind.WEBINAR,
        title=webinar.title,
        minutes=webinar.minutes,
    )
    webinar.status = Webinar.Status.PUBLISHED
    webinar.save()
    return webinar


@transaction.atomic
def cancel(*, canceller: User, webinar: Webinar, reason: str) -> Webinar:
    """Call a webinar off, tell those with a seat why, and take it out of the course."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_cancel_webinar(canceller, webinar))
    people, activity = _people_with_seats(webinar), webinar.activity
    for person in people:
        reminders.forget_reminders(webinar, person)
    webinar.status = Webinar.Status.CANCELLED
    webinar.version += 1
    webinar.activity = None
    webinar.save()
    if activity:
        activity.delete()
    for person in people:
        reminders.say_cancelled(webinar, person, reason)
    journal.record(
        deed="courses.webinar_cancelled",
        subject=webinar,
        actor=canceller,
        reason=reason,
    )
    return webinar


def _people_with_seats(webinar: Webinar) -> list[User]:
    seats = webinar.registrations.active().select_related("person").order_by("pk")
    return [registration.person for registration in seats]


def _webinar_module(course: Course) -> Module:
    """Webinars stand together: in the module that holds one, or a new last one."""
    module = (
        course.modules.filter(activities__kind=Activity.Kind.WEBINAR)
        .order_by("-position")
        .first()
    )
    return module or outline.add_module(course=course, title=MODULE_TITLE)


def _rename_activity(webinar: Webinar) -> None:
    if webinar.activity_id is not None:
        Activity.objects.filter(pk=webinar.activity_id).update(
            title=webinar.title, minutes=webinar.minutes
        )
