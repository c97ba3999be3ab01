"""Reading Moodle XML, the format that holds all of Moodle's question bank.

After https://docs.moodle.org/en/Moodle_XML_format. Categories are questions of their
own kind, and hold for those after them.
"""

import io
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import markup
from common.markup import said
from courses.exchange import embedded, exact
from courses.exchange.drafts import NAMED, Draft, Found, Unreadable, settled, short
from courses.exchange.gift import category_name
from courses.exchange.moodle_kinds import kind_of
from courses.exchange.moodle_texts import Reading
from courses.exchange.texts import plainly
from courses.questions import Mistaken

# What Moodle writes when nobody chose anything is not worth a word in the report.
USUAL_PENALTIES = {
    "",
    "0",
    "0.1",
    "0.1000000",
    "0.3333333",
    "1",
    "1.0000000",
    "0.0000000",
}
USUAL_FEEDBACK = {
    *("", "Your answer is correct.", "Your answer is incorrect."),
    *(
        "Your answer is partially correct.",
        "Jawaban Anda benar.",
        "Jawaban Anda salah.",
    ),
    "Jawaban Anda benar sebagian.",
}
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def read(content: bytes) -> Iterator[Found]:
    category = ""
    try:
        for question in markup.elements(io.BytesIO(content), "question"):
            if question.get("type") == "category":
                category = category_name(said(question, "category/text"))
                yield from _about_category(question, category)
            else:
                yield found(question, category)
    except markup.Malformed as malformed:
        raise Unreadable(str(malformed)) from malformed


def _about_category(question: Element, category: str) -> Iterator[Found]:
    if said(question, "info/text"):
        about = _("Kategori %(title)s") % {"title": category}
        note = _("Keterangan kategori tidak dibawa.")
        yield Found(markup.line(question), about[:140], None, (note,))


def found(question: Element, category: str) -> Found:
    """One question, as Moodle exports it."""
    line, name = markup.line(question), short(said(question, "name/text"))
    reading = Reading()
    try:
        draft = _draft(question, reading)
    except Mistaken as mistake:
        about = " ".join(reading.shown(question.find("questiontext")).split())
        return Found(line, (name or about)[:140], None, (str(mistake),))
    reading.notes.extend(_unsaid(question))
    noted = markup.comment(question)
    if noted.startswith(exact.MARK):
        draft = exact.completed(draft, noted, reading.notes)
    kept = Draft(
        **draft.content,
        category=category,
        name=name,
        pictures=tuple(reading.pictures.values()),
    )
    return settled(line, name, kept, reading.notes)


def _draft(question: Element, reading: Reading) -> Draft:
    prompt = reading.shown(question.find("questiontext"))
    explanation = reading.shown(question.find("generalfeedback"))
    if question.find("image_base64") is not None:
        reading.notes.append(_("Gambar cara Moodle 1.9 tidak dibawa: unggah lagi."))
    if question.get("type") in ("cloze", "multianswer"):
        prompt, text = apart(prompt, reading.notes)
        body = embedded.read(text, reading.notes)
        return Draft("cloze", prompt, body, explanation)
    kind, body = kind_of(question, reading)
    return Draft(kind, prompt, body, explanation)


def apart(text: str, notes: list[str]) -> tuple[str, str]:
    """What asks and what has gaps: a first paragraph without any asks.

    Pictures stand in what asks, for none can stand among gaps.
    """
    first, _blank, rest = text.partition("\n\n")
    if not rest or embedded.GAP.search(first):
        first, rest = _("Lengkapi kalimat berikut."), text
    pictures = [named[0] for named in NAMED.finditer(rest)]
    if pictures:
        notes.append(_("Gambar di antara rumpang pindah ke atasnya."))
        rest = NAMED.sub(lambda named: named["alt"], rest)
    return "\n\n".join([first.strip(), *pictures]), rest.strip()


def _unsaid(question: Element) -> Iterator[str]:
    """What we have no place for."""
    if said(question, "hidden") == "1":
        yield _("Disembunyikan di Moodle; di sini ia soal biasa.")
    if said(question, "defaultgrade") not in ("", "1", "1.0", "1.0000000"):
        yield _("Bobotnya tidak dibawa: kuis yang menentukan.")
    if said(question, "penalty") not in USUAL_PENALTIES:
        yield _("Potongan nilai untuk mencoba lagi tidak dibawa.")
    if said(question, "shuffleanswers") in ("0", "false"):
        yield _("Urutan pilihan yang tetap tidak dibawa: kuis yang menentukan.")
    if said(question, "answernumbering") not in ("", "abc", "none"):
        yield _("Cara menomori pilihan tidak dibawa.")
    told = (plainly(said(question, f"{each}/text"), "html", []) for each in COMBINED)
    if not USUAL_FEEDBACK.issuperset(told):
        yield _("Umpan balik untuk hasil keseluruhan tidak dibawa.")
    if question.find("hint") is not None:
        yield _("Petunjuk untuk mencoba lagi tidak dibawa.")
    if tags := [each for each in question.findall("tags/tag") if said(each, "text")]:
        named = ", ".join(said(each, "text") for each in tags)
        yield _("Tag tidak dibawa: %(tags)s.") % {"tags": named[:200]}
    if said(question, "idnumber"):
        yield _("Nomor ID tidak dibawa.")
    if question.find(".//feedback/file") is not None:
        yield _("Gambar di umpan balik tidak dibawa.")
