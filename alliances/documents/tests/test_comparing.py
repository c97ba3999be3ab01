"""Comparing two versions: what came, went, moved and changed, in every part of them."""

import time

from alliances.documents.text import comparing


def make_pages(count, word):
    """About four hundred words a page, in paragraphs of eighty."""
    lines = [
        " ".join(f"{word}{(page * 7 + n) % 97}" for n in range(80))
        for page in range(count * 5)
    ]
    return {
        "kind": "paper",
        "title": "Naskah",
        "summary": "",
        "sections": [
            {
                "key": "a",
                "title": "Isi",
                "body": "\n".join(f"<p>{line}</p>" for line in lines),
                "marks": [f"m{n}" for n in range(len(lines))],
            }
        ],
    }


def test_a_whole_rewritten_document_is_compared_within_its_bound():
    started = time.process_time()

    parts = comparing.compare(make_pages(30, "lama"), make_pages(30, "baru"))

    assert time.process_time() - started < 5
    assert parts[0].changes == 150


def test_words_that_came_and_went_are_told():
    before, after = make_pages(1, "k"), make_pages(1, "k")
    section = after["sections"][0]
    section["body"] = section["body"].replace("k3 ", "baru ", 1)

    [part] = comparing.compare(before, after)
    runs = next(block for block in part.blocks if block.is_changed).runs

    assert [run.text.strip() for run in runs if run.state == "gone"] == ["k3"]
    assert [run.text.strip() for run in runs if run.state == "new"] == ["baru"]
    assert part.changes == 1


def make_content(body, marks):
    section = {"key": "a", "title": "Isi", "body": body, "marks": marks}
    return {"sections": [section]}


def said(part, state):
    return [
        run.text.strip()
        for block in part.blocks
        for run in block.runs
        if run.state == state
    ]


def test_one_word_of_a_long_list_or_table_is_told_as_one_word():
    items = [f"butir {n} tentang dusun ke-{n} dan truknya" for n in range(150)]
    rows = [f"<td>dusun {n}</td><td>{n * 7} ton sampah kering</td>" for n in range(150)]
    before = (
        f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>\n"
        f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    )
    after = before.replace("dusun ke-77 dan", "desa ke-77 dan").replace(
        "<td>dusun 99</td>", "<td>dukuh 99</td>"
    )

    [part] = comparing.compare(
        make_content(before, ["a", "b"]), make_content(after, ["a", "b"])
    )

    assert said(part, "gone") == ["dusun", "dusun"]
    assert said(part, "new") == ["desa", "dukuh"]
    assert part.changes == 2


def test_items_that_come_and_go_leave_the_others_as_they_were():
    before = "<ul><li>satu dua tiga</li><li>empat lima</li><li>enam tujuh</li></ul>"
    after = (
        "<ul><li>baru sama sekali<ul><li>di dalamnya</li></ul></li>"
        "<li>satu dua tiga belas</li><li>enam tujuh</li></ul>"
    )

    [part] = comparing.compare(make_content(before, ["a"]), make_content(after, ["a"]))

    assert said(part, "new") == ["baru sama sekali", "di dalamnya", "belas"]
    assert said(part, "gone") == ["empat lima"]
    assert "enam tujuh" in said(part, "same")


def test_a_list_that_is_only_numbered_now_has_another_shape():
    [part] = comparing.compare(
        make_content("<ul><li>satu</li></ul>", ["a"]),
        make_content("<ol><li>satu</li></ol>", ["a"]),
    )

    assert [(block.shape, block.is_changed) for block in part.blocks] == [(True, True)]


def test_what_moved_is_told_whole_sections_and_paragraphs():
    one, two, three = ({"key": k, "title": k, "body": "", "marks": []} for k in "abc")
    paragraphs = "<p>satu</p>\n<p>dua</p>\n<p>tiga</p>"
    turned = "<p>tiga</p>\n<p>satu</p>\n<p>dua</p>"

    parts = comparing.compare(
        {"sections": [one, two, three]}, {"sections": [three, one, two]}
    )
    [part] = comparing.compare(
        make_content(paragraphs, ["x", "y", "z"]), make_content(turned, ["z", "x", "y"])
    )

    assert [(part.moved, part.changes) for part in parts] == [
        (True, 1),
        (False, 0),
        (False, 0),
    ]
    assert [block.moved for block in part.blocks] == [True, False, False]


def test_title_kind_and_summary_are_compared_too():
    before = ("Bank sampah desa", "Ringkasan kebijakan", "")
    lines = comparing.of_faces(before, ("Bank sampah kota", *before[1:]))

    assert [line.is_changed for line in lines] == [True, False]
    assert not any(line.is_changed for line in comparing.of_faces(before, before))
