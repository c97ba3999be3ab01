"""Doing once what was asked more than once.

A request that carries an `Idempotency-Key` (header, or a hidden field of the same name
in lower case) is answered a second time with the first answer, for thirty days, after
the IETF draft "The Idempotency-Key HTTP Header Field". The key is written in the
transaction of its effect: either both are there, or neither.
"""

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from common import held_forms
from common.middleware import Answer
from common.models import KeyedRequest

HEADER = "Idempotency-Key"
# Who wrote what an outbox sends: the mark of the page that it was written on.
WRITER = "Outbox-Person"
FIELD = "idempotency_key"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
KEPT_FOR = timedelta(days=30)
LARGEST_KEPT_ANSWER = 64 * 1024


class IdempotencyMiddleware:
    """Remembers answers to a person's keyed requests and repeats them.

    A refusal or an error is not remembered: the same key may carry a corrected try.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        if _is_of_another(request):
            # As if nobody were signed in: it waits for the one who wrote it.
            return HttpResponse(status=401)
        key = _key(request)
        if key is None or not request.user.is_authenticated:
            return self.get_response(request)
        return self._once(request, request.user, key)

    def _once(self, request: HttpRequest, person: Any, key: uuid.UUID) -> HttpResponse:
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            kept = KeyedRequest.claim(person, key, fingerprint)
            if kept is None:
                used = KeyedRequest.objects.get(person=person, key=key)
                if used.fingerprint != fingerprint:
                    return _ask_again(request)
                return _repeat(used)
            response = self.get_response(request)
            if response.status_code >= 400 or response.streaming:
                transaction.set_rollback(True)
                return response
            kept.keep(response, LARGEST_KEPT_ANSWER)
        return response


def forget_old_keys() -> int:
    """Delete keys past their thirty days; the number deleted."""
    old = KeyedRequest.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _is_of_another(request: HttpRequest) -> bool:
    """Whether a phone that two people use sends one's words in the other's session."""
    writer = request.headers.get(WRITER)
    if not writer or not request.user.is_authenticated:
        return False
    known = (getattr(request.user, name, None) for name in ("sub", "subject"))
    return writer not in map(str, filter(None, known))


def _key(request: HttpRequest) -> uuid.UUID | None:
    value = request.headers.get(HEADER)
    if value is None and request.content_type in FORMS:
        value = request.POST.get(FIELD)
    try:
        return uuid.UUID(value) if value else None
    except ValueError:
        return None


def _fingerprint(request: HttpRequest) -> str:
    """What was asked, less what changes between two tries of the same thing."""
    asked = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", FIELD, held_forms.FIELD)
    )
    files = sorted(
        (name, file.name, file.size)
        for name, given in request.FILES.lists()
        for file in given
    )
    text = json.dumps([request.method, request.path, asked, files])
    return hashlib.sha256(text.encode()).hexdigest()


def _ask_again(request: HttpRequest) -> HttpResponse:
    """Other words under a used key, as from a page that was gone back to: shown once
    more, with a key of their own."""
    held = held_forms.sent_by(request)
    context = {"held": held, "is_second": True}
    return render(request, "held_form.html", context, status=422)


def _repeat(kept: KeyedRequest) -> HttpResponse:
    response = HttpResponse(
        bytes(kept.content), status=kept.status, content_type=kept.content_type
    )
    if kept.location:
        response.headers["Location"] = kept.location
    response.headers["Idempotent-Replay"] = "true"
    return response
