"""Telling the people of organisations what happens to a proposal, and the room."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from alliances.actions import rooms
from alliances.decisions.models import Proposal
from alliances.models import Room
from alliances.representation import listeners
from common.decisions import Refused
from network.models import Membership
from notices.actions import telling
from notices.actions.telling import Telling
from notices.kinds import Wish
from notices.readers import as_read_by


def tell(
    proposal: Proposal,
    people: Iterable[User],
    what: str,
    title: Any,
    text: Any = "",
    *,
    key: object = "",
    how: Wish = None,
    besides: User | None = None,
) -> None:
    """Once for each person, `what` and `key`, in the person's own language."""
    told = []
    for person in people:
        if besides is not None and person.pk == besides.pk:
            continue
        with as_read_by(person):
            told.append(
                Telling(
                    person_id=person.pk,
                    kind=f"alliances.decision.{what}",
                    title=str(title) % {"title": proposal.title},
                    text=str(text),
                    url=proposal.get_absolute_url(),
                    key=f"decisions.{what}:{proposal.pk}:{key}",
                    how=how,
                )
            )
    telling.tell_all(told)


def people_of(
    proposal: Proposal, organizations: QuerySet[Any, Any] | Iterable[int]
) -> QuerySet[User]:
    """Who speaks for these organisations and may read the proposal."""
    confirmed = Membership.objects.confirmed().filter(organization__in=organizations)
    people: QuerySet[User] = User.objects.active()
    people = people.filter(pk__in=confirmed.values("person"))
    if proposal.room is not None:
        return people.filter(pk__in=listeners(proposal.room).values("pk"))
    inside = User.objects.filter(audiences__name=proposal.alliance.audience_name)
    return people.filter(pk__in=inside.values("pk"))


def everyone(proposal: Proposal) -> QuerySet[User]:
    """All who may decide on it."""
    return people_of(proposal, proposal.voices.values("organization"))


def awaited(proposal: Proposal) -> QuerySet[User]:
    """The people of organisations that have not been heard."""
    silent = proposal.voices.filter(has_spoken=False)
    return people_of(proposal, silent.values("organization"))


def managers(proposal: Proposal) -> QuerySet[User]:
    """Who proposed it, and the stewards."""
    people: QuerySet[User] = User.objects.active()
    stewards = Q(stewardships__alliance=proposal.alliance_id)
    return people.filter(stewards | Q(pk=proposal.opened_by_id)).distinct()


def announce(proposal: Proposal, author: User, words: Any) -> None:
    """Say it where the alliance talks: in the proposal's room, or the first for all.

    Who may not speak there, or has said too much in this minute, says nothing. The
    proposal names its people, so it is said openly, also by who has a pseudonym there.
    """
    room = proposal.room or _first_room(proposal, author)
    if room is None:
        return
    title = proposal.title.replace("[", "(").replace("]", ")")
    said = str(words) % {"title": f"[{title}]({proposal.get_absolute_url()})"}
    try:
        with transaction.atomic():
            rooms.post_message(
                author=author, room=room, client_id=uuid4(), body=said, openly=True
            )
    except Refused:
        return


def _first_room(proposal: Proposal, author: User) -> Room | None:
    shared = (
        Room.objects.visible_to(author)
        .open()
        .filter(alliance=proposal.alliance_id, kind=Room.Kind.MEMBERS)
    )
    return shared.select_related("alliance").order_by("position", "pk").first()


def day(moment: datetime) -> str:
    """For the key of what is told again when a deadline moves."""
    return f"{moment:%Y%m%d%H%M}"
