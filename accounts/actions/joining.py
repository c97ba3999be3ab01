"""Joining Lokadaya: a new person, with the consent they gave."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.actions import leaving
from accounts.models import Consent, User
from common.models import Regency


@transaction.atomic
def register(
    *,
    name: str,
    email: str | None,
    phone: str | None,
    password: str,
    regency: Regency,
    language: str,
    privacy_version: str,
) -> User:
    """Make the person and keep which privacy notice they agreed to.

    E-mail and phone are unverified until the code that was sent to them comes back.
    """
    person = User.objects.create_user(
        name=name,
        email=email or None,
        phone=phone or None,
        password=password,
        regency=regency,
        language=language,
    )
    Consent.objects.create(person=person, version=privacy_version, language=language)
    return person


def forget_unverified() -> int:
    """Forget sign-ups whose code never came back; the number of them.

    The address may be a stranger's, or mistyped: it is nobody's to keep.
    """
    patience = timedelta(days=settings.UNVERIFIED_ACCOUNT_DAYS)
    old = User.objects.never_verified().filter(
        is_active=True, created_at__lt=timezone.now() - patience
    )
    keys = list(old.values_list("pk", flat=True).distinct())
    return sum(_forget_unverified(pk) for pk in keys)


@transaction.atomic
def _forget_unverified(pk: int) -> bool:
    """Asked once more under the lock: the code may be coming back at this moment."""
    User.objects.select_for_update().get(pk=pk)
    person = User.objects.never_verified().filter(pk=pk).first()
    if person is None:
        return False
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        # Somebody enrolled them by their address: that seat keeps its row.
        leaving.forget(person=person)
    return True
