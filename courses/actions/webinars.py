"""Planning webinars: draft, edit, publish, cancel."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.decisions import YES, Decision, Refused, no, require
from courses.actions import (
    attendance_rules,
    following,
    outline,
    registration,
    reminders,
)
from courses.models import (
    Activity,
    Cohort,
    Course,
    Module,
    Series,
    Webinar,
    WebinarPlan,
)
from courses.permissions import (
    can_cancel_webinar,
    can_edit_webinar,
    can_make_webinar,
    can_publish_webinar,
    may_be_for,
)

MODULE_TITLE = "Webinar"


class Plan(TypedDict):
    """What is said of a webinar before it is held."""

    cohort: Cohort | None
    title: str
    summary: str
    starts_at: datetime
    minutes: int
    seats: int
    room: str
    address: str
    place: str
    code_word: str
    needed_percent: int
    gives_certificate: bool


@transaction.atomic
def draft(
    *,
    host: User,
    course: Course | None,
    series: Series | None = None,
    **plan: Unpack[Plan],
) -> Webinar:
    require(can_make_webinar(host, course, series))
    require(may_be_for(plan["cohort"], course=course, series=series))
    return Webinar.objects.create(host=host, course=course, series=series, **plan)


@transaction.atomic
def edit(*, editor: User, webinar: Webinar, **plan: Unpack[Plan]) -> Webinar:
    """Change a webinar, and tell those with a seat when it moved.

    The row is locked: nobody can take a seat while seats are being taken away.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_edit_webinar(editor, webinar))
    attendance_rules.require_fit(webinar, plan["cohort"])
    people = _people_with_seats(webinar)
    if plan["seats"] < len(people):
        raise Refused(
            _("Sudah %(count)d orang terdaftar: kursi tidak bisa kurang dari itu.")
            % {"count": len(people)}
        )
    asked = webinar.needed_minutes
    planned = (plan["starts_at"], plan["minutes"])
    is_moved = (webinar.starts_at, webinar.minutes) != planned
    for person in people:
        reminders.forget_reminders(webinar, person)
    for name, value in plan.items():
        setattr(webinar, name, value)
    webinar.version += 1
    webinar.save()
    _match_activity(webinar)
    attendance_rules.count_again(webinar, asked=asked)
    for person in people:
        reminders.remind(webinar, person)
        if is_moved:
            reminders.say_moved(webinar, person)
    registration.move_up(webinar)
    return webinar


@transaction.atomic
def publish(*, publisher: User, webinar: Webinar) -> Webinar:
    """Open the webinar to everyone, and make it a step of its course, if it has one.

    Those who follow its series hear of it.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_publish_webinar(publisher, webinar))
    if webinar.course is not None:
        webinar.activity = outline.add_activity(
            module=_webinar_module(webinar.course),
            kind=Activity.Kind.WEBINAR,
            title=webinar.title,
        )
        _match_activity(webinar)
        attendance_rules.count_again(webinar, asked=None)
    webinar.status = Webinar.Status.PUBLISHED
    webinar.save()
    following.tell_followers(webinar)
    return webinar


@transaction.atomic
def cancel(*, canceller: User, webinar: Webinar, reason: str) -> Webinar:
    """Call a webinar off, tell who has a place why, and take it out of the course."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_cancel_webinar(canceller, webinar))
    places = webinar.registrations.open().select_related("person").order_by("pk")
    people, activity = [place.person for place in places], webinar.activity
    for person in people:
        reminders.forget_reminders(webinar, person)
    webinar.status = Webinar.Status.CANCELLED
    webinar.version += 1
    webinar.activity = None
    webinar.save()
    if activity:
        _take_out(activity, webinar)
    for person in people:
        reminders.say_cancelled(webinar, person, reason)
    journal.record(
        deed="courses.webinar_cancelled",
        subject=webinar,
        actor=canceller,
        reason=reason,
    )
    return webinar


def is_ready(activity: Activity) -> Decision:
    """A step of the course once it has a date; before that it is a plan."""
    if Webinar.objects.filter(activity=activity).exists():
        return YES
    return no(_("Tentukan dulu tanggalnya, di halaman rencana webinar ini."))


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


def _take_out(activity: Activity, webinar: Webinar) -> None:
    """Take the step away; one that counts for somebody is a plan again, as a draft."""
    try:
        activity.delete()
    except (ProtectedError, RestrictedError):
        WebinarPlan.objects.get_or_create(
            activity=activity, defaults={"summary": webinar.summary}
        )
        activity.status = Activity.Status.DRAFT
        activity.save(update_fields=["status"])


def _match_activity(webinar: Webinar) -> None:
    """The step in the course is called as the webinar is, and takes as long."""
    if webinar.activity_id is not None:
        step = Activity.objects.filter(pk=webinar.activity_id)
        step.update(title=webinar.title, minutes=webinar.minutes)
