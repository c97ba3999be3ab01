"""Beginning a document, and arranging its sections."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from alliances.documents.actions import shelf, versions
from alliances.documents.kinds import template
from alliances.documents.models import Document, Section
from alliances.documents.permissions import (
    can_choose_circle,
    can_displace,
    can_start,
    can_write,
)
from alliances.models import Alliance
from common import journal
from common.decisions import require

LONGEST_SLUG = 80


@transaction.atomic
def begin(
    *,
    author: User,
    alliance: Alliance,
    kind: str,
    title: str,
    summary: str = "",
    circle: str = Document.Circle.MEMBERS,
) -> Document:
    """A document with the sections of its kind, empty, and what they ask."""
    alliance = Alliance.objects.select_for_update().get(pk=alliance.pk)
    require(can_start(author, alliance))
    document = Document.objects.create(
        alliance=alliance,
        slug=_free_slug(alliance, title),
        kind=kind,
        title=title,
        summary=summary,
        circle=circle,
        created_by=author,
    )
    Section.objects.bulk_create(
        Section(
            document=document,
            title=outline.title,
            questions=list(outline.questions),
            position=position,
        )
        for position, outline in enumerate(template(kind).sections)
    )
    return document


@transaction.atomic
def describe(*, author: User, document: Document, **fields: Any) -> Document:
    """Title, summary, kind and circle. The address stays as it was given.

    Who may read the draft is for stewards to say, and journaled.
    """
    document = shelf.locked(document)
    require(can_write(author, document))
    circle = fields.get("circle", document.circle)
    if circle != document.circle:
        require(can_choose_circle(author, document))
        journal.record(
            deed="documents.circle_changed",
            subject=document,
            actor=author,
            before=document.circle,
            after=circle,
        )
    for name, value in fields.items():
        setattr(document, name, value)
    document.save(update_fields=list(fields))
    versions.keep(document, author)
    return document


@transaction.atomic
def add_section(*, author: User, document: Document, title: str) -> Section:
    document = shelf.locked(document)
    require(can_write(author, document))
    section = Section.objects.create(
        document=document, title=title, position=document.sections.count()
    )
    versions.keep(document, author)
    return section


@transaction.atomic
def rename_section(*, author: User, section: Section, title: str) -> None:
    document = shelf.locked(section.document)
    require(can_write(author, document))
    Section.objects.filter(pk=section.pk).update(title=title)
    versions.keep(document, author)


@transaction.atomic
def shift_section(*, author: User, section: Section, by: int) -> None:
    document = shelf.locked(section.document)
    require(can_write(author, document))
    order = list(document.sections.standing())
    at = next((n for n, one in enumerate(order) if one.pk == section.pk), None)
    if at is None or not 0 <= at + by < len(order):
        return
    order.insert(at + by, order.pop(at))
    for position, one in enumerate(order):
        one.position = position
    Section.objects.bulk_update(order, ["position"])
    versions.keep(document, author)


@transaction.atomic
def remove_section(*, author: User, section: Section) -> None:
    """Out of the document; its text and comments are kept and can be brought back.

    Not under the hands of somebody who writes in it.
    """
    document = shelf.locked(section.document)
    require(can_write(author, document))
    require(can_displace(author, shelf.locked_section(section)))
    Section.objects.filter(pk=section.pk).update(removed_at=timezone.now())
    versions.keep(document, author)


@transaction.atomic
def bring_back_section(*, author: User, section: Section) -> None:
    """To about where it stood."""
    document = shelf.locked(section.document)
    require(can_write(author, document))
    Section.objects.filter(pk=section.pk).update(removed_at=None)
    versions.keep(document, author)


def _free_slug(alliance: Alliance, title: str) -> str:
    """The words of the title; with a number if another has them. Pages have theirs."""
    begun = slugify(title)[:LONGEST_SLUG].strip("-") or "naskah"
    taken = set(
        alliance.documents.filter(slug__startswith=begun).values_list("slug", flat=True)
    ) | {"baru"}
    candidates = (begun if n == 1 else f"{begun}-{n}" for n in range(1, 10_000))
    return next(slug for slug in candidates if slug not in taken)
