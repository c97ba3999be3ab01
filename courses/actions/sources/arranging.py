"""The order of modules and steps that a course's outline asks for.

What the outline asked for last is kept with its `Source`. As long as modules and steps
still stand like that, a newer outline moves them; once somebody has renamed a module or
moved a step on the site, the order is theirs, and only what is new finds its place.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from courses.actions import outline
from courses.models import Activity, Course, Module, Source

# A module's title, and the files in it.
Plan = list[list[Any]]


def asked_of(folder: Path, plan: dict[str, Any]) -> Plan:
    """The outline's modules, each with the paths of its files."""
    return [
        [part["title"], [f"{folder.name}/{name}" for name in part["activities"]]]
        for part in plan["modules"]
    ]


def stands_as(asked: Plan, course: Course, known: Mapping[str, Source]) -> bool:
    """Whether what came from these files stands as they once asked, gaps aside."""
    paths = {
        source.activity_id: path
        for path, source in known.items()
        if source.activity_id is not None
    }
    named = {path for _title, files in asked for path in files}
    standing: dict[int, list[Any]] = {
        module.pk: [module.title, []]
        for module in course.modules.order_by("position", "pk")
    }
    activities = Activity.objects.filter(pk__in=paths).order_by("position", "pk")
    for pk, module in activities.values_list("pk", "module"):
        if paths[pk] in named:
            standing[module][1].append(paths[pk])
    alive = set(paths.values())
    wanted = [[title, [p for p in files if p in alive]] for title, files in asked]
    return [part for part in standing.values() if part[1]] == [
        part for part in wanted if part[1]
    ]


def arrange(course: Course, before: Plan, asked: Plan, ids: Mapping[str, int]) -> None:
    """Put modules and steps in the asked order; what was added here follows."""
    modules = {module.title: module for module in course.modules.all()}
    planned: list[Module] = []
    for title, _files in asked:
        module = modules.pop(title, None)
        planned.append(module or outline.add_module(course=course, title=title))
    for position, module in enumerate([*planned, *modules.values()], start=1):
        Module.objects.filter(pk=module.pk).update(position=position)
    for module, (_title, files) in zip(planned, asked, strict=True):
        ours = [ids[path] for path in files if path in ids]
        others = module.activities.exclude(pk__in=ours)
        in_order = [*ours, *others.order_by("position").values_list("pk", flat=True)]
        for position, pk in enumerate(in_order, start=1):
            Activity.objects.filter(pk=pk).update(module=module, position=position)
    _drop_empty(course, before, asked)


def home_of(
    course: Course, path: str, asked: Plan, known: Mapping[str, Source]
) -> Module:
    """Where the file's neighbours are now, whatever that module is called."""
    title, files = next(part for part in asked if path in part[1])
    for each in files:
        source = known.get(each)
        if source is not None and source.activity is not None:
            return source.activity.module
    found = course.modules.filter(title=title).first()
    return found or outline.add_module(course=course, title=title)


def _drop_empty(course: Course, before: Plan, asked: Plan) -> None:
    """Modules that the outline no longer names, and in which nothing is left."""
    titles = {title for title, _files in before} - {title for title, _files in asked}
    course.modules.filter(title__in=titles, activities=None).delete()
