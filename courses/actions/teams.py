"""Those whom a course or a series belongs to: one more of them, and one less."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import journal
from common.decisions import Decision, require
from courses.models import Course, Series
from courses.permissions import can_curate, can_share_course, may_part
from notices.actions import telling


@dataclass(frozen=True)
class Team:
    """What a kind of team is called, who may change it, and where its work is."""

    deed: str
    people: str
    can_change: Callable[[User, Any], Decision]
    workplace: str
    shelf: str
    welcome: str | Promise
    farewell: str | Promise


TEAMS: dict[type[Course] | type[Series], Team] = {
    Course: Team(
        deed="courses.author",
        people="authors",
        can_change=can_share_course,
        workplace="courses:compose",
        shelf="courses:catalog",
        welcome=_("Anda kini penulis kelas %(title)s"),
        farewell=_("Anda bukan lagi penulis kelas %(title)s"),
    ),
    Series: Team(
        deed="courses.curator",
        people="curators",
        can_change=can_curate,
        workplace="courses:series",
        shelf="courses:webinars",
        welcome=_("Anda kini pengampu seri %(title)s"),
        farewell=_("Anda bukan lagi pengampu seri %(title)s"),
    ),
}


@transaction.atomic
def add(*, actor: User, whole: Course | Series, person: User) -> None:
    """Make one more answer for it; who does so already is not told again."""
    team, whole = _held(actor, whole)
    people = getattr(whole, team.people)
    if people.filter(pk=person.pk).exists():
        return
    people.add(person)
    entry = journal.record(
        deed=f"{team.deed}_added", subject=whole, actor=actor, person=person
    )
    telling.tell(
        person=person,
        kind="courses.team",
        title=team.welcome % {"title": whole.title},
        text=_("Ditambahkan oleh %(name)s. Anda boleh menyunting semuanya.")
        % {"name": actor.name},
        url=reverse(team.workplace, args=[whole.slug]),
        key=f"team:{entry.pk}",
    )


@transaction.atomic
def remove(*, actor: User, whole: Course | Series, person: User) -> None:
    """Let one go, or raise `Refused`: never the last, and everyone may go.

    The whole is locked: of two who let each other go at once, one stays.
    """
    team, whole = _held(actor, whole)
    people = getattr(whole, team.people)
    if not people.filter(pk=person.pk).exists():
        return
    require(may_part(whole, person))
    people.remove(person)
    entry = journal.record(
        deed=f"{team.deed}_removed", subject=whole, actor=actor, person=person
    )
    if person == actor:
        return
    telling.tell(
        person=person,
        kind="courses.team",
        title=team.farewell % {"title": whole.title},
        text=_("Dilepas oleh %(name)s. Yang sudah Anda tulis tetap ada.")
        % {"name": actor.name},
        url=reverse(team.shelf),
        key=f"team:{entry.pk}",
    )


def _held(actor: User, whole: Course | Series) -> tuple[Team, Course | Series]:
    kind = type(whole)
    team = TEAMS[kind]
    held = kind._default_manager.select_for_update().get(pk=whole.pk)
    require(team.can_change(actor, held))
    return team, held
