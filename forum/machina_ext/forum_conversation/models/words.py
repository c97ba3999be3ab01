"""Rendered words as readers see them."""

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common import richtext


def shown_html(rendered: str, named: Iterable[tuple[str, str]]) -> SafeString:
    """Rendered words, with links for who is named, cleaned once more."""
    return mark_safe(richtext.clean(link_names(rendered, named)))  # noqa: S308


def link_names(html: str, named: Iterable[tuple[str, str]]) -> str:
    """Names that were recognised become links. The result must still be cleaned."""
    urls = {str(escape(words)): escape(url) for words, url in named}
    if not urls:
        return html
    names = "|".join(re.escape(each) for each in sorted(urls, key=len, reverse=True))

    def linked(found: re.Match[str]) -> str:
        name = found[1]
        return f'<a href="{urls[name]}">{name}</a>' if name else found[0]

    return re.sub(rf"<[^>]*>|({names})", linked, html)
