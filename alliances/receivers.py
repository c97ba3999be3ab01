"""What alliances hear from below: who came and went, and which rows are gone."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.signals import sessions_ended
from alliances import realtime
from alliances.actions import attaching, audiences, departing, joining
from alliances.models import MessageFile
from network.models import Membership, Organization
from network.signals import (
    membership_confirmed,
    membership_ended,
    organization_kind_changed,
    organization_unlisted,
)


@receiver(membership_confirmed)
def welcome_person(sender: Any, membership: Membership, **kwargs: Any) -> None:
    """Who came to an organisation comes to its alliances."""
    audiences.fill_for(membership.organization)


@receiver(membership_ended)
def follow_person(sender: Any, membership: Membership, **kwargs: Any) -> None:
    """Who left an organisation leaves its alliances."""
    for alliance in audiences.alliances_of(membership.organization):
        departing.depart(alliance=alliance, people=[membership.person_id])
        audiences.fill(alliance)


@receiver(organization_kind_changed)
def follow_kind(sender: Any, organization: Organization, **kwargs: Any) -> None:
    """Some rooms are for civil society: its people may be shut out of them, or come."""
    members = Membership.objects.confirmed().filter(organization=organization)
    people = list(members.values_list("person", flat=True))
    for alliance in audiences.alliances_of(organization):
        departing.depart(alliance=alliance, people=people)
        audiences.fill(alliance)


@receiver(organization_unlisted)
def follow_listing(
    sender: Any, organization: Organization, actor: User, **kwargs: Any
) -> None:
    """Only listed organisations are members of alliances."""
    joining.unlist(actor=actor, organization=organization)


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


@receiver(post_delete, sender=MessageFile)
def take_file_away(
    sender: type[MessageFile], instance: MessageFile, **kwargs: Any
) -> None:
    """Threads, rooms and alliances take many rows along; none may leave its file."""
    attaching.take_away(instance)
