"""Reading Aiken: questions with lettered choices, and what is wrong with a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange import aiken, recognized

FILE = """Kapan warga diajak?
A. Sesudah dana cair
B) Sebelum rencana
disusun
ANSWER: B

Berapa lama izin
berlaku?
A. Tiga bulan
B. Satu tahun
ANSWER: a
FEEDBACK: Dapat diperpanjang.
"""


def test_questions_take_their_lines_until_the_answer():
    first, second = (found.draft for found in aiken.read(FILE))
    assert first is not None
    assert second is not None

    assert recognized(FILE.encode()) == "aiken"
    assert [c["text"] for c in first.body["choices"]] == [
        "Sesudah dana cair",
        "Sebelum rencana\ndisusun",
    ]
    assert [c["is_right"] for c in first.body["choices"]] == [False, True]
    assert second.prompt == "Berapa lama izin\nberlaku?"
    assert second.body["choices"][0]["is_right"]
    assert second.explanation == "Dapat diperpanjang."


def test_the_space_after_a_bracket_may_be_missing():
    [found] = aiken.read("Kapan?\nA)Dulu\nB)Nanti\nA.D. 79\nANSWER: B")

    assert found.draft is not None
    assert [c["text"] for c in found.draft.body["choices"]] == [
        "Dulu",
        "Nanti\nA.D. 79",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Apa?\nA. a\nB. b", "ANSWER"),
        ("Apa?\nA. a\nB. b\nANSWER: C", "tidak ada"),
        ("Apa?\nA. a\nA. b\nANSWER: A", "huruf yang sama"),
        ("Apa?\nA. a\nANSWER: A", "dua pilihan"),
        ("A. a\nB. b\nANSWER: A", "kalimat tanya"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, reason):
    [found] = aiken.read(f"\n\n{text}\n")

    assert (found.draft, found.line) == (None, 3)
    assert reason in found.notes[0]


@given(st.text(alphabet=st.sampled_from("AB.) \nx:NSWER"), max_size=80))
def test_whatever_is_read_is_a_question_or_a_line_with_a_reason(text):
    for found in aiken.read(text):
        assert found.draft is not None or found.notes
