"""What identity keeps inside a session of the portal."""

import uuid
from datetime import UTC, datetime

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

SESSION_ID = "identity.session"
SIGNED_IN_AT = "identity.signed_in_at"
ASKED_AT = "identity.asked_for_proof_at"
# allauth's own record of each time the person proved who they are.
PROOFS = "account_authentication_methods"


def begin(session: SessionBase) -> None:
    """Called at sign-in, so that all requests of the session agree on its id."""
    session.setdefault(SESSION_ID, str(uuid.uuid4()))
    session[SIGNED_IN_AT] = timezone.now().timestamp()


def known_id(session: SessionBase) -> uuid.UUID:
    """The session's id; a session from before there were ids gets one."""
    return uuid.UUID(session.setdefault(SESSION_ID, str(uuid.uuid4())))


def session_id(session: SessionBase) -> uuid.UUID | None:
    known = session.get(SESSION_ID)
    return uuid.UUID(known) if known else None


def authenticated_at(session: SessionBase) -> datetime:
    """When the person last proved who they are in this session."""
    moments = [float(proof.get("at") or 0) for proof in session.get(PROOFS, [])]
    moments.append(float(session.get(SIGNED_IN_AT) or 0))
    return datetime.fromtimestamp(max(moments), UTC)


def ask_for_proof(session: SessionBase) -> None:
    session[ASKED_AT] = timezone.now().timestamp()


def has_proved_since_asked(session: SessionBase) -> bool:
    """Asked once, answered once: however short max_age is, there is no going round."""
    asked = session.pop(ASKED_AT, None)
    return asked is not None and authenticated_at(session).timestamp() >= asked
