"""Quoting a post: its words as a Markdown quote, under a link back to it."""

import re

from django.urls import reverse

from forum.models import Post

LONGEST_QUOTE = 1500
# What Markdown would read as more than a letter of a name.
MARKS = re.compile(r"([\\`*_\[\]<>~|])")


def quote(post: Post, *, name: str) -> str:
    """The whole post, without what it quotes itself, ready to write below."""
    said = [line for line in post.content.raw.split("\n") if line[:1] != ">"]
    words = "\n".join(said).strip()
    if len(words) > LONGEST_QUOTE:
        words = f"{words[:LONGEST_QUOTE].rstrip()} …"
    lines = [heading(post.pk, name=name), "", *words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def heading(post: int, *, name: str) -> str:
    """Who said it, leading to where it was said."""
    address = reverse("forum:post", args=[post])
    plain = MARKS.sub(r"\\\1", name)
    return f"[{plain}]({address}):"
