"""What alliances hear from below: who came and went, signed out, or was suspended."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import sessions_ended
from alliances import realtime
from alliances.actions import audiences
from network.models import Membership
from network.signals import membership_confirmed, membership_ended


@receiver([membership_confirmed, membership_ended])
def follow_membership(sender: Any, membership: Membership, **kwargs: Any) -> None:
    """Who came to or left an organisation comes to or leaves its alliances."""
    audiences.fill_for(membership.organization)


@receiver(user_logged_out)
def close_sockets_of_session(
    sender: type[User], request: HttpRequest, user: User | None, **kwargs: Any
) -> None:
    """The session is still known here; the sockets that it opened go with it."""
    if user is not None:
        realtime.signed_out(user.pk, request.session.session_key)


@receiver(post_save, sender=User)
def close_sockets_of_suspended(
    sender: type[User], instance: User, **kwargs: Any
) -> None:
    if not instance.is_active:
        realtime.look_again([instance.pk])


@receiver(sessions_ended)
def close_sockets_of_person(person: User, **kwargs: Any) -> None:
    realtime.signed_out(person.pk, None)
