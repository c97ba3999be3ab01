"""Making the forums that other apps and the network need, each once."""

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from forum.models import Forum
from network.models import Audience

# The two headings that everything else hangs under, made when they are first needed.
HEADINGS = {
    "cop": gettext_noop("Komunitas Praktik"),
    "komunikasi": gettext_noop("Forum Komunikasi OMS"),
}


@transaction.atomic
def ensure_place(
    *,
    name: str,
    title: str,
    description: str = "",
    parent: str | None = None,
    audience: Audience | None = None,
    holds_topics: bool = True,
) -> Forum:
    """The forum known by that name, made if it is not there yet.

    What staff changed of it since is kept; only an audience that is named again is
    renewed. Raises `Forum.DoesNotExist` when the parent is no known place.
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
            type=Forum.FORUM_POST if holds_topics else Forum.FORUM_CAT,
        )
    if audience is not None and found.audience != audience:
        Forum.objects.filter(pk=found.pk).update(audience=audience)
        found.audience = audience
    return found


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
