"""The trainer's board: who is where, who is behind, and whom to greet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.models import Regency
from courses.models import Activity, Cohort, Enrollment, State
from network.models import Membership, Organization

SOON_DAYS = 3


@dataclass(frozen=True)
class Board:
    """One cohort as one follower may see it."""

    cohort: Cohort
    reader: User
    activities: list[Activity]
    figures: dict[str, int]
    organizations: int
    webinars: int
    regencies: list[Regency]

    @property
    def required(self) -> int:
        return sum(activity.is_required for activity in self.activities)

    @property
    def day(self) -> int:
        return (timezone.localdate() - self.cohort.starts_on).days + 1

    @property
    def days(self) -> int:
        return (self.cohort.ends_on - self.cohort.starts_on).days + 1

    @property
    def is_running(self) -> bool:
        return 1 <= self.day <= self.days


@dataclass(frozen=True)
class Row:
    """One learner on the board."""

    enrollment: Enrollment
    organization: Organization | None
    step: Activity | None
    module: int
    today: date
    greeting_url: str

    @property
    def late_days(self) -> int:
        since = self.enrollment.since
        return (self.today - since).days if since else 0

    @property
    def due_in_days(self) -> int:
        return -self.late_days

    @property
    def is_due_soon(self) -> bool:
        return (
            self.enrollment.cohort.is_scheduled
            and self.enrollment.state == State.ON_TRACK
            and self.enrollment.since is not None
            and self.due_in_days <= SOON_DAYS
        )


def board(cohort: Cohort, reader: User) -> Board:
    seats = cohort.enrollments.active().followed_by(reader)
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in State}
    figures = seats.with_progress().aggregate(
        total=Count("pk"), never=Count("pk", filter=Q(last_active_at=None)), **counts
    )
    organizations = Organization.objects.filter(
        memberships__in=_memberships(seats.values("learner"))
    )
    regencies = Regency.objects.filter(
        pk__in=seats.values("learner__regency")
    ).select_related("province")
    return Board(
        cohort=cohort,
        reader=reader,
        activities=list(
            Activity.objects.of_course(cohort.course)
            .published()
            .select_related("module")
        ),
        figures=figures,
        organizations=organizations.distinct().count(),
        webinars=_webinars_so_far(cohort),
        regencies=list(regencies.order_by("name")),
    )


def rows(of: Board, enrollments: Iterable[Enrollment]) -> list[Row]:
    """The lines of one page; `enrollments` were read with `for_board`."""
    steps = {activity.pk: activity for activity in of.activities}
    modules = list(dict.fromkeys(a.module_id for a in of.activities))
    today = timezone.localdate()
    lines = []
    for enrollment in enrollments:
        step = steps.get(enrollment.next_activity or 0)
        # Prefetched, and confirmed ones only.
        members = list(enrollment.learner.memberships.all())
        lines.append(
            Row(
                enrollment=enrollment,
                organization=members[0].organization if members else None,
                step=step,
                module=modules.index(step.module_id) + 1 if step else len(modules),
                today=today,
                greeting_url=_greeting_url(of, enrollment.learner, step),
            )
        )
    return lines


def _webinars_so_far(cohort: Cohort) -> int:
    """How many webinars of the course have begun while the cohort ran."""
    begun = cohort.course.webinars.published().filter(starts_at__lte=timezone.now())
    return begun.filter(
        starts_at__date__gte=cohort.starts_on, starts_at__date__lte=cohort.ends_on
    ).count()


def _memberships(learners: Any) -> Any:
    return Membership.objects.confirmed().filter(person__in=learners).values("pk")


def _greeting_url(of: Board, learner: User, step: Activity | None) -> str:
    """A message that only needs sending; empty when there is nowhere to send it."""
    if learner.pk == of.reader.pk:
        return ""
    text = _greeting(of, learner, step)
    if learner.phone:
        number = "".join(filter(str.isdigit, learner.phone))
        return f"https://wa.me/{number}?text={quote(text)}"
    if learner.email:
        subject = quote(of.cohort.course.title)
        return f"mailto:{quote(learner.email)}?subject={subject}&body={quote(text)}"
    return ""


def _greeting(of: Board, learner: User, step: Activity | None) -> str:
    words = {
        "name": learner.get_short_name(),
        "me": of.reader.get_short_name(),
        "course": of.cohort.course.title,
    }
    if step is None:
        return (
            _("Halo %(name)s, ini %(me)s. Selamat sudah menuntaskan %(course)s!")
            % words
        )
    path = step.get_absolute_url()
    return _(
        "Halo %(name)s, ini %(me)s dari kelas %(course)s. Apa kabar? Kegiatan Anda"
        " berikutnya: %(step)s. Kalau ada yang menghambat, balas saja pesan ini."
        " %(url)s"
    ) % {**words, "step": step.title, "url": f"{settings.PORTAL_URL}{path}"}
