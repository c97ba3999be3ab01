"""Addresses in what people write: as typed, and as the page would link them."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings

from forum.markup import render

BARE = re.compile(r"(?:https?://|\bwww\.)[^\s<>()\[\]]*", re.IGNORECASE)
LINKED = re.compile(r'<a [^>]*?href="([^"]*)"')
OURS = {
    urlsplit(url).netloc for url in (settings.PORTAL_URL, settings.CROWDFUNDING_URL)
}


def number_in(body: str) -> int:
    """How many lead somewhere, each as often as it stands there."""
    return max(len(_typed(body)), len(_linked(body)))


def elsewhere(body: str) -> set[str]:
    """Those that lead away from our own pages."""
    found = {*_typed(body), *_linked(body)}
    return {each for each in found if _host_of(each) not in OURS}


def names_address(text: str) -> bool:
    return BARE.search(text) is not None


def _typed(body: str) -> list[str]:
    return [found.rstrip(".,;:!?*_") for found in BARE.findall(body)]


def _linked(body: str) -> list[str]:
    """Markdown writes one address in many ways; bare ones need no second look."""
    if "]" not in body and "<" not in body:
        return []
    shown = [unescape(found) for found in LINKED.findall(str(render(body)))]
    return [each for each in shown if _host_of(each)]


def _host_of(address: str) -> str:
    if address.lower().startswith("www."):
        address = f"//{address}"
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        # Nothing that a browser would follow to one of ours.
        return address
