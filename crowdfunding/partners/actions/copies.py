"""Keeping our copies of organisations as the letters describe them."""

import uuid as uuids

from django.db import transaction
from django.utils.text import slugify

from crowdfunding.partners.models import Partner


@transaction.atomic
def keep(
    *, uuid: uuids.UUID, name: str, kind: str, legal_form: str, regency_id: str | None
) -> Partner:
    """Make or refresh the copy. The slug stays: others may have linked to it."""
    partner, _made = Partner.objects.update_or_create(
        uuid=uuid,
        defaults={
            "name": name,
            "kind": kind,
            "legal_form": legal_form,
            "regency_id": regency_id,
            "is_stub": not (kind and regency_id),
        },
        create_defaults={
            "name": name,
            "slug": _free_slug(name, uuid),
            "kind": kind,
            "legal_form": legal_form,
            "regency_id": regency_id,
            "is_stub": not (kind and regency_id),
        },
    )
    return partner


def _free_slug(name: str, uuid: uuids.UUID) -> str:
    slug = slugify(name)[:160] or "mitra"
    if Partner.objects.filter(slug=slug).exists():
        return f"{slug}-{uuid.hex[:8]}"
    return slug
