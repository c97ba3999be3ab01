"""Reading Moodle XML: every kind as Moodle writes it, and whatever else comes."""

import base64
from pathlib import Path

import pytest

from courses.exchange import Unreadable, moodle_xml, read, recognized

FILE = (Path(__file__).parent / "files" / "air.xml").read_bytes()


@pytest.fixture(scope="module")
def drafts():
    return {each.draft.name: each.draft for each in read("moodle", FILE) if each.draft}


def one(inner, kind="multichoice"):
    text = f'<quiz><question type="{kind}">{inner}</question></quiz>'
    [found] = moodle_xml.read(text.encode())
    return found


def test_a_file_is_known_by_its_content():
    assert recognized(FILE) == "moodle"


def test_every_kind_comes_in_and_the_rest_is_named_with_its_line():
    found = read("moodle", FILE)

    kinds = [each.draft.kind for each in found if each.draft]
    left = [(each.line, each.about, each.notes) for each in found if not each.draft]
    assert kinds == [
        *("single", "several", "truefalse", "short", "numeric"),
        *("matching", "ordering", "cloze", "essay"),
    ]
    assert [(line, about) for line, about, _notes in left] == [
        (4, "Kategori Air bersih / Bak / Pipa"),
        (86, "Pengantar"),
        (90, "Seret"),
    ]
    assert "ddwtos" in left[2][2][0]


def test_a_question_brings_its_picture_and_everything_lost_is_said():
    first = next(each for each in read("moodle", FILE) if each.draft)
    draft = first.draft
    assert draft is not None

    [picture] = draft.pictures
    assert draft.prompt == f"Kapan warga diajak?\n![Bak air](berkas/{picture.name})"
    assert picture.content.startswith(b"\x89PNG")
    assert draft.explanation == "Sebelum rencana disusun."
    assert draft.category == "Air bersih / Bak / Pipa"
    assert [c["weight"] for c in draft.body["choices"]] == [None, 50, None]
    said = " ".join(first.notes)
    for word in ("Bobot", "tetap", "Petunjuk", "warga", "Nomor ID", "Skrip", "0%"):
        assert word in said
    assert "Gambar" not in said


def test_what_each_kind_holds(drafts):
    assert [c["weight"] for c in drafts["Pilih dua"].body["choices"]] == [
        *(33, 33, 33),
        -100,
    ]
    assert drafts["Hujan"].body["choices"][1]["feedback"] == "Benar sekali."
    assert drafts["Hujan"].body["choices"][1]["is_right"]
    assert drafts["Ibu kota"].body["case"]
    assert [a["text"] for a in drafts["Ibu kota"].body["answers"]] == ["Maumere"]
    assert drafts["Debit"].body["answers"][0]["tolerance"] == "0,5"
    assert drafts["Debit"].body["unit"] == "liter"
    assert drafts["Peran"].body["extra"] == ["Membayar"]
    assert drafts["Urutan"].body["steps"] == ["Masalah", "Rencana", "Kerja"]
    assert drafts["Cerita"].body == {"guide": "Cari bukti.", "least_words": 50}


def test_embedded_answers_become_gaps(drafts):
    draft = drafts["Rumpang"]

    assert draft.prompt == "Lengkapi."
    assert draft.body["text"] == (
        "Izin berlaku {tiga|3} bulan, biaya {#10~0,5}%, oleh {bupati*|camat}."
    )


@pytest.mark.parametrize(
    ("kind", "inner", "reason"),
    [
        (
            "multichoice",
            "<answer fraction='100'><text>a</text></answer>",
            "dua pilihan",
        ),
        ("multichoice", "<answer fraction='1e999'><text>a</text></answer>", "terbaca"),
        ("numerical", "<answer fraction='100'><text>x</text></answer>", "angka"),
        ("truefalse", "", "tidak lengkap"),
        ("calculated", "", "calculated"),
        ("", "", "Soal jenis"),
    ],
)
def test_what_cannot_be_asked_is_left_out_with_the_reason(kind, inner, reason):
    found = one(f"<questiontext><text>Apa?</text></questiontext>{inner}", kind)

    assert found.draft is None
    assert reason in found.notes[0]


@pytest.mark.parametrize(
    "gap", ["{1:MULTIRESPONSE:=a~b}", "{1:SA:=a|b}", "{1:SA:b}", "{1:NM:=x}"]
)
def test_gaps_we_do_not_know_leave_the_question_out(gap):
    found = one(f"<questiontext><text>Isi {gap}.</text></questiontext>", "cloze")

    assert found.draft is None
    assert found.notes


def test_a_picture_among_gaps_stands_above_them():
    first = next(each for each in read("moodle", FILE) if each.draft)
    assert first.draft is not None
    picture = base64.b64encode(first.draft.pictures[0].content).decode()
    text = (
        "&lt;p&gt;{1:SHORTANSWER:=air} mengalir dari"
        ' &lt;img src="@@PLUGINFILE@@/bak.png" alt="bak"/&gt;.&lt;/p&gt;'
    )
    inner = (
        f'<name><text>a</text></name><questiontext format="html"><text>{text}</text>'
        f'<file name="bak.png" path="/" encoding="base64">{picture}</file>'
        "</questiontext>"
    )

    found = one(inner, "cloze")

    assert found.draft is not None
    assert found.draft.body["text"] == "{air} mengalir dari bak."
    assert found.draft.prompt.endswith("\n\n![bak](berkas/bak.png)")
    assert any("di antara rumpang" in note for note in found.notes)


def test_a_picture_of_moodle_1_9_is_named():
    inner = (
        "<name><text>a</text></name><questiontext><text>Apa?</text></questiontext>"
        "<image_base64>aGFsbw==</image_base64><single>true</single>"
        '<answer fraction="100"><text>Ya</text></answer>'
        '<answer fraction="100"><text>Boleh</text></answer>'
    )

    found = one(inner)

    assert found.draft is not None
    assert any("Moodle 1.9" in note for note in found.notes)


def test_what_is_no_picture_stays_outside():
    found = one(
        "<questiontext format='html'><text>Lihat &lt;img src='@@PLUGINFILE@@/a.png'&gt;"
        "</text><file name='a.png' encoding='base64'>PHN2Zz4=</file></questiontext>",
        "essay",
    )

    assert found.draft.pictures == ()
    assert found.draft.prompt == "Lihat"
    assert any("a.png" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        b'<!DOCTYPE quiz [<!ENTITY x "ha">]><quiz><question type="&x;"/></quiz>',
        b"<quiz><question></quiz>",
        b"<quiz>" + b"<a>" * 500,
    ],
)
def test_a_dangerous_or_broken_file_is_refused_whole(text):
    with pytest.raises(Unreadable):
        read("moodle", text)
