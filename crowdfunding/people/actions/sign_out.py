"""Ending sessions: our own by the person, or by word from lokadaya.net."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from crowdfunding.people.models import HeardNotice, Person, SignedIn


class AlreadyHeard(Exception):
    """This very notice came before."""


@transaction.atomic
def forget_session(*, session_key: str | None) -> None:
    SignedIn.objects.filter(session_key=session_key).delete()


@transaction.atomic
def hear(*, claims: dict[str, Any]) -> int:
    """End what a verified logout token names; the number of sessions ended.

    Raises `AlreadyHeard` for a copy: someone who kept one could otherwise sign a
    person out again later.
    """
    try:
        with transaction.atomic():
            HeardNotice.objects.create(jti=claims["jti"], sid=claims.get("sid"))
    except IntegrityError as error:
        raise AlreadyHeard from error
    sessions = SignedIn.objects.filter(person__issuer=claims["iss"])
    if "sub" in claims:
        people = Person.objects.filter(issuer=claims["iss"], subject=claims["sub"])
        list(people.select_for_update())
        sessions = sessions.filter(person__subject=claims["sub"])
    if "sid" in claims:
        sessions = sessions.filter(sid=claims["sid"])
    engine = import_module(settings.SESSION_ENGINE)
    ended = list(sessions)
    for session in ended:
        engine.SessionStore(session.session_key).delete()
        session.delete()
    return len(ended)
