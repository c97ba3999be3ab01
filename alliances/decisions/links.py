"""The address of a new proposal about something, with what it is about signed inside.

What is proposed about has `alliance`, `get_absolute_url()` and `is_visible_to(user)`;
with a `room`, the proposal is for the people of that room alone.
"""

from urllib.parse import urlencode

from django.apps import apps
from django.core import signing
from django.db.models import Model
from django.urls import reverse

from alliances.models import Alliance

SALT = "musyawarah.subject"
PARAMETER = "tentang"


def propose_url(*, alliance: Alliance, subject: Model | None = None) -> str:
    address = reverse("decisions:new", args=[alliance.slug])
    if subject is None:
        return address
    return f"{address}?{urlencode({PARAMETER: sign_subject(subject)})}"


def sign_subject(subject: Model) -> str:
    named = f"{subject._meta.label_lower}:{subject.pk}"
    return signing.Signer(salt=SALT).sign(named)


def read_subject(signed: str) -> Model | None:
    """What a signed subject names, if it is still there. Raises `BadSignature`."""
    label, _colon, key = signing.Signer(salt=SALT).unsign(signed).partition(":")
    found: Model | None = apps.get_model(label)._default_manager.filter(pk=key).first()
    return found
