"""Making the forums that other apps and the network need, each once."""

from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from accounts.models import User
from common import journal
from common.decisions import require
from common.models import Province
from forum.models import Forum
from forum.permissions import (
    can_arrange_forums,
    can_end_pseudonyms,
    can_hang_under,
    can_stop_holding_topics,
)
from network.actions import audiences
from network.models import Audience

# The headings that everything else hangs under, made when they are first needed.
HEADINGS = {
    "cop": gettext_noop("Komunitas Praktik"),
    "komunikasi": gettext_noop("Forum Komunikasi OMS"),
    "provinsi": gettext_noop("Forum Provinsi"),
}


@transaction.atomic
def ensure_place(
    *,
    name: str,
    title: str,
    description: str = "",
    parent: str | None = None,
    audience: Audience | None = None,
    moderators: Audience | None = None,
    holds_topics: bool = True,
) -> Forum:
    """The forum known by that name, made if it is not there yet.

    What staff changed of it since is kept; only who sees and who moderates it is
    renewed when that is named again. Raises `Forum.DoesNotExist` when the parent is no
    known place.
    """
    found: Forum | None = Forum.objects.filter(place=name).first()
    if found is None:
        lock_the_tree()
        found = Forum.objects.filter(place=name).first() or Forum.objects.create(
            place=name,
            name=title,
            description=description,
            parent=_parent(parent),
            audience=audience,
            moderators=moderators,
            type=Forum.FORUM_POST if holds_topics else Forum.FORUM_CAT,
        )
    named = {"audience": audience, "moderators": moderators}
    for field, people in named.items():
        if people is not None and getattr(found, field) != people:
            Forum.objects.filter(pk=found.pk).update(**{field: people})
            setattr(found, field, people)
    return found


def ensure_province(province: Province) -> Forum:
    """The forum of a province: for its people, looked after by its coordinators."""
    return ensure_place(
        name=f"provinsi:{province.pk}",
        title=province.name,
        parent="provinsi",
        audience=audiences.of_province(province),
        moderators=audiences.coordinators_of(province),
    )


@transaction.atomic
def make(*, staff: User, parent: Forum | None, **known: Any) -> Forum:
    """A forum more, where staff want one, or raise `Refused`."""
    require(can_arrange_forums(staff))
    lock_the_tree()
    _keep_to_one_organization(known)
    kind = Forum.FORUM_POST if known.pop("holds_topics") else Forum.FORUM_CAT
    forum: Forum = Forum.objects.create(parent=parent, type=kind, **known)
    journal.record(deed="forum.forum_made", subject=forum, actor=staff)
    return forum


@transaction.atomic
def change(*, staff: User, forum: Forum, parent: Forum | None, **known: Any) -> Forum:
    """Another name, place in the tree or audience, or raise `Refused`."""
    require(can_arrange_forums(staff))
    lock_the_tree()
    changed: Forum = Forum.objects.select_for_update(of=("self",)).get(pk=forum.pk)
    require(can_hang_under(changed, parent))
    require(can_end_pseudonyms(changed, known["allows_pseudonyms"]))
    require(can_stop_holding_topics(changed, known["holds_topics"]))
    _keep_to_one_organization(known)
    kind = Forum.FORUM_POST if known.pop("holds_topics") else Forum.FORUM_CAT
    before = changed.parent_id
    for field, value in {**known, "parent": parent, "type": kind}.items():
        setattr(changed, field, value)
    changed.save()
    journal.record(
        deed="forum.forum_changed",
        subject=changed,
        actor=staff,
        moved=before != changed.parent_id,
    )
    return changed


def _keep_to_one_organization(known: dict[str, Any]) -> None:
    """An organisation that was named is the audience, made if nobody needed it yet."""
    organization = known.pop("organization", None)
    if organization is not None:
        known["audience"] = audiences.of_organization(organization)


def _parent(name: str | None) -> Forum | None:
    if name is None:
        return None
    if name in HEADINGS:
        return ensure_place(name=name, title=HEADINGS[name], holds_topics=False)
    parent: Forum = Forum.objects.get(place=name)
    return parent


def lock_the_tree() -> None:
    """Two forums made at once would be given the same place in the tree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('forum.tree'))")
