"""Whom a dialogue concerns, and what they are told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.dialogues.models import Dialogue, Invitation
from common.templatetags.lokadaya import at
from network.models import Membership, Organization
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by

DAY = timedelta(days=1)


def people_of(organizations: Iterable[Organization | int]) -> QuerySet[User]:
    """Who belongs to these organisations, as their editors confirmed."""
    memberships = Membership.objects.confirmed().filter(organization__in=organizations)
    found: QuerySet[User] = User.objects.active().filter(memberships__in=memberships)
    return found.distinct()


def editors_of(organization: Organization) -> QuerySet[User]:
    confirmed = organization.memberships.confirmed()
    editors = confirmed.filter(role=Membership.Role.EDITOR)
    found: QuerySet[User] = User.objects.active().filter(memberships__in=editors)
    return found


def stewards_of(dialogue: Dialogue) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.active().filter(
        stewardships__alliance=dialogue.alliance_id
    )
    return found


def coming(dialogue: Dialogue) -> list[User]:
    """People of the organisations that said they would come, and the stewards."""
    answered = dialogue.invitations.filter(answer=Invitation.Answer.COMING)
    organizations = answered.values_list("organization", flat=True)
    invited = people_of([pk for pk in organizations if pk])
    return list({*invited, *stewards_of(dialogue)})


def say_invited(invitation: Invitation) -> None:
    if invitation.organization is None:
        return
    dialogue = invitation.dialogue
    for editor in editors_of(invitation.organization):
        with as_read_by(editor):
            when = {"time": at(dialogue.starts_at), "alliance": dialogue.alliance}
            telling.tell(
                person=editor,
                kind="alliances.invitation.dialogue",
                title=_("Undangan dialog: %(title)s") % {"title": dialogue.title},
                text=_("%(alliance)s mengundang Anda, %(time)s. Jawab di halamannya.")
                % when,
                url=dialogue.get_absolute_url(),
                key=f"dialogue:{dialogue.pk}:invited:{invitation.pk}",
            )


def remind(dialogue: Dialogue, people: list[User] | None = None) -> None:
    """A day ahead, to who will come; nothing once that day has begun."""
    due = dialogue.starts_at - DAY
    if due <= timezone.now():
        return
    for person in coming(dialogue) if people is None else people:
        with as_read_by(person):
            words = {"title": dialogue.title, "time": at(dialogue.starts_at)}
            telling.tell(
                person=person,
                kind="alliances.dialogue.soon",
                title=_("Besok: %(title)s") % words,
                text=_("Mulai %(time)s.") % words,
                url=dialogue.get_absolute_url(),
                key=_reminder(dialogue, dialogue.starts_at),
                due_at=due,
                until=dialogue.starts_at,
                how="now",
            )


def forget_reminders(dialogue: Dialogue, was: datetime) -> None:
    """Those of the hour that was planned until now."""
    for person in coming(dialogue):
        telling.withdraw(person=person, key=_reminder(dialogue, was))


def say_moved(dialogue: Dialogue) -> None:
    for person in coming(dialogue):
        with as_read_by(person):
            words = {"title": dialogue.title, "time": at(dialogue.starts_at)}
            telling.tell(
                person=person,
                kind="alliances.dialogue.moved",
                title=_("Dialog berubah: %(title)s") % words,
                text=_("Sekarang %(time)s, %(place)s.")
                % {**words, "place": dialogue.place or dialogue.address},
                url=dialogue.get_absolute_url(),
                key=f"dialogue:{dialogue.pk}:moved:{dialogue.version}",
                how="now",
            )


def say(dialogue: Dialogue, what: str, title: str, text: str) -> None:
    """The same words for everybody who said they would come."""
    telling.tell_all(
        [
            Telling(
                person_id=person.pk,
                kind=f"alliances.dialogue.{what}",
                title=title % {"title": dialogue.title},
                text=text,
                url=dialogue.get_absolute_url(),
                key=f"dialogue:{dialogue.pk}:{what}:{dialogue.version}",
            )
            for person in coming(dialogue)
        ]
    )


def _reminder(dialogue: Dialogue, starts_at: datetime) -> str:
    return f"dialogue:{dialogue.pk}:soon:{starts_at:%Y%m%d%H%M}"
