"""What every change of a document stands on: its locked rows, and a section's text."""

from django.utils import timezone

from accounts.models import User
from alliances.documents.models import Document, Section, SectionRevision
from alliances.documents.text import marks as paragraph_marks
from alliances.documents.text.tree import blocks


def locked(document: Document) -> Document:
    """The row that all who change a document take first: none wait crosswise."""
    rows = Document.objects.select_for_update(of=("self",))
    return rows.select_related("alliance", "edition", "published").get(pk=document.pk)


def locked_section(section: Section) -> Section:
    return Section.objects.select_for_update(of=("self",)).get(pk=section.pk)


def write(
    section: Section,
    body: str,
    author: User | None,
    how: str,
    *,
    marks: list[str] | None = None,
) -> None:
    """Give a section its next text. Its row must be locked; nothing if it has it."""
    if body == section.body and section.revision:
        return
    after = blocks(body)
    if marks is None or len(marks) != len(after):
        marks = paragraph_marks.carry(blocks(section.body), section.marks, after)
    section.body, section.marks = body, marks
    section.revision += 1
    section.edited_by, section.edited_at = author, timezone.now()
    section.save(update_fields=["body", "marks", "revision", "edited_by", "edited_at"])
    SectionRevision.objects.create(
        section=section,
        number=section.revision,
        body=body,
        how=how,
        made_by=author,
        made_at=section.edited_at,
    )
