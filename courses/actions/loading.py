"""Loading courses from folders of files, without touching what was changed here.

Each file is a `Source`: as long as its rows still say what was loaded, a newer file
replaces them; once someone has edited, moved or deleted them, they are theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from courses.actions import dropping, outline, sources
from courses.actions.sources import arranging, reading
from courses.actions.sources.digests import digest as digest_of
from courses.actions.sources.reading import OUTLINE, Broken
from courses.models import Activity, Course, Module, Source

COURSE_FIELDS = ("title", "summary", "description", "hours", "capacity", "position")


@dataclass
class Loaded:
    """What became of a folder: files now in the database, files left alone, and files
    that the outline no longer names; an outline whose order is the site's own, and that
    of a course which was deleted here.
    """

    loaded: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    unmoved: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


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
        asked = arranging.asked_of(folder, plan)
        course = _load_outline(folder, plan, known, told)
    if course is None:
        return told
    outlined = Source.objects.get(path=f"{folder.name}/{OUTLINE}")
    # One loaded before the order was kept is measured by what is asked now.
    before = outlined.arranged or (asked if known else [])
    is_ours = arranging.stands_as(before, course, known)
    files = [path for _title, paths in asked for path in paths]
    for path in files:
        with reading.naming(folder.parent / path):
            home = partial(arranging.home_of, course, path, asked, known)
            _load_file(course, folder.parent / path, home, known, told)
    _drop_others(folder, files, known, told)
    if outlined.arranged != asked:
        _arrange(outlined, course, asked, known, told, is_ours=is_ours)
    return told


@transaction.atomic
def forget(*, name: str) -> int:
    """Let the course of this folder come again although it was deleted here."""
    gone = Source.objects.filter(path__startswith=f"{name}/", course=None)
    return gone.delete()[0]


def _drop_others(
    folder: Path, files: list[str], known: dict[str, Source], told: Loaded
) -> None:
    named = {f"{folder.name}/{OUTLINE}", *files}
    others = [source for path, source in known.items() if path not in named]
    hidden, kept = dropping.drop(others)
    told.dropped += hidden
    told.kept += kept


def _load_outline(
    folder: Path, plan: dict[str, Any], known: dict[str, Source], told: Loaded
) -> Course | None:
    """The course itself; None when it was deleted here, or another has its name."""
    path = f"{folder.name}/{OUTLINE}"
    source = known.get(path)
    digest = reading.digest(folder / OUTLINE)
    values = {name: plan[name] for name in COURSE_FIELDS if name in plan}
    if source is not None and source.course is None:
        told.deleted.append(path)
        return None
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
        assert source.course is not None
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


def _arrange(
    source: Source,
    course: Course,
    asked: arranging.Plan,
    known: dict[str, Source],
    told: Loaded,
    *,
    is_ours: bool,
) -> None:
    """In the order of the outline, unless somebody has made another one here."""
    if is_ours:
        found = {path: known[path].activity_id for path in known}
        ids = {path: pk for path, pk in found.items() if pk is not None}
        arranging.arrange(course, source.arranged, asked, ids)
    else:
        told.unmoved.append(source.path)
    Source.objects.filter(pk=source.pk).update(arranged=asked)


def _load_file(
    course: Course,
    file: Path,
    home: Callable[[], Module],
    known: dict[str, Source],
    told: Loaded,
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
            module=home(), kind=kind, title=said["title"]
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


def _remember(source: Source, file_digest: str, content: Any) -> None:
    source.file_digest = file_digest
    source.content_digest = digest_of(content)
    source.save()


def _course_content(course: Course) -> Any:
    return [getattr(course, name) for name in COURSE_FIELDS]
