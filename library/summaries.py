"""What the library's pages show over several tables."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Func
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Course
from library.models import Citation, Item

MOST_CITATIONS = 20


@dataclass(frozen=True)
class Cited:
    """One place in which an item is cited."""

    title: str
    about: str
    url: str
    icon: str


@dataclass(frozen=True)
class Reference:
    """How an item is cited: as a forum takes it, as an editor does, and in words."""

    address: str
    markdown: str
    html: SafeString
    words: str


def capacities() -> list[str]:
    """What courses build, and what items are tagged with besides."""
    courses = Course.objects.published().exclude(capacity="").order_by()
    named = courses.values_list("capacity").distinct()
    tagged = Item.objects.order_by().values_list(
        Func(F("capacities"), function="unnest")
    )
    return sorted(name for (name,) in named.union(tagged))


def cited_in(item: Item, user: User | AnonymousUser) -> list[Cited]:
    """The lessons and topics that name it, as far as this reader may know of them."""
    citations = (
        Citation.objects.visible_to(user)
        .filter(item=item)
        .select_related("activity__module__course", "topic__forum")
        .order_by("-pk")
    )
    return [_cited(citation) for citation in citations[:MOST_CITATIONS]]


def reference(item: Item) -> Reference:
    """The address is whole, so that it also works outside the portal."""
    address = urljoin(settings.PORTAL_URL, item.get_absolute_url())
    title = item.title.replace("[", "(").replace("]", ")")
    when = f" ({item.year})" if item.year else ""
    whose = f"{item.authors}{when}. " if item.authors else ""
    return Reference(
        address=address,
        markdown=f"[{title}{'' if whose else when}]({address})",
        html=format_html('<a href="{}">{}</a>', address, item.title),
        words=_("%(whose)s%(title)s. Pustaka Lokadaya, %(address)s")
        % {"whose": whose, "title": item.title, "address": address},
    )


def _cited(citation: Citation) -> Cited:
    if citation.activity is not None:
        step = citation.activity
        return Cited(
            step.title, str(step.module.course), step.get_absolute_url(), "book"
        )
    topic = citation.topic
    assert topic is not None
    return Cited(topic.subject, str(topic.forum), topic.get_absolute_url(), "forum")
