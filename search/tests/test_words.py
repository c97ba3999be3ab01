"""Stems of advocacy, spelling, and marks in a text."""

import pytest

from search.marking import excerpt, marked
from search.spelling import parts, steps
from search.stems import stem, stems

# A word that is typed, and another of its kin that must be found by it. Of 25 at least
# 23 are; the last two are known to fail.
KIN = [
    ("berkelanjutan", "keberlanjutan"),
    ("pemberdayaan", "berdaya"),
    ("advokasi", "mengadvokasi"),
    ("kebijakan", "bijak"),
    ("penganggaran", "anggaran"),
    ("pendampingan", "mendampingi"),
    ("kemitraan", "bermitra"),
    ("penggalangan", "menggalang"),
    ("ketahanan", "bertahan"),
    ("kesetaraan", "setara"),
    ("keadilan", "adil"),
    ("perlindungan", "melindungi"),
    ("perubahan", "berubah"),
    ("pemantauan", "memantau"),
    ("pelaporan", "melaporkan"),
    ("pengorganisasian", "mengorganisasi"),
    ("keterbukaan", "terbuka"),
    ("musyawarah", "bermusyawarah"),
    ("keterlibatan", "melibatkan"),
    ("kerentanan", "rentan"),
    ("kedaulatan", "berdaulat"),
    ("pelestarian", "lestari"),
    ("penguatan", "menguatkan"),
    ("pengarusutamaan", "mengarusutamakan"),
    ("pertanggungjawaban", "bertanggung"),
]
LEAST_FOUND = 23


def test_words_of_advocacy_find_their_kin():
    missed = [(typed, kin) for typed, kin in KIN if stem(typed) != stem(kin)]

    assert len(KIN) - len(missed) >= LEAST_FOUND, missed


def test_little_words_are_left_out_and_names_stay():
    assert stems("Yang berdaya di Sikka dan NTT-2026") == [
        "daya",
        "sikka",
        "ntt",
        "2026",
    ]


@pytest.mark.parametrize(
    ("typed", "meant", "count"),
    [
        ("advokasi", "advokasi", 0),
        ("advoksai", "advokasi", 1),
        ("keberlanjutam", "keberlanjutan", 1),
        ("pemberdayan", "pemberdayaan", 1),
        ("air", "api", 2),
    ],
)
def test_steps_from_one_word_to_another(typed, meant, count):
    assert steps(typed, meant) == count


def test_parts_of_a_word_know_where_it_begins_and_ends():
    assert parts("air") == ["  a", " ai", "air", "ir "]


def test_what_was_found_is_marked_in_every_form_and_nothing_else_is_html():
    text = "<script>alert(1)</script> Warga berdaya & pemberdayaan"

    assert marked(text, {"daya"}) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; Warga <mark>berdaya</mark>"
        " &amp; <mark>pemberdayaan</mark>"
    )


def test_an_excerpt_shows_the_place_where_it_was_found():
    text = "kata " * 100 + "keberlanjutan " + "lain " * 100

    shown = excerpt(text, {"lanjut"})

    assert "<mark>keberlanjutan</mark>" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 300
