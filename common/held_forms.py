"""Forms submitted after their session had ended: held until the writer is back.

A form that carries `written_by` (the person, signed) is kept in the new, still
anonymous session and shown again after sign-in, to its writer only. With scripts the
outbox does the same on the phone; this is for browsers without.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.shortcuts import resolve_url

FIELD = "written_by"
SESSION_KEY = "held_form"
LARGEST = 200_000
UNSEEN = {"csrfmiddlewaretoken", "idempotency_key", FIELD}
_signer = Signer(salt="common.held_forms")


@dataclass(frozen=True)
class HeldForm:
    path: str
    fields: list[tuple[str, str]]
    # Files are not held; the page says so.
    had_files: bool = False

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What a person would miss: the longer texts."""
        return [f for f in self.fields if f[0] not in UNSEEN and len(f[1]) > 20]

    @property
    def rest(self) -> list[tuple[str, str]]:
        seen = self.typed
        return [f for f in self.fields if f not in seen and f[0] not in UNSEEN]


def signature(user: AbstractBaseUser | AnonymousUser | None) -> str:
    if user is None or user.pk is None:
        return ""
    return _signer.sign(str(user.pk))


def hold(request: HttpRequest) -> bool:
    """Keep the form in the session, if it says who wrote it; whether it was kept."""
    if request.method != "POST" or not _writer(request.POST.get(FIELD, "")):
        return False
    fields = _fields(request)
    if sum(len(value) for _name, value in fields) > LARGEST:
        return False
    request.session[SESSION_KEY] = {
        "path": request.get_full_path(),
        "fields": fields,
        "had_files": bool(request.FILES),
    }
    return True


def held_for(request: HttpRequest) -> HeldForm | None:
    """The held form of the person who is asking, taken out of the session."""
    kept: dict[str, Any] | None = request.session.pop(SESSION_KEY, None)
    if kept is None:
        return None
    fields = [(str(name), str(value)) for name, value in kept["fields"]]
    writer = next((value for name, value in fields if name == FIELD), "")
    if _writer(writer) != str(request.user.pk):
        return None
    had_files = kept.get("had_files", False)
    return HeldForm(path=kept["path"], fields=fields, had_files=had_files)


def sent_by(request: HttpRequest) -> HeldForm | None:
    """What this very request brought, for an answer that has no form of its own."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    if _writer(request.POST.get(FIELD, "")) != str(request.user.pk):
        return None
    path, had_files = request.get_full_path(), bool(request.FILES)
    return HeldForm(path=path, fields=_fields(request), had_files=had_files)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    lists = request.POST.lists()
    return [(name, str(value)) for name, values in lists for value in values]


def sign_in_address() -> str:
    query = urlencode({"next": resolve_url("held_form")})
    return f"{resolve_url(settings.LOGIN_URL)}?{query}"


def _writer(value: str) -> str:
    try:
        return str(_signer.unsign(value))
    except BadSignature:
        return ""
