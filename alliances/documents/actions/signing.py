"""Putting an organisation's name under an edition, and taking it back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances.documents.actions import news, shelf
from alliances.documents.models import Signature, Version
from alliances.documents.permissions import can_sign, can_withdraw
from common import journal
from common.decisions import require
from network.models import Organization


@transaction.atomic
def sign(
    *, person: User, version: Version, organization: Organization, role: str
) -> Signature:
    """The organisation's word for exactly this text.

    The document's row is locked before the rule is asked: of two people who sign for
    one organisation at once, the second is told that it has signed; and no newer
    edition is opened in between.
    """
    version.document = shelf.locked(version.document)
    require(can_sign(person, version, organization))
    signature = Signature.objects.create(
        version=version,
        organization=organization,
        person=person,
        name=person.name,
        role=role,
        digest=version.digest,
    )
    journal.record(
        deed="documents.signed",
        subject=signature,
        actor=person,
        organization=organization.name,
        digest=version.digest,
    )
    news.of_signature(signature)
    return signature


@transaction.atomic
def withdraw(*, person: User, signature: Signature, reason: str) -> None:
    """Every word the organisation gave to this document ends; it stays to be seen."""
    document = shelf.locked(signature.version.document)
    signature = Signature.objects.select_related("organization", "version").get(
        pk=signature.pk
    )
    require(can_withdraw(person, signature))
    given = Signature.objects.standing().filter(
        version__document=document, organization=signature.organization
    )
    given.update(withdrawn_at=timezone.now(), withdrawn_by=person, withdrawal=reason)
    journal.record(
        deed="documents.signature_withdrawn",
        subject=signature,
        actor=person,
        reason=reason,
        organization=signature.organization.name,
    )
    signature.version.document = document
    news.of_withdrawal(signature, person, reason)
