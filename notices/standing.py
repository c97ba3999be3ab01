"""Whether what a notice tells of is still there for its reader: the app it is of says.

Asked by the part of `Notice.answers` before its first colon, for many at once.
"""

from collections.abc import Callable, Collection, Iterable

from notices.models import Notice

# The reader and the rest of the target: (12, "34:post:56").
Told = tuple[int, str]
Asker = Callable[[Collection[Told]], Collection[Told]]

_askers: dict[str, Asker] = {}


def says_what_stands(name: str) -> Callable[[Asker], Asker]:
    """Have it called with what was told to whom; it answers with what still stands."""

    def register(asker: Asker) -> Asker:
        if name in _askers:
            raise ValueError(f"two say what stands of {name}")
        _askers[name] = asker
        return asker

    return register


def mark(notices: Iterable[Notice]) -> None:
    """Set `stands` on each, with one question to each app."""
    asked: dict[str, list[tuple[Told, Notice]]] = {}
    for notice in notices:
        name, _colon, rest = notice.answers.partition(":")
        if name in _askers:
            asked.setdefault(name, []).append(((notice.person_id, rest), notice))
    for name, pairs in asked.items():
        standing = set(_askers[name]({told for told, _notice in pairs}))
        for told, notice in pairs:
            notice.stands = told in standing
