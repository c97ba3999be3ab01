"""Keeping a document as it stands: by itself while people write, and by name."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import shelf
from alliances.documents.models import Document, Section, SectionRevision, Version
from alliances.documents.permissions import can_displace, can_write
from alliances.documents.text import canonical
from common import journal
from common.decisions import require

# One sitting of one person is one version, however often they save.
SITTING = timedelta(minutes=30)


def content_of(document: Document) -> dict[str, Any]:
    sections = document.sections.standing()
    return {
        "kind": document.kind,
        "title": document.title,
        "summary": document.summary,
        "sections": [
            {
                "key": str(section.key),
                "title": section.title,
                "body": section.body,
                "marks": section.marks,
            }
            for section in sections
        ],
    }


def digest_of(document: Document) -> str:
    """Of the text as it stands at this moment."""
    return canonical.digest(content_of(document))


def take(document: Document, author: User | None, **fields: Any) -> Version:
    """A version under the next number. The document's row must be locked."""
    content = content_of(document)
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return Version.objects.create(
        document=document,
        number=last + 1,
        content=content,
        digest=canonical.digest(content),
        made_by=author,
        made_at=timezone.now(),
        **fields,
    )


def keep(document: Document, author: User | None) -> None:
    """After every change: a new version, or the author's own of just now, brought up
    to date. The document's row must be locked.
    """
    now = timezone.now()
    Document.objects.filter(pk=document.pk).update(changed_at=now)
    last = document.versions.order_by("-number").first()
    if (
        last is None
        or not last.is_automatic
        or last.made_by_id != (author.pk if author else None)
        or last.made_at < now - SITTING
    ):
        take(document, author)
        return
    last.content = content_of(document)
    last.digest = canonical.digest(last.content)
    last.save(update_fields=["content", "digest"])


def settled(document: Document, author: User, name: str) -> Version:
    """The text as it stands, in a version that is never brought up to date: the last
    one if it is such, else a new one of that name. The document's row must be locked.
    """
    last = document.versions.order_by("-number").first()
    if last is None or last.is_automatic or last.digest != digest_of(document):
        return take(document, author, name=name)
    return last


def replace(
    document: Document, section: Section, body: str, author: User, how: str
) -> None:
    """Another text in the place of a section's, whose own is in a version first: one
    that the next change does not bring up to date. Both rows must be locked.
    """
    require(can_displace(author, section))
    name = _("Sebelum “%(section)s” diganti") % {"section": section.title[:90]}
    settled(document, author, name)
    shelf.write(section, body, author, how)
    keep(document, author)


@transaction.atomic
def name(*, author: User, document: Document, name: str) -> Version:
    """Keep what stands there now under a name; it is never brought up to date."""
    document = shelf.locked(document)
    require(can_write(author, document))
    return take(document, author, name=name)


@transaction.atomic
def restore(*, author: User, version: Version) -> None:
    """Write an old version over the sections. What stood there is a version first."""
    document = shelf.locked(version.document)
    require(can_write(author, document))
    for section in document.sections.standing().select_related("held_by"):
        require(can_displace(author, section))
    take(document, author)
    known = {str(section.key): section for section in document.sections.all()}
    now = timezone.now()
    for position, part in enumerate(version.sections):
        new = Section(document=document, key=part["key"])
        section = known.pop(part["key"], new)
        section.title, section.position = part["title"], position
        section.removed_at = None
        section.save()
        shelf.write(
            section,
            part["body"],
            author,
            SectionRevision.How.RESTORED,
            marks=part["marks"],
        )
    gone = [section.pk for section in known.values() if section.removed_at is None]
    document.sections.filter(pk__in=gone).update(removed_at=now)
    take(
        document, author, name=_("Dipulihkan dari %(label)s") % {"label": version.label}
    )
    Document.objects.filter(pk=document.pk).update(changed_at=now)
    journal.record(
        deed="documents.version_restored",
        subject=document,
        actor=author,
        version=version.number,
    )
