"""The cohorts of a course as one person may join them."""

from dataclasses import dataclass

from common.decisions import Decision
from courses.models import Application, Cohort, Quota, Standing
from courses.permissions import may_apply, may_enroll, may_wait


@dataclass(frozen=True)
class Way:
    """One open cohort, and how this person gets into it."""

    cohort: Cohort
    seats_left: int
    enroll: Decision
    wait: Decision
    ask: Decision
    application: Application | None

    @property
    def reason(self) -> str:
        return self.enroll.reason

    @property
    def needs_code(self) -> bool:
        return self.cohort.admission == Cohort.Admission.CODE

    @property
    def place(self) -> int:
        """On the waiting list, counted from one."""
        return self.application.ahead + 1 if self.application else 0


def ways_into(standing: Standing) -> list[Way]:
    """The open cohorts of the course; at most four queries, however many there are."""
    course, user = standing.course, standing.user
    cohorts = list(
        course.cohorts.joinable()
        .with_seats_left()
        .prefetch_related("facilitators")
        .order_by("starts_on", "pk")
    )
    pending: dict[int, Application] = {}
    if user.is_authenticated and cohorts:
        own = Application.objects.pending().of_learner(user).with_place()
        pending = {one.cohort_id: one for one in own.filter(cohort__in=cohorts)}
    quotas = _quotas_of(standing, cohorts)
    return [_way(standing, c, quotas.get(c.pk), pending.get(c.pk)) for c in cohorts]


def _way(
    standing: Standing,
    cohort: Cohort,
    quota: int | None,
    application: Application | None,
) -> Way:
    left = cohort.seats_left
    if cohort.admission == Cohort.Admission.QUOTA:
        left = min(left, quota or 0)
    return Way(
        cohort=cohort,
        seats_left=max(left, 0),
        enroll=may_enroll(standing, cohort, left),
        wait=may_wait(standing, cohort, left),
        ask=may_apply(standing, cohort, left),
        application=application,
    )


def _quotas_of(standing: Standing, cohorts: list[Cohort]) -> dict[int, int]:
    """What is left of the reader's quotas, by cohort."""
    user = standing.user
    by_quota = [c for c in cohorts if c.admission == Cohort.Admission.QUOTA]
    if not by_quota or not user.is_authenticated:
        return {}
    found: dict[int, int] = {}
    for quota in Quota.objects.filter(cohort__in=by_quota).open_to(user):
        found.setdefault(quota.cohort_id, quota.left)
    return found
