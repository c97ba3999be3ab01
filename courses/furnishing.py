"""What a lesson shows of its course's media, put in when the lesson is read.

A stored text names media by plain means: a picture by its own address, everything else
by a link that stands alone in its paragraph. So a text is complete without this module;
with it pictures come in the width that fits, and nothing large before the tap.
"""

import re
from html import unescape
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from courses import figures
from courses.models import Media

KEY = r"(?P<key>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
PICTURE = re.compile(rf'<img [^>]*src="[^"]*/{KEY}-\d+\.webp"[^>]*>')
LINK = re.compile(
    rf'<p>\s*<a [^>]*href="[^"]*/belajar/media/{KEY}/"[^>]*>[^<]*</a>\s*</p>'
)
ALT = re.compile(r'alt="([^"]*)"')


def media_in(body: str) -> dict[str, Media]:
    """What the text shows, by key; no query when it shows nothing."""
    keys = {match["key"] for each in (PICTURE, LINK) for match in each.finditer(body)}
    if not keys:
        return {}
    return {str(media.key): media for media in Media.objects.filter(key__in=keys)}


def weigh(body: str) -> int:
    """How many bytes all that the text shows takes, once it is all loaded."""
    sizes = (media.size for media in media_in(body).values())
    return sum(sizes) + figures.weigh(body)


def furnish(body: str, *, saves_data: bool) -> SafeString:
    """The clean text with its media; with data saving even pictures wait for a tap."""
    known = media_in(body)

    def picture(match: re.Match[str]) -> str:
        media = known.get(match["key"])
        alt = ALT.search(match[0])
        words = unescape(alt[1]) if alt else ""
        context = {"media": media, "alt": words, "saves_data": saves_data}
        return _filled("courses/media/picture.html", context) if media else match[0]

    def figure(match: re.Match[str]) -> str:
        context = {"figure": match.groupdict(), "saves_data": saves_data}
        context["size"] = figures.size_at(match["url"])
        return _filled("courses/media/figure.html", context)

    def player(match: re.Match[str]) -> str:
        media = known.get(match["key"])
        if media is None or media.is_picture:
            return match[0]
        return _filled(f"courses/media/{media.family}.html", {"media": media})

    drawn = figures.STORED.sub(figure, body)
    return mark_safe(LINK.sub(player, PICTURE.sub(picture, drawn)))  # noqa: S308


def code_for(media: Media) -> str:
    """What an author puts into a text to show it."""
    return _filled("courses/media/code.html", {"media": media})


def _filled(template: str, context: dict[str, Any]) -> str:
    return render_to_string(template, context).strip()
