"""What waits for what in a course, over however many conditions."""

from collections import defaultdict

from django.db.models import Q

from courses.models import Activity, Condition, Course


class Waits:
    """Of a course, in one query; all that is asked of it are keys of activities."""

    def __init__(self, course: Course) -> None:
        self._before: dict[int, set[int]] = defaultdict(set)
        self._after: dict[int, set[int]] = defaultdict(set)
        found = Condition.objects.in_course(course).exclude(other=None)
        for activity, other in found.values_list("activity", "other"):
            self._before[activity].add(other)
            self._after[other].add(activity)

    def before(self, activity: Activity) -> set[int]:
        """It, and all that has to be done before it opens."""
        return _reached(activity.pk, self._before)

    def after(self, activity: Activity) -> set[int]:
        """It, and all that opens only after it."""
        return _reached(activity.pk, self._after)


def _reached(start: int, ways: dict[int, set[int]]) -> set[int]:
    seen, ahead = {start}, [start]
    while ahead:
        new = ways.get(ahead.pop(), set()) - seen
        seen |= new
        ahead += new
    return seen


def kept_from_some(keys: set[int]) -> Activity | None:
    """One of these that is open to some cohorts only."""
    for_some = Q(conditions__kind=Condition.Kind.COHORT)
    for_some |= Q(webinar__cohort__isnull=False)
    return Activity.objects.filter(for_some, pk__in=keys).first()
