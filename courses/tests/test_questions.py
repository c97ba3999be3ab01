"""Every kind of question: what fits, what it earns, whatever anybody types."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions import Mistaken, Unfit, asked, words

WORDS = st.text(min_size=1, max_size=12)
CHOICES = [
    {"text": "a", "is_right": True},
    {"text": "b", "is_right": True},
    {"text": "c", "is_right": False},
]
BODIES: dict[str, dict[str, Any]] = {
    "single": {"choices": CHOICES},
    "several": {"choices": CHOICES},
    "truefalse": {"choices": CHOICES[1:]},
    "short": {"answers": [{"text": "musyawarah"}], "typos": 2},
    "numeric": {"answers": [{"text": "1.250,5", "tolerance": "0,5"}]},
    "matching": {
        "pairs": [{"left": "a", "right": "1"}, {"left": "b", "right": "2"}],
        "extra": ["3"],
    },
    "ordering": {"steps": ["satu", "dua", "tiga", "empat"]},
    "cloze": {"text": "Izin {tiga|3} bulan, {dapat*|tidak} lagi, {#10~1}%."},
    "essay": {"least_words": 2},
}
RIGHT = {
    "single": ["0"],
    "several": ["0", "1"],
    "truefalse": ["0"],
    "short": ["Musyawarah"],
    "numeric": ["1250,5"],
    "matching": ["0", "1"],
    "ordering": ["0:0", "1:1", "2:2", "3:3"],
    "cloze": ["Tiga", "0", "10"],
}
AUTOMATIC = sorted(RIGHT)


def score(kind, *given, **body):
    question = asked(kind, {**BODIES[kind], **body})
    return question.score(question.fit(list(given)))


@pytest.mark.parametrize("kind", AUTOMATIC)
def test_the_right_answer_earns_all_and_none_earns_nothing(kind):
    question = asked(kind, BODIES[kind])

    assert question.score(question.fit(RIGHT[kind])) == 1
    assert question.fit([]) == []
    assert question.score([]) == 0


@pytest.mark.parametrize("kind", sorted(BODIES))
@given(
    sent=st.lists(st.text(max_size=30) | st.sampled_from(["0", "1", "2", "0:1", "3:9"]))
)
def test_whatever_is_sent_fits_or_is_refused_and_earns_between_none_and_all(kind, sent):
    question = asked(kind, BODIES[kind])

    try:
        fit = question.fit(sent)
    except Unfit:
        return

    share = question.score(fit)
    assert share is None or 0 <= share <= 1
    assert question.fit(fit) == fit
    assert question.lines(fit, tells=True)


@pytest.mark.parametrize("kind", sorted(BODIES))
@given(
    sent=st.lists(st.text(max_size=30) | st.sampled_from(["0", "1", "2", "0:1", "3:9"]))
)
def test_the_part_of_whatever_is_sent_can_be_kept_marked_and_shown(kind, sent):
    question = asked(kind, BODIES[kind])

    part = question.part(sent)

    share = question.score(part)
    assert share is None or 0 <= share <= 1
    assert question.part(part) == part
    assert question.lines(part, tells=True)


@pytest.mark.parametrize(
    ("kind", "sent", "part", "share"),
    [
        ("cloze", ["Tiga", "", "10"], ["Tiga", "", "10"], Fraction(2, 3)),
        ("cloze", ["Tiga", "9", "satu"], ["Tiga", "", "satu"], Fraction(1, 3)),
        ("matching", ["", "1"], ["", "1"], Fraction(1, 2)),
        ("matching", ["0", "9"], ["0", ""], Fraction(1, 2)),
        ("ordering", ["0:0", "1:1", "2:", "3:"], ["0:0", "1:1"], Fraction(1, 3)),
        ("ordering", ["0:0", "1:3", "2:", "3:"], ["0:0", "1:3"], 0),
        ("ordering", ["0:0", "1:1", "2:1", "3:"], ["0:0", "1:1"], Fraction(1, 3)),
        ("numeric", ["tiga"], ["tiga"], 0),
        ("short", ["kata" * 200], [("kata" * 200)[:500]], 0),
        ("single", ["0", "1"], [], 0),
    ],
)
def test_of_what_does_not_fit_the_part_that_does_earns_its_share(
    kind, sent, part, share
):
    question = asked(kind, BODIES[kind])

    with pytest.raises(Unfit):
        question.fit(sent)

    assert question.part(sent) == part
    assert question.score(part) == share


def test_steps_with_a_place_are_shown_in_it_though_others_have_none():
    question = asked("ordering", BODIES["ordering"])

    lines = question.lines(["3:3", "0:1"], tells=False)

    assert [(line.text, line.is_right) for line in lines] == [
        ("2. satu", False),
        ("4. empat", True),
    ]


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_a_question_written_down_and_read_again_is_the_same(kind):
    question = asked(kind, BODIES[kind])

    assert asked(kind, question.document()) == question


@given(right=st.integers(1, 5), wrong=st.integers(1, 5), data=st.data())
def test_ticking_everything_earns_nothing_and_one_right_earns_its_part(
    right, wrong, data
):
    choices = [{"text": f"{n}", "is_right": n < right} for n in range(right + wrong)]
    question = asked("several", {"choices": choices})
    one = data.draw(st.integers(0, right - 1))

    assert question.score([str(n) for n in range(right + wrong)]) == 0
    assert question.score([str(one)]) == Fraction(1, right)


def test_a_weighted_choice_earns_what_its_author_says():
    half = {"text": "d", "is_right": False, "weight": 50}

    assert score("single", "3", choices=[*CHOICES, half]) == Fraction(1, 2)


@given(order=st.permutations(range(4)))
def test_only_the_right_order_earns_all(order):
    given = [f"{step}:{place}" for place, step in enumerate(order)]

    share = score("ordering", *given)

    assert (share == 1) == (list(order) == [0, 1, 2, 3])
    assert score("ordering", *given[::-1]) == share


def test_the_right_steps_shifted_by_one_still_earn_what_follows_rightly():
    assert score("ordering", "0:3", "1:0", "2:1", "3:2") == Fraction(2, 3)


@pytest.mark.parametrize(
    ("typed", "worth"),
    [
        ("musyawarah", 1),
        ("  MUSYAWARAH. ", 1),
        ("musyawarh", 1),
        ("musywaarah", 1),
        ("musyarah", 1),
        ("musyara", 0),
        ("mufakat", 0),
    ],
)
def test_small_slips_are_forgiven_as_far_as_the_author_says(typed, worth):
    assert score("short", typed) == worth


def test_no_slip_is_forgiven_in_a_word_so_short_that_it_means_another():
    answers = [{"text": "dua"}]

    assert score("short", "tua", answers=answers) == 0


def test_case_and_accents_count_where_the_author_says_so():
    answers = [{"text": "Café"}]
    strict = {"answers": answers, "typos": 0, "case": True, "accents": True}

    assert score("short", "cafe", answers=answers, typos=0) == 1
    assert score("short", "Cafe", **strict) == 0
    assert score("short", "café", **strict) == 0
    assert score("short", "Café", **strict) == 1


@given(one=WORDS, other=WORDS)
def test_the_distance_between_words_is_one_of_distances(one, other):
    most = 30
    distance = words.typos(one, other, most=most)

    assert distance == words.typos(other, one, most=most)
    assert (distance == 0) == (one == other)
    assert distance <= max(len(one), len(other))
    assert words.typos(one, other, most=1) == min(distance, 2)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1250", 1250),
        ("1.250", 1250),
        ("1.250,5", Fraction("1250.5")),
        ("1250.5", Fraction("1250.5")),
        ("Rp 1.250.000", 1250000),
        ("-0,5", Fraction("-0.5")),
        ("10 %", 10),
        ("1,2,3", None),
        ("tiga", None),
        ("1e9", None),
        ("9" * 60, None),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(typed, number):
    assert words.number(typed) == number


@given(value=st.decimals(-9999, 9999, places=2), off=st.integers(0, 200))
def test_a_number_is_right_as_far_as_its_tolerance(value, off):
    body = {"answers": [{"text": str(value).replace(".", ","), "tolerance": "1"}]}
    typed = str(value + Decimal(off) / 100).replace(".", ",")

    right = asked("numeric", body).score([typed])

    assert right == (1 if off <= 100 else 0)


def test_gaps_earn_each_their_part():
    assert score("cloze", "3", "1", "11") == Fraction(2, 3)


def test_an_essay_is_for_a_person_and_must_be_long_enough():
    essay = asked("essay", BODIES["essay"])

    assert essay.score(essay.fit(["dua kata"])) is None
    with pytest.raises(Unfit):
        essay.fit(["satu"])


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("single", {"choices": CHOICES[:1]}),
        ("single", {"choices": [{"text": "a", "is_right": False}] * 2}),
        ("several", {"choices": [{**c, "weight": 10} for c in CHOICES]}),
        ("short", {"answers": []}),
        ("numeric", {"answers": [{"text": "tiga"}]}),
        ("matching", {"pairs": [{"left": "a", "right": ""}] * 2}),
        ("ordering", {"steps": ["satu", "satu"]}),
        ("cloze", {"text": "Tanpa rumpang."}),
        ("cloze", {"text": "Rumpang {} kosong."}),
    ],
)
def test_what_cannot_be_asked_is_told_to_its_author(kind, body):
    with pytest.raises(Mistaken):
        asked(kind, body)
