"""Who does not hear whom: apps on top of the forums, where people say so, tell us."""

from collections.abc import Callable, Collection

from accounts.models import User

# Whoever speaks, and those that would be told: who of them does not hear it.
Deaf = Callable[[User, Collection[int]], Collection[int]]

_asked: list[Deaf] = []


def register(deaf: Deaf) -> None:
    if deaf not in _asked:
        _asked.append(deaf)


def deaf_to(author: User | None, people: Collection[int]) -> set[int]:
    """Nobody, where the author has gone or has a pseudonym: it would say who it is."""
    if author is None or not people:
        return set()
    return {person for ask in _asked for person in ask(author, people)}
