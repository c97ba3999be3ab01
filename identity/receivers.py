"""What identity hears of: sign-in, sign-out, a new password, a suspended account."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import sessions_ended
from identity import sessions
from identity.actions import sign_out


@receiver(user_logged_in)
def begin_session(request: HttpRequest, **kwargs: Any) -> None:
    sessions.begin(request.session)


@receiver(user_logged_out)
def end_session(request: HttpRequest | None, **kwargs: Any) -> None:
    session = sessions.session_id(request.session) if request else None
    if session:
        sign_out.end_session(session=session)


@receiver([password_changed, password_reset, password_set])
def end_other_sessions(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Django lets a new password end the portal's other sessions without a signal."""
    sign_out.end_everywhere(person=user, but=sessions.session_id(request.session))


@receiver(post_save, sender=User)
def end_suspended_sessions(instance: User, **kwargs: Any) -> None:
    if not instance.is_active:
        sign_out.end_everywhere(person=instance)


@receiver(sessions_ended)
def end_all_sessions(person: User, **kwargs: Any) -> None:
    sign_out.end_everywhere(person=person)
