"""A bank of questions as a file for other systems, and what that file cannot hold."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from courses.exchange import Draft, Enclosed, gift_writing, moodle_writing
from courses.models import Course, Question
from courses.models.media import public_files
from courses.pictured import SHOWN


@dataclass(frozen=True)
class Format:
    """How a file begins, goes on and ends; some take pictures along."""

    label: str
    write: Callable[[Draft], str | None]
    category: Callable[[str], str]
    suffix: str
    media_type: str
    head: str = ""
    foot: str = ""
    has_pictures: bool = False
    # For what `write` has no form for: it asks nothing there, and comes back whole.
    aside: Callable[[Draft], str] | None = None


FORMATS = {
    "moodle": Format(
        "Moodle XML",
        moodle_writing.write,
        moodle_writing.category,
        ".xml",
        "application/xml; charset=utf-8",
        moodle_writing.HEAD,
        moodle_writing.FOOT,
        has_pictures=True,
    ),
    "gift": Format(
        "GIFT",
        gift_writing.write,
        gift_writing.category,
        ".gift.txt",
        "text/plain; charset=utf-8",
        aside=gift_writing.aside,
    ),
}


@dataclass
class Sheet:
    """The file, how many questions are in it, and those that it has no form for.

    `aside` are written as descriptions; `left` are not written.
    """

    form: Format
    blocks: list[str] = field(default_factory=list)
    count: int = 0
    aside: list[Question] = field(default_factory=list)
    left: list[Question] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.form.head + "\n".join(self.blocks) + self.form.foot

    @property
    def size(self) -> int:
        """In bytes, as people are told before they fetch it."""
        return len(self.text.encode())


def sheet_of(course: Course | None, form: Format, *, category: str = "") -> Sheet:
    """All that is not in the archive, by category; two queries at most."""
    asked = Question.objects.of_bank(course).asked().for_bank()
    sheet = Sheet(form)
    last = None
    for question in asked.matching(category=category):
        block = _block(question, sheet) if question.current else None
        if block is None:
            sheet.left.append(question)
            continue
        if question.category_id != last:
            last = question.category_id
            sheet.blocks.append(form.category(question.category.title))
        sheet.blocks.append(block)
        sheet.count += 1
    return sheet


def _block(question: Question, sheet: Sheet) -> str | None:
    draft = _draft(question, sheet.form)
    block = sheet.form.write(draft)
    if block is None and sheet.form.aside is not None:
        sheet.aside.append(question)
        return sheet.form.aside(draft)
    return block


def _draft(question: Question, form: Format) -> Draft:
    version = question.current
    assert version is not None, "asked before"
    draft = Draft(
        version.kind,
        version.prompt,
        version.body,
        version.explanation,
        name=question.name,
    )
    return _with_pictures(draft) if form.has_pictures else draft


def _with_pictures(draft: Draft) -> Draft:
    """The pictures that its texts show, enclosed under their own names."""
    pictures = {}
    for shown in SHOWN.finditer(f"{draft.prompt}\n{draft.explanation}"):
        name = _name(shown["file"])
        if name not in pictures and public_files().exists(shown["file"]):
            with public_files().open(shown["file"]) as file:
                pictures[name] = Enclosed(name, file.read())
    if not pictures:
        return draft
    prompt, explanation = (
        SHOWN.sub(lambda at: f"![{at['alt']}](berkas/{_name(at['file'])})", text)
        for text in (draft.prompt, draft.explanation)
    )
    return replace(
        draft,
        prompt=prompt,
        explanation=explanation,
        pictures=tuple(pictures.values()),
    )


def _name(file: str) -> str:
    return PurePosixPath(file).name
