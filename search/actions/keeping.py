"""Keeping entries as the things are: written, written again, forgotten."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value

from search.models import Entry, Round, Word
from search.sources import SOURCES, Said, Source
from search.spelling import parts
from search.stems import stem, stems, words

BATCH = 500
NEWEST = 500
# Beyond these a text has said what it is about.
LONGEST_TEXT = 50_000
COLUMNS = (
    *("group", "place", "author", "at", "title", "url", "text", "words", "digest"),
)


def keep(*, kind: str, things: Sequence[int]) -> None:
    """Bring the entries of these things up to date; those that are gone are gone."""
    source = SOURCES[kind]
    _renew(source, set(things), source.things().filter(pk__in=things))


def keep_group(*, kind: str, group: int) -> None:
    """The same for all that is found as one."""
    entries = Entry.objects.filter(kind=kind, group=group).order_by("thing")
    things = list(entries.values_list("thing", flat=True))
    for first in range(0, len(things), BATCH):
        keep(kind=kind, things=things[first : first + BATCH])


def go_round(*, kind: str) -> None:
    """The newest things, and the next part of all there are, one after the other.

    What an action forgot to tell, or what was there before, is found that way.
    """
    source = SOURCES[kind]
    things = source.things().order_by("-pk").values_list("pk", flat=True)
    keep(kind=kind, things=list(things[:NEWEST]))
    reached, _made = Round.objects.get_or_create(kind=kind)
    for _part in range(20):
        if not _next_part(source, reached):
            break


def _next_part(source: Source, round_: Round) -> bool:
    """Whether there is more to come in this round."""
    things = source.things().filter(pk__gt=round_.reached).order_by("pk")
    keys = list(things.values_list("pk", flat=True)[:BATCH])
    entries = Entry.objects.filter(kind=source.kind, thing__gt=round_.reached)
    if len(keys) == BATCH:
        entries = entries.filter(thing__lte=keys[-1])
    known = set(entries.values_list("thing", flat=True))
    _renew(source, known | set(keys), source.things().filter(pk__in=keys))
    is_over = len(keys) < BATCH
    round_.reached = 0 if is_over else keys[-1]
    round_.save(update_fields=["reached"])
    return not is_over


def _renew(source: Source, keys: set[int], things: Any) -> None:
    said = {each.thing: each for each in source.say(list(things))}
    entries = Entry.objects.filter(kind=source.kind, thing__in=keys)
    known = {thing: bytes(d) for thing, d in entries.values_list("thing", "digest")}
    entries.filter(thing__in=known.keys() - said.keys()).delete()
    changed = [each for each in said.values() if known.get(each.thing) != each.digest]
    for first in range(0, len(changed), BATCH):
        _write(source, changed[first : first + BATCH], known)


@transaction.atomic
def _write(source: Source, said: list[Said], known: dict[int, bytes]) -> None:
    Entry.objects.bulk_create(
        [_entry(source, each) for each in said],
        update_conflicts=True,
        unique_fields=["kind", "thing"],
        update_fields=list(COLUMNS),
    )
    _learn(each for each in said if each.is_open and each.thing not in known)


def _entry(source: Source, said: Said) -> Entry:
    text = said.text[:LONGEST_TEXT]
    return Entry(
        kind=source.kind,
        thing=said.thing,
        group=said.group or said.thing,
        place=said.place,
        author=said.author,
        at=said.at,
        title=said.title[:255],
        url=said.url,
        text=text if source.keeps_text else "",
        words=_vector(said.title if said.owns_title else "", "A") + _vector(text, "D"),
        digest=said.digest,
    )


def _vector(text: str, weight: str) -> SearchVector:
    return SearchVector(Value(" ".join(stems(text))), config="simple", weight=weight)


def _learn(said: Iterable[Said]) -> None:
    """Their words, in the order of the words, so that nobody waits crosswise."""
    texts = (f"{each.title} {each.text[:LONGEST_TEXT]}".lower() for each in said)
    met = {found[0] for text in texts for found in words(text)}
    new = (word for word in sorted(met) if word.isalpha() and stem(word))
    Word.objects.bulk_create(
        [Word(word=word, stem=stem(word), parts=parts(word)) for word in new],
        ignore_conflicts=True,
    )
