"""The sections of a document as who writes them sees them."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from alliances.documents.models import Alternative, Comment, Document, Section
from alliances.documents.text.anchoring import Paragraphs
from alliances.documents.text.tree import blocks


@dataclass(frozen=True)
class Paragraph:
    mark: str
    html: SafeString
    comments: int


@dataclass(frozen=True)
class Bench:
    """One section, who writes in it, and what waits beside it."""

    section: Section
    paragraphs: list[Paragraph]
    alternatives: list[Alternative]
    comments: int
    holder: User | None


def benches(document: Document) -> list[Bench]:
    """Three queries, however many sections."""
    sections = list(document.sections.for_workshop())
    waiting: dict[int, list[Alternative]] = {}
    beside = Alternative.objects.waiting().filter(section__document=document)
    for alternative in beside.select_related("author").order_by("written_at", "pk"):
        waiting.setdefault(alternative.section_id, []).append(alternative)
    said: dict[int, list[Comment]] = {}
    for comment in Comment.objects.open().filter(section__document=document):
        said.setdefault(comment.section_id, []).append(comment)
    return [
        _bench(section, waiting.get(section.pk, []), said.get(section.pk, []))
        for section in sections
    ]


def _bench(section: Section, waiting: list[Alternative], said: list[Comment]) -> Bench:
    paragraphs = Paragraphs(section.body, section.marks)
    at = Counter(paragraphs.place_of(one.mark, one.quote).at for one in said)
    return Bench(
        section=section,
        paragraphs=[
            Paragraph(
                mark=section.marks[n] if n < len(section.marks) else "",
                html=mark_safe(block),  # noqa: S308 - cleaned when it was stored
                comments=at[n],
            )
            for n, block in enumerate(blocks(section.body))
        ],
        alternatives=waiting,
        comments=len(said),
        holder=section.holder(timezone.now()),
    )
