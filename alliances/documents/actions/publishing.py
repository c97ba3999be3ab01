"""Editions: a text is fixed to be signed, and the public gets to read it."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import shelf, versions
from alliances.documents.actions.news import of_edition, of_publication
from alliances.documents.models import Document, ReviewRound, Version
from alliances.documents.permissions import can_publish
from common import journal
from common.decisions import Refused, require


@transaction.atomic
def open_signing(
    *, steward: User, document: Document, digest: str, news: str = ""
) -> Version:
    """Fix the text that the steward read, known by its digest, for names to be put
    under. It is not public yet.
    """
    document = shelf.locked(document)
    require(can_publish(steward, document))
    if versions.digest_of(document) != digest:
        raise Refused(_("Naskahnya baru saja berubah. Baca lagi sebelum dibekukan."))
    version = _edition(document, steward, news)
    of_edition(version)
    if not document.is_published:
        document.state = Document.State.SIGNING
    document.save(update_fields=["state", "edition"])
    _record("opened_for_signing", document, steward, version)
    return version


@transaction.atomic
def publish(*, steward: User, version: Version, news: str = "") -> Version:
    """Let everyone read exactly this edition, whatever has been written since."""
    document = shelf.locked(version.document)
    require(can_publish(steward, document))
    edition = document.edition
    if edition is None or edition.pk != version.pk:
        raise Refused(_("Yang dapat terbit hanyalah versi terakhir yang dibekukan."))
    if edition.published_at is not None:
        raise Refused(_("Versi ini sudah terbit."))
    edition.document = document
    edition.news = news or edition.news
    edition.published_at = timezone.now()
    edition.save(update_fields=["published_at", "news"])
    document.published, document.state = edition, Document.State.PUBLISHED
    document.save(update_fields=["published", "edition", "state"])
    ReviewRound.objects.running().filter(document=document).update(
        closed_at=timezone.now()
    )
    _record("published", document, steward, edition)
    of_edition(edition)
    of_publication(edition)
    return edition


def has_changed(document: Document) -> bool:
    """Whether the sections say something else than the last edition."""
    edition = document.edition
    if edition is None:
        return True
    return versions.digest_of(document) != edition.digest


def _edition(document: Document, steward: User, said: str) -> Version:
    if document.edition is not None and not has_changed(document):
        raise Refused(_("Naskahnya belum berubah sejak versi terakhir."))
    if not any(section.body for section in document.sections.standing()):
        raise Refused(_("Naskah ini masih kosong."))
    last = document.versions.aggregate(last=Max("edition"))["last"] or 0
    members = document.alliance.memberships.active().for_list()
    version = versions.take(
        document,
        steward,
        edition=last + 1,
        news=said,
        members=[membership.organization.name for membership in members],
    )
    document.edition = version
    document.save(update_fields=["edition"])
    return version


def _record(verb: str, document: Document, steward: User, version: Version) -> None:
    journal.record(
        deed=f"documents.{verb}",
        subject=document,
        actor=steward,
        edition=version.edition,
        digest=version.digest,
    )
