"""Typing into a section: a lock that expires, and words that always find a place.

While somebody types, all they have is kept as their draft. It is put into the section
when they are done, or when they have given no sign of life for as long as a lock holds;
with what others wrote meanwhile it is merged, or it stands beside the section as an
alternative (docs/decisions/0230-late-words-are-merged-or-kept.md).
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import news, shelf, versions
from alliances.documents.models import Alternative, Draft, Section, SectionRevision
from alliances.documents.models.section import HELD_FOR
from alliances.documents.permissions import can_write
from alliances.documents.text import plain
from alliances.documents.text.merging import merge
from alliances.documents.text.tree import tidy
from common.decisions import Refused, require

logger = logging.getLogger(__name__)

# A sitting that was settled so long ago is over.
FORGOTTEN_AFTER = timedelta(days=30)
Became = Literal["same", "written", "merged", "beside"]


@dataclass(frozen=True)
class Typed:
    """What a browser sends: all that stands in its field, begun from a revision.

    `turn` counts what one sitting sends, so that what comes late changes nothing. A
    page that was shown the words of another sitting `continues` it from that turn.
    """

    sitting: UUID
    revision: int
    turn: int
    text: str
    is_plain: bool = False
    continues: UUID | None = None
    continues_turn: int = 0


@transaction.atomic
def hold(*, author: User, section: Section) -> User | None:
    """Take the section in hand, if it is free; answers whose hand it is in."""
    section = shelf.locked_section(section)
    require(can_write(author, section.document))
    _hold(section, author)
    return section.holder()


@transaction.atomic
def keep(*, author: User, section: Section, typed: Typed) -> Draft:
    """Keep what is being typed. It is a sign of life: the lock holds on."""
    if typed.continues is not None:
        shelf.locked(section.document)
    section = shelf.locked_section(section)
    require(can_write(author, section.document))
    _hold(section, author)
    return _kept(author, section, typed)


@transaction.atomic
def finish(*, author: User, section: Section, typed: Typed) -> Became:
    """Put what was typed into the section, and let go of it."""
    document = shelf.locked(section.document)
    section = shelf.locked_section(section)
    require(can_write(author, document))
    draft = _kept(author, section, typed)
    became = _settle(draft, section)
    if section.held_by_id == author.pk:
        _let_go(section)
    if became in ("written", "merged"):
        versions.keep(document, author)
    return became


@transaction.atomic
def discard(*, author: User, section: Section, typed: Typed) -> None:
    """The author wants none of it: what was not yet put in is forgotten, and what the
    page was shown of an earlier sitting, unless another tab wrote on in that one.
    """
    section = shelf.locked_section(section)
    own = Q(sitting=typed.sitting) | Q(
        sitting=typed.continues, turn=typed.continues_turn
    )
    Draft.objects.filter(own, author=author, section=section).delete()
    if section.held_by_id == author.pk:
        _let_go(section)


def settle_left() -> int:
    """Put in what people left behind: whoever closed the page loses nothing."""
    still = timezone.now() - HELD_FOR
    left = Draft.objects.unsettled().filter(written_at__lte=still)
    settled = 0
    for pk in list(left.values_list("pk", flat=True)):
        try:
            settled += _settle_one(pk)
        except Exception:
            # The words of one wait for the next minute; those of others do not.
            logger.exception("draft %s could not be settled", pk)
    return settled


def forget_old() -> None:
    """Sittings long over; what they wrote stands in sections and alternatives."""
    old = Draft.objects.filter(written_at__lt=timezone.now() - FORGOTTEN_AFTER)
    old.exclude(pk__in=Draft.objects.unsettled().values("pk")).delete()


@transaction.atomic
def _settle_one(pk: int) -> bool:
    found = Draft.objects.select_related("section__document").filter(pk=pk).first()
    if found is None:
        return False
    document = shelf.locked(found.section.document)
    section = shelf.locked_section(found.section)
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if draft is None or draft.written_at > timezone.now() - HELD_FOR:
        return False
    if _settle(draft, section) in ("written", "merged"):
        versions.keep(document, draft.author)
    return True


def _kept(author: User, section: Section, typed: Typed) -> Draft:
    """The sitting's row with these words. The section's row must be locked."""
    now = timezone.now()
    draft = Draft.objects.filter(sitting=typed.sitting).first()
    if draft is None:
        draft = _begin(author, section, typed)
    elif draft.author_id != author.pk or draft.section_id != section.pk:
        raise Refused(_("Tulisan ini milik orang lain."))
    if typed.turn >= draft.turn:
        draft.text = _as_html(typed, draft)
        draft.turn = typed.turn
        draft.written_at = now
    draft.save()
    return draft


def _begin(author: User, section: Section, typed: Typed) -> Draft:
    """A sitting of its own, from the section's text, or from where another was left:
    what that one said finds its place first. Where it went on in another tab since, we
    do not know what this page was shown: its words can only stand beside.
    """
    base = origin = _begun_from(section, typed.revision)
    left = _left(author, section, typed)
    if left is not None:
        if _settle(left, section) in ("written", "merged"):
            versions.keep(section.document, author)
        origin = left.text
        base = origin if left.turn == typed.continues_turn else ""
    return Draft(
        sitting=typed.sitting,
        section=section,
        author=author,
        origin=origin,
        base=base,
        text=origin,
    )


def _left(author: User, section: Section, typed: Typed) -> Draft | None:
    if typed.continues is None:
        return None
    rows = Draft.objects.select_for_update(of=("self",))
    return rows.filter(sitting=typed.continues, author=author, section=section).first()


def _as_html(typed: Typed, draft: Draft) -> str:
    if typed.is_plain:
        return plain.read(typed.text, draft.text, draft.origin, draft.base)
    return tidy(typed.text)


def _begun_from(section: Section, revision: int) -> str:
    """The text that the browser was given. From none that we know nothing is taken
    for granted: then the words can only stand beside the section's.
    """
    if revision == section.revision:
        return section.body
    known = SectionRevision.objects.filter(section=section, number=revision)
    return known.values_list("body", flat=True).first() or ""


def _settle(draft: Draft, section: Section) -> Became:
    """Both rows are locked, and the document's."""
    became = _put_in(draft, section)
    draft.base = draft.text
    draft.save(update_fields=["base", "alternative"])
    return became


def _put_in(draft: Draft, section: Section) -> Became:
    if draft.text == draft.base:
        return "same"
    beside = draft.alternative
    if beside is not None and beside.is_waiting:
        beside.body, beside.written_at = draft.text, draft.written_at
        beside.save(update_fields=["body", "written_at"])
        return "beside"
    merged = merge(draft.base, draft.text, section.body)
    if merged is None:
        draft.alternative = Alternative.objects.create(
            section=section,
            author=draft.author,
            base=draft.base,
            body=draft.text,
            written_at=draft.written_at,
        )
        news.of_alternative(draft.alternative)
        return "beside"
    alone = merged == draft.text
    how = SectionRevision.How.WRITTEN if alone else SectionRevision.How.MERGED
    shelf.write(section, merged, draft.author, how)
    return "written" if alone else "merged"


def _hold(section: Section, author: User) -> None:
    if section.is_free_for(author):
        section.held_by, section.held_until = author, timezone.now() + HELD_FOR
        section.save(update_fields=["held_by", "held_until"])


def _let_go(section: Section) -> None:
    section.held_by = section.held_until = None
    section.save(update_fields=["held_by", "held_until"])
