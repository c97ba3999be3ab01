"""Texts alone: what is merged, what is not, and that no word is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from alliances.documents.text import anchoring, canonical, marks, plain
from alliances.documents.text.merging import merge
from alliances.documents.text.tree import blocks, joined, tidy, words

BASE = tidy(
    "<p>Bank sampah ramai pada tahun pertama lalu sepi begitu pendampingnya pergi.</p>"
    "<p>Yang bertahan adalah yang desanya punya peraturan desa sendiri.</p>"
)
WORD = st.sampled_from(["desa", "sampah", "truk", "timbang", "warga", "ibu", "angkut"])
LINE = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
BODY = st.lists(LINE, min_size=0, max_size=5).map(
    lambda lines: "\n".join(f"<p>{line}</p>" for line in lines)
)


def test_changes_in_different_paragraphs_are_merged():
    mine = BASE.replace("tahun pertama", "dua tahun pertama")
    theirs = BASE.replace("peraturan desa sendiri", "peraturan desa dan anggaran")

    merged = merge(BASE, mine, theirs)

    assert merged is not None
    assert "dua tahun pertama" in merged
    assert "peraturan desa dan anggaran" in merged


def test_far_words_of_one_paragraph_are_merged_and_near_ones_are_not():
    mine = BASE.replace("Bank sampah", "Bank sampah desa")
    far = BASE.replace("pendampingnya pergi", "pendampingnya pindah")
    near = BASE.replace("ramai pada", "penuh pada")

    assert merge(BASE, mine, far) == mine.replace("pergi", "pindah")
    assert merge(BASE, mine, near) is None


def test_what_both_add_at_the_end_stays_theirs_first():
    mine = BASE + "\n<p>Dari saya.</p>"
    theirs = BASE + "\n<p>Dari kawan.</p>"

    merged = merge(BASE, mine, theirs)

    assert merged == BASE + "\n<p>Dari kawan.</p>\n<p>Dari saya.</p>"


def test_tags_that_would_not_close_are_no_merge():
    base = "<p>satu dua tiga empat lima enam tujuh delapan sembilan sepuluh</p>"
    mine = base.replace("satu", "<strong>satu").replace("sepuluh", "sepuluh</strong>")
    theirs = base.replace("lima enam", "lima</p><p>enam")

    merged = merge(base, mine, tidy(theirs))

    assert merged is None or blocks(tidy(merged)) == blocks(merged)


@given(BODY, BODY, BODY)
@settings(max_examples=300, deadline=None)
def test_a_merge_keeps_every_word_that_either_added(base, mine, theirs):
    merged = merge(base, mine, theirs)

    if merged is None:
        return
    had, got = words(base).split(), words(merged).split()
    for side in (mine, theirs):
        for word in set(words(side).split()):
            if side.count(word) and word not in had:
                assert word in got
    assert tidy(merged) == merged
    assert set(got) <= set(words(base + mine + theirs).split())


@given(BODY, BODY)
@settings(max_examples=150, deadline=None)
def test_what_one_side_left_alone_is_the_others(base, other):
    assert merge(base, base, other) == other
    assert merge(base, other, base) == other
    assert merge(base, other, other) == other


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_tidy_text_splits_into_the_same_blocks_again(text):
    once = tidy(f"<p>{text}</p>{text}<ul><li>{text}</ul>")

    assert tidy(once) == once
    assert joined(blocks(once)) == once


@given(BODY, BODY)
@settings(max_examples=150, deadline=None)
def test_marks_are_as_many_as_paragraphs_and_never_twice(before, after):
    old = [marks.fresh() for _ in blocks(before)]

    carried = marks.carry(blocks(before), old, blocks(after))

    assert len(carried) == len(blocks(after)) == len(set(carried))


def test_a_paragraph_keeps_its_name_when_it_is_edited_or_moved():
    before = blocks(BASE)
    edited = [
        before[0].replace("ramai", "penuh"),
        "<p>Baru sama sekali.</p>",
        before[1],
    ]

    carried = marks.carry(before, ["satu", "dua"], edited)
    moved = marks.carry(before, ["satu", "dua"], before[::-1])

    assert (carried[0], carried[2]) == ("satu", "dua")
    assert moved == ["dua", "satu"]


def test_a_comment_finds_its_paragraph_by_name_and_by_words():
    here = anchoring.Paragraphs(BASE, ["satu", "dua"])
    quote = "peraturan desa sendiri"
    changed = anchoring.Paragraphs(BASE.replace("sendiri", "bersama"), ["satu", "dua"])
    moved = anchoring.Paragraphs(BASE, ["satu", "lain"])
    gone = anchoring.Paragraphs("<p>Kosong.</p>", ["tiga"])

    assert here.place_of("dua", quote) == anchoring.Place(1, "here")
    assert changed.place_of("dua", quote) == anchoring.Place(1, "changed")
    assert moved.place_of("dua", quote) == anchoring.Place(1, "moved")
    assert gone.place_of("dua", quote) == anchoring.Place(None, "lost")


def test_plain_text_that_comes_back_untouched_changes_nothing():
    html = tidy(
        "<h3>Angka</h3><p>Satu <strong>tebal</strong> dan <a href='https://a.id'>sini"
        "</a>.</p><ul><li>Satu<li>Dua</ul><table><tr><td colspan='2'>Isi</td></tr>"
        "</table><p>1. bukan daftar * bintang _garis_</p>"
    )

    text = plain.written(html)

    assert plain.read(text, html) == html
    assert "**tebal**" in text
    assert "colspan" not in text


def test_one_word_mended_in_plain_text_leaves_the_rest_to_the_letter():
    html = tidy(
        "<p>Satu <u>garis</u>.</p><p>Dua kata.</p>"
        "<table><tr><td rowspan='2'>A</td><td>B</td></tr></table>"
    )

    text = plain.written(html).replace("Dua kata", "Dua **kata** baru")

    assert plain.read(text, html) == html.replace(
        "Dua kata", "Dua <strong>kata</strong> baru"
    )


@given(st.lists(st.text(alphabet="aku *_#>-1.[]`~\\<&", max_size=30), max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_paragraphs_survive_the_way_to_a_phone_and_back(lines):
    html = tidy("".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in lines))

    assert plain.read(plain.written(html), html) == html


def test_the_digest_is_of_a_text_that_all_can_read():
    content = {
        "kind": "brief",
        "title": "Judul",
        "summary": "",
        "sections": [{"key": "a", "title": "Masalah", "body": BASE, "marks": []}],
    }
    other = {**content, "title": "Judul lain"}

    assert canonical.text(content).startswith("lokadaya-naskah-1\nbrief\nJudul\n")
    assert len(canonical.digest(content)) == 64
    assert canonical.digest(content) != canonical.digest(other)
