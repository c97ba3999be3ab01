"""Loading courses from folders of files, without touching what was edited here.

Each file is a `Source`: as long as its rows still say what was loaded, a newer file
replaces them; once someone has edited or deleted them, they are theirs.
"""

import hashlib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from common import texts
from courses.actions import authoring, outline, quiz_files
from courses.models import (
    Activity,
    Course,
    Lesson,
    Module,
    Source,
)

OUTLINE = "course.toml"
COURSE_FIELDS = ("title", "summary", "description", "hours", "capacity", "position")


@dataclass
class Loaded:
    """What became of a folder: files now in the database, files left alone."""

    loaded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_course(*, folder: Path) -> Loaded:
    """Bring one course up to date with its folder."""
    told = Loaded()
    plan = tomllib.loads((folder / OUTLINE).read_text())
    sources = {
        source.path: source
        for source in Source.objects.filter(path__startswith=f"{folder.name}/")
        .select_for_update(of=("self",))
        .select_related("course", "activity__module")
    }
    course = _load_outline(folder, plan, sources, told)
    if course is None:
        return told
    for name in _files(plan):
        _load_file(course, folder / name, sources, told)
    if f"{folder.name}/{OUTLINE}" in told.loaded:
        _arrange(course, folder, plan, sources)
    return told


def _load_outline(
    folder: Path, plan: dict[str, Any], sources: dict[str, Source], told: Loaded
) -> Course | None:
    """The course itself; None when a course made here has taken its name."""
    path = f"{folder.name}/{OUTLINE}"
    source = sources.get(path)
    digest = _digest_of_file(folder / OUTLINE)
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
        if source.content_digest != quiz_files.digest(_course_content(course)):
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
    course: Course, file: Path, sources: dict[str, Source], told: Loaded
) -> None:
    path = f"{file.parent.name}/{file.name}"
    digest = _digest_of_file(file)
    source = sources.get(path)
    if source is not None and source.file_digest == digest:
        return
    if source is None:
        source = sources[path] = Source(path=path, course=course)
        kind = Activity.Kind.LESSON if file.suffix == ".md" else Activity.Kind.QUIZ
        source.activity = outline.add_activity(
            module=_some_module(course), kind=kind, title=file.stem
        )
    elif source.activity is None or source.content_digest != quiz_files.digest(
        _content(source.activity)
    ):
        told.kept.append(path)
        return
    activity = source.activity
    if activity.kind == Activity.Kind.LESSON:
        _write_lesson(activity, texts.parse(file.read_text()))
    else:
        quiz_files.write(activity, tomllib.loads(file.read_text()))
    _remember(source, digest, _content(Activity.objects.get(pk=activity.pk)))
    told.loaded.append(path)


def _write_lesson(activity: Activity, text: texts.Text) -> None:
    lesson, created = Lesson.objects.get_or_create(activity=activity)
    if not created:
        authoring.keep_revision(lesson)
    activity.title = text.title
    activity.minutes = text.front.get("minutes", 0)
    activity.save()
    lesson.summary = text.front.get("summary", "")
    lesson.body = text.html
    lesson.save()


def _arrange(
    course: Course, folder: Path, plan: dict[str, Any], sources: dict[str, Source]
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
        known = [sources[path].activity_id for path in paths]
        ours = [pk for pk in known if pk is not None]
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


def _files(plan: dict[str, Any]) -> list[str]:
    return [name for part in plan["modules"] for name in part["activities"]]


def _remember(source: Source, file_digest: str, content: Any) -> None:
    source.file_digest = file_digest
    source.content_digest = quiz_files.digest(content)
    source.save()


def _course_content(course: Course) -> Any:
    return [getattr(course, name) for name in COURSE_FIELDS]


def _content(activity: Activity) -> Any:
    head = [activity.title, activity.minutes]
    if activity.kind == Activity.Kind.LESSON:
        return [*head, activity.lesson.summary, activity.lesson.body]
    return [*head, *quiz_files.content(activity)]


def _digest_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
