"""Whom one does not hear in rooms is not heard from the forums either."""

from collections.abc import Collection

from accounts.models import User
from alliances.models import Block
from forum import hearing


def deaf_to(author: User, people: Collection[int]) -> set[int]:
    blocks = Block.objects.filter(person__in=people, blocked=author)
    return set(blocks.values_list("person", flat=True))


hearing.register(deaf_to)
