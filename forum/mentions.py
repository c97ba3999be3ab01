"""Names in a post: "@Yohana Bura" is a person, "@Perkumpulan Tani" an organisation.

They are plain words: who knows nothing of it writes them by hand. A name that two bear
is that of the one who took part in the topic, else nobody's.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from forum.models import Forum, Post, Topic
from network.models import Audience, Membership, Organization

MOST_MENTIONS = 30
MOST_WORDS = 7
MOST_OFFERED = 6
AT = re.compile(r"(?<![\w@/.])@([^\W_][^\n@<>`\[\]()]{0,79})")
ENDINGS = " .,;:!?…\"'”’*_-"


def people_who_see(forum: Forum) -> QuerySet[User]:
    """Whom `visible_to` holds for: who is in each audience on the way to it."""
    people: QuerySet[User] = User.objects.active()
    closed = Forum.objects.filter(
        tree_id=forum.tree_id,
        lft__lte=forum.lft,
        rght__gte=forum.rght,
        audience__isnull=False,
    )
    for audience in Audience.objects.filter(pk__in=closed.values("audience")):
        people = people.filter(pk__in=audience.people().values("pk"))
    return people


def found_in(
    text: str, topic: Topic, *, most: int = MOST_MENTIONS
) -> list[dict[str, Any]]:
    """Who and what a text names, of those who may see the topic."""
    said = [_readings(match) for match in AT.findall(text)[:most]]
    if not said:
        return []
    wanted = {reading.lower() for readings in said for reading in readings}
    known = _people(wanted, topic) | _organizations(wanted)
    found = {}
    for readings in said:
        for reading in readings:
            named = known.get(reading.lower())
            if named is not None:
                found[reading] = {"words": f"@{reading}", **named}
                break
    return list(found.values())


def people_named(post: Post) -> set[int]:
    """Persons, and those who act for the organisations that a post names."""
    people = {each["person"] for each in post.mentions if "person" in each}
    named = [each["organization"] for each in post.mentions if "organization" in each]
    if named:
        acting = Membership.objects.confirmed().filter(organization__in=named)
        people |= set(acting.values_list("person", flat=True))
    return people


def offered(forum: Forum, begun: str) -> list[str]:
    """Names to choose from while one types, of who may see the forum."""
    begun = begun.strip()
    if len(begun) < 2:
        return []
    starts = Q(name__istartswith=begun) | Q(name__icontains=f" {begun}")
    people = people_who_see(forum).filter(starts).order_by("name", "pk")
    names = list(people.values_list("name", flat=True)[:MOST_OFFERED])
    listed = Organization.objects.listed().filter(starts).order_by("name", "pk")
    return names + list(listed.values_list("name", flat=True)[:MOST_OFFERED])


def _readings(rest: str) -> list[str]:
    """What the name may be, the longest first: nobody says where it ends."""
    words = rest.split(" ")[:MOST_WORDS]
    lengths = range(len(words), 0, -1)
    readings = (" ".join(words[:length]).rstrip(ENDINGS) for length in lengths)
    return [reading for reading in readings if reading]


def _people(wanted: Iterable[str], topic: Topic) -> dict[str, dict[str, Any]]:
    there = people_who_see(topic.forum).annotate(said=Lower("name"))
    bearers: dict[str, list[User]] = {}
    for person in there.filter(said__in=wanted):
        bearers.setdefault(person.name.lower(), []).append(person)
    shared = {p.pk for people in bearers.values() if len(people) > 1 for p in people}
    wrote: set[int] = set()
    if shared:
        posts = topic.posts.filter(poster__in=shared).order_by()
        wrote = set(posts.values_list("poster", flat=True))
    named = {}
    for name, people in bearers.items():
        those = [p for p in people if p.pk in wrote] if len(people) > 1 else people
        if len(those) == 1:
            url = those[0].get_absolute_url()
            named[name] = {"url": url, "person": those[0].pk}
    return named


def _organizations(wanted: Iterable[str]) -> dict[str, dict[str, Any]]:
    listed = Organization.objects.listed().annotate(said=Lower("name"))
    return {
        each.name.lower(): {"url": each.get_absolute_url(), "organization": each.pk}
        for each in listed.filter(said__in=wanted)
    }
