"""For whom a webinar counts, how long one must have been there, and what it gives."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common import journal
from common.commits import once_committed
from common.decisions import Refused, require
from courses import tasks
from courses.actions import outline
from courses.models import Activity, Attendance, Cohort, Webinar
from courses.permissions import can_set_attendance_rule, may_be_for
from courses.summaries.waits import Waits

MEASURED = (Attendance.Source.PROVIDER, Attendance.Source.PORTAL)


@transaction.atomic
def set_rule(
    *,
    host: User,
    webinar: Webinar,
    needed_percent: int,
    gives_certificate: bool,
    cohort: Cohort | None,
) -> Webinar:
    """Ask this of those who were there, at any time, or raise `Refused`.

    An easier rule counts for those who have been there already; a harder one takes
    nothing from anybody.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_set_attendance_rule(host, webinar))
    require_fit(webinar, cohort)
    was = {
        "cohort": webinar.cohort_id,
        "needed_percent": webinar.needed_percent,
        "gives_certificate": webinar.gives_certificate,
    }
    asked = webinar.needed_minutes
    webinar.needed_percent = needed_percent
    webinar.gives_certificate = gives_certificate
    webinar.cohort = cohort
    webinar.save()
    count_again(webinar, asked=asked)
    journal.record(
        deed="courses.attendance_rule_set",
        subject=webinar,
        actor=host,
        was=was,
        needed_percent=needed_percent,
        gives_certificate=gives_certificate,
        cohort=webinar.cohort_id,
    )
    return webinar


def require_fit(webinar: Webinar, cohort: Cohort | None) -> None:
    """The webinar, as it stands, may be for this cohort. The course row is locked:
    nothing becomes required meanwhile.
    """
    require(may_be_for(cohort, course=webinar.course, series=webinar.series))
    if cohort is None or webinar.course is None or webinar.activity is None:
        return
    waits = Waits(outline.locked(webinar.course))
    asked = Activity.objects.filter(pk__in=waits.after(webinar.activity))
    required = asked.filter(is_required=True).first()
    if required is not None:
        raise Refused(
            _(
                "“%(step)s” wajib: kalau webinar ini untuk satu angkatan saja,"
                " peserta angkatan lain tak bisa lulus."
            )
            % {"step": required.title}
        )


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
    once_committed(tasks.hurry, "settle_attendance")
