"""Alternatives: taken, merged by hand, or set aside; never dropped."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import shelf, versions
from alliances.documents.models import Alternative, SectionRevision
from alliances.documents.permissions import can_write
from common import journal
from common.decisions import Refused, require

State = Alternative.State


@transaction.atomic
def adopt(*, author: User, alternative: Alternative) -> None:
    """It becomes the section's text; what stood there is in a version first."""
    _settle(author, alternative, State.ADOPTED)


@transaction.atomic
def set_aside(*, author: User, alternative: Alternative) -> None:
    """Out of the way; who wants it finds it in the history of the section."""
    _settle(author, alternative, State.ASIDE)


@transaction.atomic
def mark_merged(*, author: User, alternative: Alternative) -> None:
    """Somebody brought both together in the section's text by hand."""
    _settle(author, alternative, State.MERGED)


@transaction.atomic
def take_again(*, author: User, text: SectionRevision | Alternative) -> None:
    """From its history the section gets a text once more; what stood there joins it."""
    document = shelf.locked(text.section.document)
    section = shelf.locked_section(text.section)
    require(can_write(author, document))
    versions.replace(document, section, text.body, author, SectionRevision.How.RESTORED)
    journal.record(
        deed="documents.text_taken_again",
        subject=section,
        actor=author,
        revision=section.revision,
    )


def _settle(author: User, alternative: Alternative, state: str) -> None:
    document = shelf.locked(alternative.section.document)
    section = shelf.locked_section(alternative.section)
    alternative = Alternative.objects.select_for_update(of=("self",)).get(
        pk=alternative.pk
    )
    require(can_write(author, document))
    if not alternative.is_waiting:
        raise Refused(_("Versi lain ini sudah diputuskan."))
    if state == State.ADOPTED:
        how = SectionRevision.How.ADOPTED
        versions.replace(document, section, alternative.body, author, how)
    alternative.state = state
    alternative.settled_by, alternative.settled_at = author, timezone.now()
    alternative.save(update_fields=["state", "settled_by", "settled_at"])
    journal.record(
        deed=f"documents.alternative_{state}",
        subject=alternative,
        actor=author,
        person=alternative.author,
    )
