"""Whom a dialogue concerns, and what they are told."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances import crowds
from alliances.dialogues.models import Correction, Dialogue, Invitation, Record
from common.templatetags.lokadaya import at
from network.models import Membership, Organization
from notices.actions import telling
from notices.kinds import Wish
from notices.readers import as_read_by

DAY = timedelta(days=1)
EXCERPT = 300
Answer = Invitation.Answer


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


def concerned(dialogue: Dialogue) -> QuerySet[User]:
    """The people of organisations that will come, those who answer for the ones that
    have not answered, and the stewards.
    """
    return _with_stewards(dialogue, Q(pk__in=_guests(dialogue).values("pk")))


def present(dialogue: Dialogue) -> QuerySet[User]:
    """The people of organisations that would come or were there, and the stewards."""
    coming = dialogue.invitations.filter(answer=Answer.COMING)
    came = dialogue.attendees.exclude(organization=None)
    there = Q(organization__in=coming.values("organization")) | Q(
        organization__in=came.values("organization")
    )
    memberships = Membership.objects.confirmed().filter(there)
    return _with_stewards(dialogue, Q(pk__in=memberships.values("person")))


def has_guests(dialogue: Dialogue) -> bool:
    """Whether an invited organisation has somebody here who hears of it."""
    return _guests(dialogue).exists()


def _guests(dialogue: Dialogue) -> QuerySet[User]:
    invitations = dialogue.invitations.exclude(organization=None)
    coming = invitations.filter(answer=Answer.COMING).values("organization")
    waiting = invitations.filter(answer=Answer.WAITING).values("organization")
    memberships = Membership.objects.confirmed().filter(
        Q(organization__in=coming)
        | Q(organization__in=waiting, role=Membership.Role.EDITOR)
    )
    people: QuerySet[User] = User.objects.active()
    return people.filter(pk__in=memberships.values("person"))


def _with_stewards(dialogue: Dialogue, others: Q) -> QuerySet[User]:
    people: QuerySet[User] = User.objects.active()
    stewards = Q(stewardships__alliance=dialogue.alliance_id)
    return people.filter(others | stewards).distinct()


def _stewards(dialogue: Dialogue, *, besides: User | None) -> QuerySet[User]:
    people: QuerySet[User] = User.objects.active()
    people = people.filter(stewardships__alliance=dialogue.alliance_id)
    return people.exclude(pk=besides.pk) if besides else people


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
                key=_invited(invitation),
            )
    remind(dialogue, editors_of(invitation.organization))


def take_back(invitation: Invitation) -> None:
    """Who was asked, by an invitation that is there no more, need not be reminded."""
    if invitation.organization is None:
        return
    for editor in editors_of(invitation.organization):
        telling.withdraw(person=editor, key=_invited(invitation))
    dialogue = invitation.dialogue
    staying = concerned(dialogue).values("pk")
    _forget(dialogue, editors_of(invitation.organization).exclude(pk__in=staying))


def remind_as_answered(invitation: Invitation) -> None:
    """Whose organisation will come is reminded; whose will not, no longer."""
    dialogue, organization = invitation.dialogue, invitation.organization
    if organization is None:
        return
    if invitation.is_coming:
        remind(dialogue, people_of([organization]))
        return
    staying = concerned(dialogue).values("pk")
    _forget(dialogue, people_of([organization]).exclude(pk__in=staying))


def remind(dialogue: Dialogue, people: QuerySet[User] | None = None) -> None:
    """A day ahead, whom it concerns; nothing once that day has begun."""
    due = dialogue.starts_at - DAY
    if due <= timezone.now():
        return
    for person in concerned(dialogue) if people is None else people:
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
    for person in concerned(dialogue):
        telling.withdraw(person=person, key=_reminder(dialogue, was))


def _forget(dialogue: Dialogue, people: QuerySet[User]) -> None:
    for person in people:
        telling.withdraw(person=person, key=_reminder(dialogue, dialogue.starts_at))


def say_moved(dialogue: Dialogue) -> None:
    for person in concerned(dialogue):
        with as_read_by(person):
            words = {"title": dialogue.title, "time": at(dialogue.starts_at)}
            telling.tell(
                person=person,
                kind="alliances.dialogue.moved",
                title=_("Dialog berubah: %(title)s") % words,
                text=_("Sekarang %(time)s, %(minutes)s menit, %(place)s.")
                % {
                    **words,
                    "minutes": dialogue.lasts_minutes,
                    "place": dialogue.place or dialogue.address,
                },
                url=dialogue.get_absolute_url(),
                key=f"dialogue:{dialogue.pk}:moved:{dialogue.version}",
                how="now",
            )


def say_answered(invitation: Invitation) -> None:
    """To who arranges it, unless they answered themselves."""
    dialogue = invitation.dialogue
    title = gettext_lazy("%(who)s berhalangan: %(title)s")
    if invitation.is_coming:
        title = gettext_lazy("%(who)s akan hadir: %(title)s")
    crowds.tell(
        _stewards(dialogue, besides=invitation.answered_by),
        kind="alliances.dialogue.answer",
        title=title,
        text=invitation.note,
        named={"who": str(invitation), "title": dialogue.title},
        url=f"{dialogue.get_absolute_url()}#undangan",
        key=f"dialogue:{dialogue.pk}:answer:{invitation.pk}:{_moment(invitation)}",
    )


def say_corrected(correction: Correction) -> None:
    """To who writes the minutes; it waits for their answer."""
    dialogue = correction.record.dialogue
    crowds.tell(
        _stewards(dialogue, besides=correction.author),
        kind="alliances.dialogue.correction",
        title=gettext_lazy("%(who)s mengoreksi notula: %(title)s"),
        text=correction.text[:EXCERPT],
        named={"who": correction.on_behalf_of, "title": dialogue.title},
        url=f"{dialogue.get_absolute_url()}#notula",
        key=f"dialogue:{dialogue.pk}:correction:{correction.pk}",
    )


def say_decided(correction: Correction) -> None:
    """To who asked for it and still sees the dialogue; a letter shows it by itself."""
    dialogue, author = correction.record.dialogue, correction.author
    if author is None or author == correction.decided_by:
        return
    if not dialogue.is_visible_to(author):
        return
    title = gettext_lazy("Koreksi Anda tidak diterima: %(title)s")
    if correction.is_accepted:
        title = gettext_lazy("Koreksi Anda diterima: %(title)s")
    crowds.tell(
        [author],
        kind="alliances.dialogue.verdict",
        title=title,
        text=correction.answer,
        named={"title": dialogue.title},
        url=f"{dialogue.get_absolute_url()}#notula",
        key=f"dialogue:{dialogue.pk}:verdict:{correction.pk}",
    )


def say_rewritten(record: Record, steward: User) -> None:
    """Minutes that they may have read say something else. Who has not yet looked at the
    last change is not told of the next.
    """
    dialogue = record.dialogue
    say(
        dialogue,
        present(dialogue).exclude(pk=steward.pk),
        "rewritten",
        gettext_lazy("Notula berubah setelah diedarkan: %(title)s"),
        gettext_lazy("Baca apa yang berubah, dan kirim koreksi Anda bila perlu."),
        url=record.history_url,
        again=True,
    )


def say(
    dialogue: Dialogue,
    people: QuerySet[User],
    what: str,
    title: Promise,
    text: str | Promise,
    how: Wish = None,
    *,
    url: str = "",
    again: bool = False,
) -> None:
    """The same words for all of them, each in their own language."""
    kind = what.split(":")[0]
    crowds.tell(
        people,
        kind=f"alliances.dialogue.{kind}",
        title=title,
        text=text,
        named={"title": dialogue.title},
        url=url or dialogue.get_absolute_url(),
        key=f"dialogue:{dialogue.pk}:{what}:{dialogue.version}",
        how=how,
        again=again,
    )


def _reminder(dialogue: Dialogue, starts_at: datetime) -> str:
    return f"dialogue:{dialogue.pk}:soon:{starts_at:%Y%m%d%H%M}"


def _moment(invitation: Invitation) -> str:
    at = invitation.answered_at
    return at.isoformat() if at else ""


def _invited(invitation: Invitation) -> str:
    return f"dialogue:{invitation.dialogue_id}:invited:{invitation.organization_id}"
