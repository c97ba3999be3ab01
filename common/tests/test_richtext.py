"""HTML that people wrote never carries a script to other people."""

import pytest

from common import richtext


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        "<svg onload=alert(1)>",
        '<iframe src="https://contoh.id"></iframe>',
        '<p style="background:url(javascript:alert(1))">x</p>',
        '<a href="java&#x73;cript:alert(1)">x</a>',
    ],
)
def test_no_script_survives_cleaning(hostile):
    cleaned = richtext.clean(hostile).lower()

    assert "script" not in cleaned
    assert "onerror" not in cleaned
    assert "onload" not in cleaned
    assert "<iframe" not in cleaned


def test_cleaning_twice_changes_nothing():
    once = richtext.clean(
        "<h2>Judul</h2><p>Isi <b>tebal</b> &amp; <a href='https://contoh.id'>taut</a></p>"
    )

    assert richtext.clean(once) == once


def test_markdown_links_cannot_be_scripts():
    html = richtext.from_markdown("[x](javascript&colon;alert(1)) <b onclick=x>y</b>")

    assert "href" not in html
    assert "<b" not in html


def test_plain_text_keeps_words_apart():
    assert richtext.plain("<p>Satu</p><p>dua &amp; tiga</p>") == "Satu dua & tiga"


def test_a_table_too_wide_for_the_phone_is_scrolled_with_keys_too():
    written = "| Kebutuhan | Taksiran |\n|---|---|\n| Pipa | Rp 400.000 |"

    once = richtext.from_markdown(written)

    assert '<table tabindex="0">' in once
    assert richtext.clean(once) == once
