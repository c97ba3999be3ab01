"""Writing Moodle XML: what Moodle knows of a question, and a note of the rest."""

import base64
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from courses.exchange import embedded, exact, moodle_xml, numbers
from courses.exchange.drafts import NAMED, Draft, Enclosed, stand_in
from courses.exchange.sayable import sayable
from courses.exchange.shares import shares

Body = dict[str, Any]
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
FOOT = "</quiz>\n"
# Moodle takes the fractions of its own list only.
FRACTIONS = {
    11: "11.11111",
    13: "12.5",
    14: "14.28571",
    17: "16.66667",
    33: "33.33333",
    67: "66.66667",
    83: "83.33333",
}
TYPES = {
    "single": "multichoice",
    "several": "multichoice",
    "truefalse": "truefalse",
    "short": "shortanswer",
    "numeric": "numerical",
    "matching": "matching",
    "ordering": "ordering",
    "cloze": "cloze",
    "essay": "essay",
}


def write(draft: Draft) -> str | None:
    """One question; None when it could not be read back."""
    block = _question(draft)
    found = list(moodle_xml.read(f"{HEAD}{block}{FOOT}".encode()))
    read_back = found[0].draft if len(found) == 1 else None
    if read_back is None:
        return None
    note = exact.note(draft, read_back, is_changed=bool(found[0].notes))
    # A comment may not hold two hyphens in a row.
    note = note.replace("--", "-\\u002d")
    return f"<!-- {note} -->\n{block}" if note else block


def category(title: str) -> str:
    """Two slashes stand for one; spaces keep it apart from those of the path."""
    name = " ".join(title.split()).replace("/", "//")
    path = _node("text", f"$course$/top/ {name} ")
    return f'<question type="category">{_raw("category", path)}</question>\n'


def _question(draft: Draft) -> str:
    prompt = draft.prompt
    if draft.kind == "cloze":
        prompt = f"{prompt}\n\n{embedded.write(draft.body)}"
    said = [
        _raw("name", _node("text", draft.name or stand_in(draft.prompt))),
        _shown("questiontext", prompt, draft.pictures),
        _shown("generalfeedback", draft.explanation, draft.pictures),
        *(_node("defaultgrade", "1"), _node("penalty", "0.3333333")),
        _node("hidden", "0"),
        *ANSWERS[draft.kind](draft.body),
    ]
    inner = "".join(f"  {each}\n" for each in said)
    return f'<question type="{TYPES[draft.kind]}">\n{inner}</question>\n'


def _single(body: Body) -> list[str]:
    return [
        _node("single", "true"),
        *_choices(body, [_worth(c) for c in body["choices"]]),
    ]


def _several(body: Body) -> list[str]:
    return [_node("single", "false"), *_choices(body, shares(body["choices"]))]


def _worth(choice: Body) -> int:
    """Of one choice; without a weight it is all or nothing."""
    if choice["weight"] is not None:
        return int(choice["weight"])
    return 100 if choice["is_right"] else 0


def _choices(body: Body, worths: list[int]) -> list[str]:
    return [
        _node("shuffleanswers", "true"),
        _node("answernumbering", "abc"),
        *(
            _answer(choice["text"], worth, choice["feedback"])
            for choice, worth in zip(body["choices"], worths, strict=True)
        ),
    ]


def _statement(body: Body) -> list[str]:
    """The first of the two is the statement's “true”, whatever its words are."""
    return [
        _answer(word, 100 if choice["is_right"] else 0, choice["feedback"])
        for word, choice in zip(("true", "false"), body["choices"], strict=False)
    ]


def _short(body: Body) -> list[str]:
    return [
        _node("usecase", "1" if body["case"] else "0"),
        *(
            _answer(each["text"].replace("*", "\\*"), each["weight"], each["feedback"])
            for each in body["answers"]
        ),
    ]


def _numeric(body: Body) -> list[str]:
    said = []
    for each in body["answers"]:
        value, room = (numbers.theirs(each[n]) or "" for n in ("text", "tolerance"))
        more = _node("tolerance", room)
        said.append(_answer(value, each["weight"], each["feedback"], more))
    if body["unit"]:
        unit = _node("multiplier", "1") + _node("unit_name", body["unit"])
        said.append(_raw("units", _raw("unit", unit)))
    return said


def _pairs(body: Body) -> list[str]:
    pairs = [(pair["left"], pair["right"]) for pair in body["pairs"]]
    return [
        _node("shuffleanswers", "true"),
        *(
            _raw(
                "subquestion",
                _node("text", left) + _raw("answer", _node("text", right)),
                format="plain_text",
            )
            for left, right in [*pairs, *(("", text) for text in body["extra"])]
        ),
    ]


def _steps(body: Body) -> list[str]:
    return [
        _node("layouttype", "VERTICAL"),
        _node("selecttype", "ALL"),
        _node("selectcount", "0"),
        _node("gradingtype", "RELATIVE_NEXT_EXCLUDE_LAST"),
        _node("showgrading", "SHOW"),
        *(
            _raw(
                "answer", _node("text", step), fraction=str(place), format="plain_text"
            )
            for place, step in enumerate(body["steps"], start=1)
        ),
    ]


def _essay(body: Body) -> list[str]:
    return [
        _node("responseformat", "editor"),
        _node("responserequired", "1"),
        _node("attachments", "0"),
        _node("minwordlimit", str(body["least_words"] or "")),
        _raw("graderinfo", _node("text", body["guide"]), format="plain_text"),
    ]


def _cloze(body: Body) -> list[str]:
    return []


def _answer(text: str, fraction: int, feedback: str = "", more: str = "") -> str:
    inner = _node("text", text) + more
    worth = FRACTIONS.get(abs(fraction), str(abs(fraction)))
    if feedback:
        inner += _raw("feedback", _node("text", feedback), format="plain_text")
    share = f"-{worth}" if fraction < 0 else worth
    return _raw("answer", inner, fraction=share, format="plain_text")


def _shown(name: str, text: str, pictures: tuple[Enclosed, ...]) -> str:
    """Plain, unless it shows a picture."""
    named = {match["name"] for match in NAMED.finditer(text)}
    along = [picture for picture in pictures if picture.name in named]
    if not along:
        return _raw(name, _node("text", text), format="plain_text")
    html = NAMED.sub(_image, escape(text)).replace("\n", "<br>")
    files = "".join(
        _node(
            "file",
            base64.b64encode(picture.content).decode(),
            name=picture.name,
            path="/",
            encoding="base64",
        )
        for picture in along
    )
    return _raw(name, _node("text", html) + files, format="html")


def _image(found: re.Match[str]) -> str:
    alt = quoteattr(found["alt"], {'"': "&quot;"})
    return f'<img src="@@PLUGINFILE@@/{found["name"]}" alt={alt}>'


def _node(name: str, text: str, /, **attributes: str) -> str:
    said = escape(sayable(text), {"\r": "&#13;"})
    return _raw(name, said, **attributes)


def _raw(name: str, inner: str, /, **attributes: str) -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{inner}</{name}>"


ANSWERS: dict[str, Callable[[Body], list[str]]] = {
    "single": _single,
    "several": _several,
    "truefalse": _statement,
    "short": _short,
    "numeric": _numeric,
    "matching": _pairs,
    "ordering": _steps,
    "cloze": _cloze,
    "essay": _essay,
}
