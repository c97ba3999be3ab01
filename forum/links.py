"""Addresses that other apps point to, with what they ask about signed inside."""

from urllib.parse import urlencode

from django.apps import apps
from django.core import signing
from django.db.models import Model, QuerySet
from django.urls import reverse

from common.prepared import prepared
from forum.models import Forum

SALT = "forum.origin"
PARAMETER = "asal"


def ask_url(*, place: str, origin: Model | None = None) -> str:
    """The page that opens a topic in that place, about that origin.

    A place that is not there (yet) leads to the list of forums, never to an error.
    """
    found = _found(place)
    if not found:
        return reverse("forum:index")
    forum = found[0]
    address = reverse("forum:new_topic", args=[forum.slug, forum.pk])
    if origin is None:
        return address
    return f"{address}?{urlencode({PARAMETER: sign_origin(origin)})}"


@prepared
def _found(place: str) -> QuerySet[Forum]:
    found: QuerySet[Forum] = Forum.objects.filter(place=place).only("pk", "slug")
    return found


def sign_origin(origin: Model) -> str:
    """A short text that names the origin and cannot be made up by anyone else."""
    return signing.Signer(salt=SALT).sign(f"{origin._meta.label_lower}:{origin.pk}")


def read_origin(signed: str) -> Model | None:
    """What a signed origin names, if it still exists. Raises `BadSignature`."""
    label, _colon, key = signing.Signer(salt=SALT).unsign(signed).partition(":")
    model = apps.get_model(label)
    found: Model | None = model._default_manager.filter(pk=key).first()
    return found
