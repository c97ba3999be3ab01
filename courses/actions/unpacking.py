"""Making a new draft course of a parcel, and saying what became of each thing in it.

The caller holds the transaction. Files are written while it runs; the number of the
course is known before, and says where they lie, so that `forget_files` finds them when
it fails or is killed.
"""

from collections.abc import Iterable, Iterator

from django.db import connection
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from common.archives import Archive
from common.markup import Malformed
from courses.actions import bank_filling, entries, filling, making, outline
from courses.actions.bringing import Entry
from courses.actions.enclosing import Enclosures
from courses.actions.kinds import READY
from courses.exchange.parcels import Asked, Content, Parcel, Part, Step
from courses.models import Activity, Course, Question
from courses.models.media import folder_of, public_files

BATCH = 500
LARGEST_BATCH = 20_000_000


def unpack(
    *, author: User, archive: Archive, parcel: Parcel, number: int, tell: entries.Tell
) -> tuple[Course, list[Entry]]:
    """The course, and a line for each thing that the parcel holds."""
    course = _course(author, parcel, number)
    parts = parcel.parts()
    made = _outline(course, parts)
    addresses = {"course": course.get_absolute_url()} | {
        key: reverse("courses:activity", args=[course.slug, activity.pk])
        for step, activity in made
        for key in step.keys
    }
    enclosures = Enclosures(
        author=author,
        course=course,
        archive=archive,
        parcel=parcel,
        addresses=addresses,
    )
    said = entries.Report(tell)
    said.add(entries.about(parcel))
    questions, asked = _fill_bank(author, course, parcel, said)
    filler = filling.Filler(author, course, enclosures, questions)
    activities = {id(step): activity for step, activity in made}
    for part in parts:
        said.add(entries.of_part(part))
        for step in part.steps:
            said.add(_fill(step, activities[id(step)], filler))
        said.add(*map(entries.of_line, part.left))
    said.go_ahead(0)
    said.add(*asked, *enclosures.entries, *enclosures.unused())
    said.add(*map(entries.of_line, parcel.around()))
    return course, said.entries


def foreseen(parcel: Parcel) -> list[Entry]:
    """The same lines before anything is written, as far as reading alone can tell."""
    said = entries.Report()
    said.add(entries.about(parcel))
    parts = parcel.parts()
    used: set[str] = set()
    for part in parts:
        said.add(entries.of_part(part))
        for step in part.steps:
            content = read(step)
            used |= content.files
            said.add(entries.of_step(step, content.notes))
        said.add(*map(entries.of_line, part.left))
    said.add(*(entries.of_question(each) for each in parcel.questions()))
    for file in parcel.files():
        reason = file.refusal or ("" if file.key in used else entries.unused())
        outcome = "left" if reason else "in"
        said.add(entries.of_file(file, outcome, *([reason] if reason else [])))
    said.add(*map(entries.of_line, parcel.around()))
    return said.entries


def next_number() -> int:
    """A number that no other course gets, whatever becomes of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [_TABLE])
        number: int = cursor.fetchone()[0]
    return number


def forget_files(number: int) -> None:
    """What an unpacking that did not end has left in the library's folder."""
    storage, folder = public_files(), folder_of(number)
    try:
        _folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        storage.delete(f"{folder}/{name}")
    storage.delete(folder)


def read(step: Step) -> Content:
    """What it says; a page that cannot be read says why."""
    try:
        return step.read()
    except Malformed as wrong:
        return Content(notes=(str(wrong),))


_TABLE = Course._meta.db_table


def _course(author: User, parcel: Parcel, number: int) -> Course:
    """Its number ends its address: nobody waits for the name until this is done."""
    summary = " ".join(parcel.summary.split())
    course = Course.objects.create(
        pk=number,
        slug=f"{making.free_slug(parcel.title)}-{number}"[:80],
        title=parcel.title,
        summary=Truncator(summary).chars(300),
        description=summary if len(summary) > 300 else "",
        position=Course.objects.count() + 1,
    )
    course.authors.add(author)
    return course


def _outline(course: Course, parts: list[Part]) -> list[tuple[Step, Activity]]:
    made = []
    for part in parts:
        if not part.steps:
            continue
        module = outline.add_module(course=course, title=part.title)
        for step in part.steps:
            activity = outline.add_activity(
                module=module,
                kind=step.kind,
                title=step.title,
                is_required=step.is_required,
                status=_status(step),
            )
            activity.module = module
            made.append((step, activity))
    return made


def _status(step: Step) -> str:
    return Activity.Status.DRAFT if step.is_draft else Activity.Status.PUBLISHED


def _fill_bank(
    author: User, course: Course, parcel: Parcel, said: entries.Report
) -> tuple[dict[str, Question], list[Entry]]:
    """Some at a time; by what the quizzes call them, and a line for each."""
    place = bank_filling.Place(course, course.title)
    known: dict[str, Question] = {}
    lines: list[Entry] = []
    for batch in _batches(parcel.questions()):
        lines += map(entries.of_question, batch)
        drafts = {each.key: each.found.draft for each in batch}
        wanted = {key: draft for key, draft in drafts.items() if draft is not None}
        made = bank_filling.fill(
            place=place, author=author, drafts=list(wanted.values())
        )
        known |= zip(wanted, made, strict=True)
        said.go_ahead(len(lines))
    return known, lines


def _batches(questions: Iterable[Asked]) -> Iterator[list[Asked]]:
    """As many as fit into memory with their pictures."""
    batch: list[Asked] = []
    size = 0
    for asked in questions:
        batch.append(asked)
        draft = asked.found.draft
        size += sum(len(each.content) for each in draft.pictures) if draft else 0
        if len(batch) == BATCH or size > LARGEST_BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _fill(step: Step, activity: Activity, filler: filling.Filler) -> Entry:
    """What has nothing in it stays a draft, which its author completes or removes."""
    content = read(step)
    notes = [*content.notes, *filler.fill(activity, content)]
    ready = READY[activity.kind](activity)
    if not ready:
        activity.status = Activity.Status.DRAFT
        activity.save(update_fields=["status"])
        notes.append(_("Belum lengkap, jadi draf: %s") % ready.reason)
    return entries.of_step(step, notes)
