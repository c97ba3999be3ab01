"""Reading GIFT, Moodle's question format for plain text files.

After https://docs.moodle.org/en/GIFT_format: blocks between blank lines, `//` before a
comment, `$CATEGORY:`, `::name::`, `[format]`, and the answers in braces. `\\` takes the
meaning from `~ = # { } :`; `\\n` is a new line. Ordering is written as in
https://docs.moodle.org/en/Ordering_question_type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from courses.exchange import drafts, exact, gift_answers
from courses.exchange.drafts import Draft, Found, settled
from courses.exchange.gift_marks import hidden, revealed
from courses.exchange.texts import plainly
from courses.questions import Mistaken

CATEGORY = re.compile(r"^\$CATEGORY:(.*)$", re.IGNORECASE)
FORMAT = re.compile(r"^\[(html|moodle|plain|markdown)\]")
NAME = re.compile(r"^::(.*?)::", re.DOTALL)


class Described(Mistaken):
    """A text that asks nothing, as GIFT sees it: it has no braces."""


@dataclass
class Block:
    """The lines between two blank ones, without the comments."""

    line: int
    lines: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def read(text: str) -> Iterator[Found]:
    category = ""
    for block in _blocks(text):
        kept = []
        for line in block.lines:
            named = CATEGORY.match(line.strip())
            category = category_name(named[1]) if named else category
            kept.extend([] if named else [line])
        block.lines = kept
        if block.text:
            yield _found(block, category)


def category_name(path: str) -> str:
    """The last of `$course$/top/Bab 1/Air`; a slash in a name is written twice."""
    parts = [
        part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")
    ]
    named = [part for part in parts if part and part not in ("top", "$course$")]
    return " / ".join(named)


def _blocks(text: str) -> Iterator[Block]:
    block = Block(1)
    for number, line in enumerate(text.split("\n"), start=1):
        said = line.strip()
        if said.startswith("//"):
            comment = said[2:].strip()
            block.note = comment if comment.startswith(exact.MARK) else block.note
        elif said:
            if not block.lines:
                block.line = number
            block.lines.append(line)
        elif block.lines:
            yield block
            block = Block(number)
    if block.lines:
        yield block


def _found(block: Block, category: str) -> Found:
    notes: list[str] = []
    about = " ".join(block.text.split())[:140]
    try:
        draft = _draft(hidden(block.text), notes)
    except Described as described:
        said = described_in(block.text)
        draft = exact.completed(said, block.note, notes) if block.note else said
        if draft is said:
            return Found(block.line, about, None, (*notes, str(described)))
    except Mistaken as mistake:
        return Found(block.line, about, None, (str(mistake),))
    else:
        if block.note:
            draft = exact.completed(draft, block.note, notes)
    return settled(block.line, about, replace(draft, category=category), notes)


def described_in(text: str) -> Draft:
    """The words of a description. What asks with them, only a note can say."""
    text = hidden(text)
    named = NAME.match(text)
    said = FORMAT.sub("", NAME.sub("", text).strip())
    name = drafts.short(revealed(named[1])) if named else ""
    return Draft("essay", revealed(said), {}, name=name)


def _draft(text: str, notes: list[str]) -> Draft:
    named = NAME.match(text)
    text = NAME.sub("", text).strip()
    before, answers, after = _apart(text)
    blank = "_____" if after.strip() else ""
    asked_for = f"{before}{blank}{after}".strip()
    answers, _mark, general = answers.partition("####")
    told = FORMAT.match(asked_for)
    reading = gift_answers.Reading(told[1] if told else "moodle", notes)
    prompt = plainly(revealed(FORMAT.sub("", asked_for)), reading.form, notes)
    kind, body = gift_answers.read(answers.strip(), reading)
    name = drafts.short(revealed(named[1])) if named else ""
    return Draft(kind, prompt, body, reading.text(general), name=name)


def _apart(text: str) -> tuple[str, str, str]:
    """What stands before, within and after the braces."""
    if "{" not in text and "}" not in text:
        raise Described(_("Tidak ada bagian jawaban { }: ini keterangan, bukan soal."))
    before, _open, rest = text.partition("{")
    answers, close, after = rest.partition("}")
    if "}" in before or "{" in answers or not close:
        raise Mistaken(_("Kurung { } tidak berpasangan: mungkin ada baris kosong."))
    if "{" in after or "}" in after:
        raise Mistaken(_("Ada dua bagian jawaban { } dalam satu soal."))
    return before, answers, after
