"""Following forums, topics, tags and people, more or less closely."""

from typing import Any

from django.db import transaction

from accounts.models import User
from common.decisions import Refused
from forum.models import Follow, Forum, Tag, Topic
from forum.permissions import can_follow

TARGETS = {"topic": Topic, "forum": Forum, "tag": Tag, "author": User}


@transaction.atomic
def follow(
    *, person: User, target: Topic | Forum | Tag | User, level: str
) -> Follow | None:
    """Listen this closely from now on, or raise `Refused`; an empty level ends it.

    What one may no longer see one may still stop following.
    """
    named: dict[str, Any] = {field_of(target): target}
    if not level:
        Follow.objects.filter(person=person, **named).delete()
        return None
    decision = can_follow(person, target)
    if not decision:
        raise Refused(decision.reason)
    found, _created = Follow.objects.update_or_create(
        person=person, **named, defaults={"level": level}
    )
    return found


def field_of(target: Topic | Forum | Tag | User) -> str:
    return next(name for name, model in TARGETS.items() if isinstance(target, model))
