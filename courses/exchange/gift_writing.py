"""Writing GIFT: what it has signs for, and beside it a note of the rest."""

from collections.abc import Callable
from typing import Any

from courses.exchange import exact, gift, numbers
from courses.exchange.drafts import Draft
from courses.exchange.gift_marks import escaped
from courses.exchange.shares import shares
from courses.questions.cloze import Cloze

Body = dict[str, Any]
ORDER = ">{count} ALL VERTICAL RELATIVE_NEXT_EXCLUDE_LAST SHOW"


def write(draft: Draft) -> str | None:
    """The block of one question; None where GIFT has no form for it: see `aside`."""
    answers = ANSWERS.get(draft.kind)
    said = answers(draft.body) if answers else None
    if said is None:
        return None
    general = f"####{escaped(draft.explanation)}" if draft.explanation else ""
    named = f"::{escaped(draft.name)}::" if draft.name else ""
    block = f"{named}[plain]{escaped(draft.prompt)}{{{said}{general}}}"
    found = list(gift.read(block))
    read_back = found[0].draft if len(found) == 1 else None
    if read_back is None:
        return None
    note = exact.note(draft, read_back)
    return f"// {note}\n{block}\n" if note else f"{block}\n"


def aside(draft: Draft) -> str:
    """As a description, which Moodle shows and does not ask; a note holds it whole."""
    named = f"::{escaped(draft.name)}::" if draft.name else ""
    said = f"{draft.prompt}\n\n{_with_blanks(draft)}".strip()
    block = f"{named}[plain]{escaped(said)}"
    note = exact.note(draft, gift.described_in(block).checked())
    return f"// {note}\n{block}\n"


def category(title: str) -> str:
    """Two slashes stand for one; spaces keep it apart from those of the path."""
    name = " ".join(title.split()).replace("/", "//")
    return f"$CATEGORY: $course$/top/ {name} \n"


def _choosing(body: Body) -> str:
    return _lines(_choice(choice) for choice in body["choices"])


def _choice(choice: Body) -> str:
    weight = choice["weight"]
    if weight is None or (choice["is_right"] and weight == 100):
        return f"{'=' if choice['is_right'] else '~'}{_said(choice)}"
    return f"~%{weight}%{_said(choice)}"


def _several(body: Body) -> str:
    """Every choice says its worth: without it GIFT knows one right choice only."""
    weighed = zip(shares(body["choices"]), body["choices"], strict=True)
    return _lines(f"~%{share}%{_said(choice)}" for share, choice in weighed)


def _statement(body: Body) -> str | None:
    """Which of the two is the statement's “true” is a matter of place: the first."""
    if len(body["choices"]) != 2:
        return None
    first, second = body["choices"]
    right, wrong = (first, second) if first["is_right"] else (second, first)
    word = "TRUE" if first["is_right"] else "FALSE"
    return f"{word}#{escaped(wrong['feedback'])}#{escaped(right['feedback'])}"


def _short(body: Body) -> str:
    return _lines(
        f"=%{a['weight']}%{_said({**a, 'text': a['text'].replace('*', chr(92) + '*')})}"
        for a in body["answers"]
    )


def _numeric(body: Body) -> str | None:
    lines = []
    for answer in body["answers"]:
        value, room = (numbers.theirs(answer[n]) for n in ("text", "tolerance"))
        if value is None or room is None:
            return None
        feedback = escaped(answer["feedback"])
        lines.append(f"=%{answer['weight']}%{value}:{room}#{feedback}")
    return f"#{_lines(lines)}"


def _pairs(body: Body) -> str:
    pairs = [(pair["left"], pair["right"]) for pair in body["pairs"]]
    extra = [("", text) for text in body["extra"]]
    return _lines(
        f"={escaped(left)} -> {escaped(right)}" for left, right in [*pairs, *extra]
    )


def _steps(body: Body) -> str:
    head = ORDER.format(count=len(body["steps"]))
    return f"{head}{_lines(escaped(step) for step in body['steps'])}"


def _essay(body: Body) -> str:
    return ""


def _with_blanks(draft: Draft) -> str:
    """A text with gaps as it looks on paper; nothing for any other kind."""
    if draft.kind != "cloze":
        return ""
    pieces = Cloze.read(draft.body).pieces
    return "".join(each.words + ("_____" if each.gap else "") for each in pieces)


def _said(part: Body) -> str:
    feedback = f"#{escaped(part['feedback'])}" if part["feedback"] else ""
    return f"{escaped(part['text'])}{feedback}"


def _lines(parts: Any) -> str:
    return "".join(f"\n  {part}" for part in parts) + "\n"


ANSWERS: dict[str, Callable[[Body], str | None]] = {
    "single": _choosing,
    "several": _several,
    "truefalse": _statement,
    "short": _short,
    "numeric": _numeric,
    "matching": _pairs,
    "ordering": _steps,
    "essay": _essay,
}
