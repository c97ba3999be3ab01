"""Out and in again: whatever the bank asks comes back as it was, or is named."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange import Draft, gift, gift_writing, moodle_writing, moodle_xml
from courses.exchange.drafts import short
from courses.questions import Mistaken

LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(str.strip)
SIGNS = st.text("ab ~=#{}:\\/n%*[]->$\n", min_size=1, max_size=20).filter(str.strip)
# As the bank's forms keep it: no space at an end tells two texts apart.
TEXT = (WORDS | SIGNS).map(str.strip).filter(bool)
FEEDBACK = st.just("") | TEXT
WEIGHT = st.integers(0, 100)
NUMBER = st.sampled_from(["12,5", "1.250", "1.250,50", "-3", "0,125", "Rp 2.000", "5%"])


def lists(part: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(part, min_size=2, max_size=5)


CHOICE = st.fixed_dictionaries(
    {
        "text": TEXT,
        "is_right": st.booleans(),
        "weight": st.none() | st.integers(-100, 100),
        "feedback": FEEDBACK,
    }
)
PLAIN = st.fixed_dictionaries(
    {"text": TEXT, "is_right": st.booleans(), "feedback": FEEDBACK}
)
ACCEPTED = st.fixed_dictionaries({"text": TEXT, "weight": WEIGHT, "feedback": FEEDBACK})
BEST = st.fixed_dictionaries({"text": TEXT, "feedback": FEEDBACK})
NEARBY = st.fixed_dictionaries(
    {
        "text": NUMBER,
        "weight": WEIGHT,
        "feedback": FEEDBACK,
        "tolerance": st.sampled_from(["0", "0,5", "1.000"]),
    }
)
FORGIVING = {
    "case": st.booleans(),
    "accents": st.booleans(),
    "typos": st.integers(0, 3),
}
BODIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "single": st.fixed_dictionaries({"choices": lists(PLAIN) | lists(CHOICE)}),
    "several": st.fixed_dictionaries({"choices": lists(PLAIN) | lists(CHOICE)}),
    "truefalse": st.fixed_dictionaries(
        {"choices": st.lists(PLAIN, min_size=2, max_size=2)}
    ),
    "short": st.fixed_dictionaries({"answers": lists(BEST | ACCEPTED), **FORGIVING}),
    "numeric": st.fixed_dictionaries({"answers": lists(NEARBY), "unit": FEEDBACK}),
    "matching": st.fixed_dictionaries(
        {
            "pairs": lists(st.fixed_dictionaries({"left": TEXT, "right": TEXT})),
            "extra": st.lists(TEXT, max_size=2),
        }
    ),
    "ordering": st.fixed_dictionaries({"steps": lists(TEXT)}),
    "cloze": st.fixed_dictionaries(
        {
            "text": st.sampled_from(
                ["Izin {tiga|3} bulan.", "{#12,5~0,5}% dari {dana*|waktu}", "a {b} c:}"]
            ),
            **FORGIVING,
        }
    ),
    "essay": st.fixed_dictionaries(
        {"guide": FEEDBACK, "least_words": st.integers(0, 300)}
    ),
}


@st.composite
def drafts(draw, kinds):
    kind = draw(st.sampled_from(kinds))
    name = short(draw(FEEDBACK))
    draft = Draft(kind, draw(TEXT), draw(BODIES[kind]), draw(FEEDBACK), name=name)
    try:
        return draft.checked()
    except Mistaken:
        return None


@settings(max_examples=300, deadline=None)
@given(drafts(sorted(BODIES)))
def test_through_gift_a_question_comes_back_as_it_was(draft):
    if draft is None:
        return

    written = gift_writing.write(draft) or gift_writing.aside(draft)

    [found] = gift.read(written)
    assert (found.draft, found.notes) == (draft, ())


@settings(max_examples=300, deadline=None)
@given(drafts(sorted(BODIES)))
def test_through_moodle_xml_a_question_comes_back_as_it_was(draft):
    if draft is None:
        return

    written = moodle_writing.write(draft)

    assert written is not None
    text = f"{moodle_writing.HEAD}{written}{moodle_writing.FOOT}"
    [found] = moodle_xml.read(text.encode())
    assert (found.draft, found.notes) == (draft, ())
    assert found.draft is not None
    assert moodle_writing.write(found.draft) == written


def test_a_star_among_choices_comes_back_without_a_word():
    choice = {"is_right": True, "weight": None, "feedback": ""}
    choices = [{**choice, "text": text} for text in ("0", "*")]
    draft = Draft("single", "Berapa?", {"choices": choices}, "").checked()

    [found] = gift.read(gift_writing.write(draft) or "")

    assert (found.draft, found.notes) == (draft, ())


@given(st.text(st.sampled_from("ab /$"), min_size=1, max_size=40).filter(str.strip))
def test_a_category_keeps_its_name(title):
    name = " ".join(title.split())
    text = f"{gift_writing.category(title)}\nSoal?{{=ya}}"

    [found] = gift.read(text)

    assert found.draft is not None
    assert found.draft.category == name


def test_a_note_is_passed_over_once_somebody_reworded_the_question():
    body = {"answers": [{"text": "tiga"}], "typos": 2}
    draft = Draft("short", "Berapa?", body).checked()
    written = gift_writing.write(draft) or ""

    [found] = gift.read(written.replace("Berapa?", "Berapa bulan?"))

    assert found.draft is not None
    assert found.draft.body["typos"] == 0
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    "added",
    [
        *('{"body": {"answers": [{"text": 5}]}}', '{"body": 3}', "[1]", "{"),
        *('{"kind": "rahasia"}', '{"prompt": "\\u0000"}', '{"prompt": "\\ud800"}'),
        *("9" * 5000, "[" * 100_000),
    ],
)
def test_a_note_made_by_a_stranger_changes_nothing_it_should_not(added):
    [plain] = gift.read("Berapa?{=tiga}")
    assert plain.draft is not None

    text = f"// lokadaya:1 {plain.draft.digest} {added}\nBerapa?{{=tiga}}"
    [found] = gift.read(text)

    assert found.draft == plain.draft
    assert found.notes


def test_gift_describes_a_text_with_gaps_and_asks_nothing():
    draft = Draft("cloze", "Isi.", {"text": "Izin {tiga} bulan."}).checked()
    written = gift_writing.aside(draft)

    [reworded] = gift.read(written.replace("Isi.", "Isilah."))

    assert gift_writing.write(draft) is None
    assert "[plain]Isi.\\n\\nIzin _____ bulan." in written
    assert reworded.draft is None
    assert "keterangan" in reworded.notes[-1]
