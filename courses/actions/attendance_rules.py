"""How long one must have been there, and whether it gives a certificate."""

from functools import partial

from django.db import transaction

from accounts.models import User
from common import journal
from common.decisions import require
from courses import tasks
from courses.models import Activity, Attendance, Webinar
from courses.permissions import can_set_attendance_rule

MEASURED = (Attendance.Source.PROVIDER, Attendance.Source.PORTAL)


@transaction.atomic
def set_rule(
    *, host: User, webinar: Webinar, needed_percent: int, gives_certificate: bool
) -> Webinar:
    """Ask this of those who were there, at any time, or raise `Refused`.

    An easier rule counts for those who have been there already; a harder one takes
    nothing from anybody.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_set_attendance_rule(host, webinar))
    was = {
        "needed_percent": webinar.needed_percent,
        "gives_certificate": webinar.gives_certificate,
    }
    asked = webinar.needed_minutes
    webinar.needed_percent = needed_percent
    webinar.gives_certificate = gives_certificate
    webinar.save()
    count_again(webinar, asked=asked)
    journal.record(
        deed="courses.attendance_rule_set",
        subject=webinar,
        actor=host,
        was=was,
        needed_percent=needed_percent,
        gives_certificate=gives_certificate,
    )
    return webinar


def count_again(webinar: Webinar, *, asked: int | None) -> None:
    """After a change from `asked` minutes: who has been there long enough by now.

    The caller holds the lock of the webinar. What follows from it, steps done and
    certificates, is the job's, which settles the webinar once more.
    """
    if webinar.activity_id is not None:
        # Unless the author of the course asks for minutes of their own.
        step = Activity.objects.filter(pk=webinar.activity_id, threshold=asked)
        step.update(threshold=webinar.needed_minutes)
    webinar.attendances.filter(
        source__in=MEASURED, is_present=False, minutes__gte=webinar.needed_minutes
    ).update(is_present=True)
    webinar.settled_at = None
    webinar.save(update_fields=["settled_at"])
    transaction.on_commit(partial(tasks.hurry, "settle_attendance"), robust=True)
