"""A question of a backup as Moodle would export it, and so as we read every question.

A backup holds the rows of Moodle's tables; an export says the same in other words. They
are put into those words, so that there is one reader of each kind of question.
"""

import base64
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, SubElement

from courses.exchange.moodle import fields

FORMATS = {
    "0": "moodle_auto_format",
    "1": "html",
    "2": "plain_text",
    "4": "markdown",
}
# What is said the same way, and texts with a format.
COPIED = (
    *("responseformat", "attachments", "minwordlimit", "maxwordlimit"),
    "answernumbering",
)
SWITCHED = {
    "single": ("false", "true"),
    "shuffleanswers": ("false", "true"),
    "usecase": ("0", "1"),
}
TOLD = (
    *("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"),
    *("graderinfo", "responsetemplate"),
)
# Where the two call a kind differently.
KINDS = {"match": "matching", "multianswer": "cloze"}


def exported(stored: Element, inner: Mapping[str, str]) -> Element:
    """`inner` are the texts of the questions that stand in others, by their ids."""
    kind = fields.text(stored, "qtype")
    made = Element("question", type=KINDS.get(kind, kind))
    _text(SubElement(made, "name"), fields.text(stored, "name"))
    prompt = _formatted(made, "questiontext", stored)
    _formatted(made, "generalfeedback", stored)
    _around(made, stored)
    plugin = stored.find(f"plugin_qtype_{kind}_question")
    if plugin is None:
        return made
    _settings(made, plugin)
    _units(made, plugin)
    if kind == "multianswer":
        _fill_gaps(prompt, plugin, inner)
    elif kind == "match":
        _pairs(made, plugin)
    else:
        _answers(made, plugin, kind)
    return made


def enclose(
    exported: Element, area: str, folder: str, name: str, content: bytes
) -> None:
    """A file that lies beside a text."""
    beside = exported.find(area)
    if beside is not None:
        file = SubElement(beside, "file", name=name, path=folder, encoding="base64")
        file.text = base64.b64encode(content).decode()


def _around(made: Element, stored: Element) -> None:
    """What has no place here, so that the report can say so."""
    SubElement(made, "penalty").text = fields.text(stored, "penalty")
    if stored.find("question_hints/question_hint") is not None:
        SubElement(made, "hint")
    tags = SubElement(made, "tags")
    for each in stored.iterfind("tags/tag"):
        said = fields.text(each, "rawname") or fields.text(each, "name")
        _text(SubElement(tags, "tag"), said)


def _units(made: Element, plugin: Element) -> None:
    units = SubElement(made, "units")
    for each in plugin.iter("numerical_unit"):
        SubElement(SubElement(units, "unit"), "unit_name").text = fields.text(
            each, "unit"
        )


def _settings(made: Element, plugin: Element) -> None:
    for name, words in SWITCHED.items():
        found = next(plugin.iter(name), None)
        if found is not None:
            SubElement(made, name).text = words[fields.text_of(found) == "1"]
    for name in COPIED:
        if (found := next(plugin.iter(name), None)) is not None:
            SubElement(made, name).text = fields.text_of(found)
    for each in plugin:
        for name in TOLD:
            if each.find(name) is not None:
                _formatted(made, name, each)


def _answers(made: Element, plugin: Element, kind: str) -> None:
    is_true = next((fields.text_of(each) for each in plugin.iter("trueanswer")), "")
    near = {
        fields.text(each, "answer"): fields.text(each, "tolerance")
        for each in plugin.iter("numerical_record")
    }
    for stored in plugin.iterfind("answers/answer"):
        key = stored.get("id", "")
        answer = _formatted(made, "answer", stored, "answertext", "answerformat")
        answer.set("fraction", _percent(fields.text(stored, "fraction")))
        if kind == "truefalse":
            _text(answer, "true" if key == is_true else "false")
        if key in near:
            SubElement(answer, "tolerance").text = near[key]
        _formatted(answer, "feedback", stored)


def _pairs(made: Element, plugin: Element) -> None:
    for stored in plugin.iter("match"):
        pair = _formatted(made, "subquestion", stored, "questiontext")
        _text(SubElement(pair, "answer"), fields.text(stored, "answertext"))


def _fill_gaps(prompt: Element, plugin: Element, inner: Mapping[str, str]) -> None:
    """Every `{#1}` is a question of its own, whose text is the gap as it was typed."""
    said = prompt.findtext("text") or ""
    for multi in plugin.iter("multianswer"):
        keys = fields.text(multi, "sequence").split(",")
        for number, key in enumerate(keys, start=1):
            said = said.replace(f"{{#{number}}}", inner.get(key.strip(), ""))
    _text(prompt, said)


def _formatted(
    parent: Element, name: str, stored: Element, source: str = "", form: str = ""
) -> Element:
    """A text as exports hold it, of the row's field and the format beside that."""
    source = source or name
    made = SubElement(parent, name)
    number = fields.text(stored, form or f"{source}format")
    made.set("format", FORMATS.get(number, "html"))
    _text(made, fields.text(stored, source))
    return made


def _text(parent: Element, said: str) -> None:
    found = parent.find("text")
    if found is None:
        found = SubElement(parent, "text")
    found.text = said


def _percent(fraction: str) -> str:
    """Rows hold shares of one."""
    try:
        share = Decimal(fraction or 0) * 100
    except InvalidOperation:
        return "0"
    return f"{share.normalize():f}" if share.is_finite() else "0"
