"""Loading courses from folders of files, without touching what was edited here.

Each file is a `Source`: as long as its rows still say what was loaded, a newer file
replaces them; once someone has edited or deleted them, they are theirs.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from courses.actions import dropping, outline, sources
from courses.actions.sources import reading
from courses.actions.sources.digests import digest as digest_of
from courses.actions.sources.reading import OUTLINE, Broken
from courses.models import Activity, Course, Module, Source

COURSE_FIELDS = ("title", "summary", "description", "hours", "capacity", "position")


@dataclass
class Loaded:
    """What became of a folder: files now in the database, files left alone, and files
    that the outline no longer names.
    """

    loaded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


@transaction.atomic
def load_course(*, folder: Path) -> Loaded:
    """Bring one course up to date with its folder, or raise `Broken`."""
    told = Loaded()
    plan = reading.outline(folder)
    known = {
        source.path: source
        for source in Source.objects.filter(path__startswith=f"{folder.name}/")
        .select_for_update(of=("self",))
        .select_related("course", "activity__module")
    }
    with reading.naming(folder / OUTLINE):
        course = _load_outline(folder, plan, known, told)
        files = [name for part in plan["modules"] for name in part["activities"]]
    if course is None:
        return told
    for name in files:
        with reading.naming(folder / name):
            _load_file(course, folder / name, known, told)
    _drop_others(folder, files, known, told)
    if f"{folder.name}/{OUTLINE}" in told.loaded:
        _arrange(course, folder, plan, known)
    return told


def _drop_others(
    folder: Path, files: list[str], known: dict[str, Source], told: Loaded
) -> None:
    named = {f"{folder.name}/{name}" for name in [OUTLINE, *files]}
    others = [source for path, source in known.items() if path not in named]
    hidden, kept = dropping.drop(others)
    told.dropped += hidden
    told.kept += kept


def _load_outline(
    folder: Path, plan: dict[str, Any], known: dict[str, Source], told: Loaded
) -> Course | None:
    """The course itself; None when a course made here has taken its name."""
    path = f"{folder.name}/{OUTLINE}"
    source = known.get(path)
    digest = reading.digest(folder / OUTLINE)
    values = {name: plan[name] for name in COURSE_FIELDS if name in plan}
    if source is None:
        if Course.objects.filter(slug=plan["slug"]).exists():
            told.kept.append(path)
            return None
        course = Course.objects.create(
            slug=plan["slug"], status=Course.Status.PUBLISHED, **values
        )
        source = Source(path=path, course=course)
        outline.open_place(course)
    else:
        course = source.course
        if source.file_digest == digest:
            return course
        if source.content_digest != digest_of(_course_content(course)):
            told.kept.append(path)
            return course
        for name, value in values.items():
            setattr(course, name, value)
        course.save()
    course.refresh_from_db()
    _remember(source, digest, _course_content(course))
    told.loaded.append(path)
    return course


def _load_file(
    course: Course, file: Path, known: dict[str, Source], told: Loaded
) -> None:
    path = reading.name_of(file)
    digest = reading.digest(file)
    source = known.get(path)
    if source is not None and source.file_digest == digest:
        return
    kind, said = reading.activity(file)
    if kind not in sources.WRITERS:
        raise Broken(f"{path}: there is no kind of activity called “{kind}”.")
    if source is None:
        source = known[path] = Source(path=path, course=course)
        source.activity = outline.add_activity(
            module=_some_module(course), kind=kind, title=said["title"]
        )
    elif not dropping.is_as_loaded(source):
        told.kept.append(path)
        return
    assert source.activity is not None
    if source.activity.kind != kind:
        raise Broken(f"{path} was another kind of activity: give it a name of its own.")
    dropping.take_up(source)
    sources.write(source.activity, said)
    written = Activity.objects.get(pk=source.activity.pk)
    _remember(source, digest, sources.content(written))
    told.loaded.append(path)


def _arrange(
    course: Course, folder: Path, plan: dict[str, Any], known: dict[str, Source]
) -> None:
    """Put modules and activities in the file's order; what was added here follows."""
    modules = {module.title: module for module in course.modules.all()}
    planned: list[Module] = []
    for part in plan["modules"]:
        module = modules.pop(part["title"], None)
        planned.append(module or outline.add_module(course=course, title=part["title"]))
    for position, module in enumerate([*planned, *modules.values()], start=1):
        Module.objects.filter(pk=module.pk).update(position=position)
    for module, part in zip(planned, plan["modules"], strict=True):
        paths = [f"{folder.name}/{name}" for name in part["activities"]]
        found = [known[path].activity_id for path in paths]
        ours = [pk for pk in found if pk is not None]
        others = module.activities.exclude(pk__in=ours)
        in_order = [*ours, *others.order_by("position").values_list("pk", flat=True)]
        for position, pk in enumerate(in_order, start=1):
            Activity.objects.filter(pk=pk).update(module=module, position=position)
    # A module that the file no longer names stays only while something is in it.
    course.modules.exclude(pk__in=[module.pk for module in planned]).filter(
        activities=None
    ).delete()


def _some_module(course: Course) -> Module:
    """Where a new activity waits until it is arranged."""
    found = course.modules.order_by("-position").first()
    return found or outline.add_module(course=course, title=course.title)


def _remember(source: Source, file_digest: str, content: Any) -> None:
    source.file_digest = file_digest
    source.content_digest = digest_of(content)
    source.save()


def _course_content(course: Course) -> Any:
    return [getattr(course, name) for name in COURSE_FIELDS]
