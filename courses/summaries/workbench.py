"""A course as its authors see it while they build it."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count

from courses.models import Activity, Course, Module


@dataclass(frozen=True)
class Bench:
    """One module with everything in it, drafts too."""

    module: Module
    number: int
    activities: list[Activity]


@dataclass(frozen=True)
class Workbench:
    course: Course
    benches: list[Bench]

    @property
    def activities(self) -> list[Activity]:
        return [activity for bench in self.benches for activity in bench.activities]

    @property
    def drafts(self) -> int:
        return sum(activity.is_draft for activity in self.activities)

    @property
    def minutes(self) -> int:
        return sum(activity.minutes for activity in self.activities)


def workbench(course: Course) -> Workbench:
    """Everything in the course, in two queries, whatever its size."""
    steps = (
        Activity.objects.of_course(course)
        .with_size()
        .select_related("webinar", "webinar_plan")
        .annotate(condition_count=Count("conditions"))
    )
    by_module = {
        module: list(found)
        for module, found in groupby(steps, key=lambda activity: activity.module_id)
    }
    benches = []
    modules = course.modules.order_by("position")
    for number, module in enumerate(modules, start=1):
        module.course = course
        activities = by_module.get(module.pk, [])
        for activity in activities:
            activity.module = module
        benches.append(Bench(module, number, activities))
    return Workbench(course, benches)
