"""What people write is shown as they meant it, and never runs in anyone's browser."""

import re
import time

import pytest

from forum.markup import render
from forum.models import Post
from forum.tests.factories import make_reply, make_topic

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript&colon;alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVa\tScript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "![x](x' onerror='alert(1))",
    '![x](https://contoh.id/x.png "onload=alert(1)")',
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://contoh.id "a\\" onmouseover=alert(1) b")',
    '```"><script>alert(1)</script>\n```',
    "`<iframe src=javascript:alert(1)>`",
    "<style>body{display:none}</style>",
    "<form action=https://contoh.id><input name=sandi></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnirts<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_survives(text):
    html = render(text)

    # What is left are tags without handlers and addresses that can be opened.
    tags = re.findall(r"<[^>]*>", html)
    for tag in tags:
        assert not re.match(r"</?(script|img|iframe|svg|style|form|input)", tag)
        assert not re.search(r"\son\w+\s*=(?![^\"]*\"\s*(rel|>))", tag)
    for address in re.findall(r'href="([^"]*)"', html):
        assert address.startswith(("http://", "https://", "mailto:", "tel:"))


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_is_stored(text):
    post = make_reply(topic=make_topic(), body=text)

    stored = Post.objects.get(pk=post.pk)._content_rendered
    assert stored == render(text)


@pytest.mark.django_db
def test_what_was_put_into_the_table_by_other_means_is_cleaned_when_shown():
    post = make_reply(topic=make_topic())
    Post.objects.filter(pk=post.pk).update(_content_rendered="<script>x</script><b>y")

    assert Post.objects.get(pk=post.pk).html == "<b>y</b>"


def test_a_new_line_is_a_new_line():
    assert render("Satu\nDua") == "<p>Satu<br>\nDua</p>\n"


def test_markdown_is_for_who_knows_it():
    assert "<strong>tebal</strong>" in render("**tebal**")
    assert "<li>satu</li>" in render("- satu\n- dua")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        ">" * 20_000,
        "*a_" * 6_000,
        "`" * 20_000,
        "- " * 10_000,
        "![" * 10_000,
        "a" * 20_000,
        "<" * 20_000,
        "|a" * 10_000 + "\n" + "|-" * 10_000,
    ],
    ids=["[", ">", "*_", "`", "-", "![", "a", "<", "|"],
)
def test_no_text_keeps_the_server_busy(text):
    begun = time.process_time()

    render(text)

    assert time.process_time() - begun < 2
