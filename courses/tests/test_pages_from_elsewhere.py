"""Pages of other systems: clean, and leading to what is here."""

import pytest

from courses.exchange import marked, pages

FILES = {"@@PLUGINFILE@@/a.jpg": "berkas/1", "ke-sana": "langkah/2"}


def cleaned(html):
    notes: list[str] = []
    return pages.lesson(html, FILES.get, notes), notes


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<h1>A</h1><h6>B</h6>", "<h2>A</h2><h4>B</h4>"),
        ("<div>satu</div><div>dua</div>", "<p>satu</p><p>dua</p>"),
        ('<p onclick="x()">a</p><script>b()</script>', "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p>a</p>"),
        ('<p><a href="../../mod/page">a</a></p>', "<p>a</p>"),
        (
            "<img src='@@PLUGINFILE@@/a.jpg' alt='\"a\" > b'>",
            '<img src="berkas/1" alt="&quot;a&quot; &gt; b">',
        ),
        ('<img src="data:image/png;base64,AAAA" alt="b">', "b"),
        (
            '<p><a href="ke-sana">ke <b>sana</b></a></p>',
            '<p><a href="langkah/2" rel="noopener noreferrer nofollow">ke <b>sana</b>'
            "</a></p>",
        ),
    ],
)
def test_a_page_keeps_what_a_lesson_can_hold(said, kept):
    assert cleaned(said)[0] == kept


def test_films_and_pictures_of_other_sites_become_links():
    html, notes = cleaned(
        '<iframe src="//video.contoh.id/embed/1"></iframe><img src="https://a.id/b.png">'
    )

    assert 'href="https://video.contoh.id/embed/1"' in html
    assert 'href="https://a.id/b.png"' in html
    assert "<img" not in html
    assert len(notes) == 2


def test_html_becomes_markdown_that_says_the_same():
    html = (
        "<h3>Langkah</h3><p>Tulis <strong>rencana</strong> *baru*.</p>"
        '<ol><li>satu</li><li>dua</li></ol><p><a href="langkah/2">lihat</a></p>'
    )

    assert marked.down(html) == (
        "### Langkah\n\nTulis **rencana** \\*baru\\*.\n\n1. satu\n2. dua\n\n"
        "[lihat](langkah/2)"
    )


def test_plain_words_become_paragraphs():
    assert pages.from_text("a < b\nc\n\nd", "plain") == "<p>a &lt; b<br>c</p><p>d</p>"
