"""Reading GIFT: every kind as Moodle documents it, and whatever else comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exchange import gift, recognized

WATER = """// a comment
$CATEGORY: $course$/top/Air // Tanah

::Pertama::Kapan musyawarah dimulai?{
  ~Sesudah pencairan#Terlambat.
  =Sebelum rencana#Tepat.
  ~%50%Bersamaan
  ####Warga ikut sejak awal.
}
"""


def one(text):
    [found] = gift.read(text)
    return found


def body(text):
    draft = one(text).draft
    assert draft is not None, one(text).notes
    return draft.kind, draft.body


def test_a_question_brings_its_category_feedback_weights_and_explanation():
    draft = one(WATER).draft

    assert (draft.category, draft.name) == ("Air / Tanah", "Pertama")
    assert draft.prompt == "Kapan musyawarah dimulai?"
    assert draft.explanation == "Warga ikut sejak awal."
    assert [c["weight"] for c in draft.body["choices"]] == [None, None, 50]
    assert [c["is_right"] for c in draft.body["choices"]] == [False, True, False]
    assert draft.body["choices"][0]["feedback"] == "Terlambat."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pilih{=satu ~dua}", "single"),
        ("Pilih dua{~%50%satu ~%50%dua ~%-100%tiga}", "several"),
        ("Air mendidih pada 100 derajat.{T}", "truefalse"),
        ("Ibu kota Sikka?{=Maumere =kota Maumere}", "short"),
        ("Berapa?{#12.5:0.5}", "numeric"),
        ("Jodohkan{=NTT -> Kupang =NTB -> Mataram = -> Denpasar}", "matching"),
        ("Urutkan{>3 ALL VERTICAL\nsatu\ndua\ntiga\n}", "ordering"),
        ("Ceritakan.{}", "essay"),
    ],
)
def test_each_kind_is_known_by_its_signs(text, kind):
    assert body(text)[0] == kind


def test_signs_as_people_type_them_are_understood():
    _kind, document = body("Pilih{\n~=satu\n~dua\n}")

    assert [choice["text"] for choice in document["choices"]] == ["satu", "dua"]
    assert recognized("Pilih{=satu ~dua}".encode("utf-16")) == "gift"


def test_numbers_become_ours_and_a_range_its_middle():
    assert body("a{#1.250:0.5}")[1]["answers"][0]["text"] == "1,25"
    assert body("a{#10..20}")[1]["answers"][0]["text"] == "15"
    assert body("a{#10..20}")[1]["answers"][0]["tolerance"] == "5"


def test_true_and_false_take_their_feedback_to_who_is_wrong_and_who_is_right():
    _kind, found = body("Hujan naik.{FALSE#Lihat lagi.#Benar sekali.}")

    assert found["choices"][0]["feedback"] == "Lihat lagi."
    assert found["choices"][1] == {
        "text": "Salah",
        "is_right": True,
        "weight": None,
        "feedback": "Benar sekali.",
    }


def test_escaped_signs_are_meant_as_themselves():
    draft = one(r"Apa arti \{a\} \= b\: c\nd?{=\~ya\# ~tidak}").draft

    assert draft.prompt == "Apa arti {a} = b: c\nd?"
    assert draft.body["choices"][0]["text"] == "~ya#"


def test_a_gap_stays_where_the_answers_stood():
    assert one("Izin {=tiga =3} bulan.").draft.prompt == "Izin _____ bulan."


def test_html_becomes_plain_words_and_the_report_says_what_was_lost():
    found = one(
        "[html]<p>Lihat <b>ini</b></p><script>x()</script>"
        '<p><img src\\="a"></p>{=ya ~tidak}'
    )

    assert found.draft.prompt == "Lihat ini"
    assert len(found.notes) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hanya keterangan.", "keterangan"),
        ("Terbuka{=a", "berpasangan"),
        ("Dua{=a ~b} lagi{=c ~d}", "Ada dua bagian"),
        ("{=a ~b}", "kalimat tanya"),
        ("Angka{#banyak}", "bukan angka"),
        ("Angka{#1e99999999}", "bukan angka"),
        ("Satu{=a}{", "Ada dua bagian"),
        ("Pilih{~a ~b}", "Tandai"),
        ("Pilih{=a ~a}", "sama"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_its_line_and_the_reason(text, reason):
    found = next(gift.read(f"// dulu\n\n\n{text}"))

    assert found.draft is None
    assert found.line == 4
    assert reason in found.notes[0]


@given(st.text(alphabet=st.sampled_from("ab \n{}~=#%:\\->./[]$T0*1"), max_size=120))
def test_whatever_is_read_is_a_question_or_a_line_with_a_reason(text):
    for found in gift.read(text):
        assert found.draft is not None or found.notes
        assert found.line <= text.count("\n") + 1
