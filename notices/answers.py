"""What replies by e-mail go to: each app says how it takes an answer.

`Telling.answers` names a target, `forum.topic:12:post:345`. The app that registered the
part before the first colon is given the rest, and what the person wrote.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused

Taker = Callable[[User, str, str], str]

_takers: dict[str, Taker] = {}


def takes_answers(name: str) -> Callable[[Taker], Taker]:
    """Have `(person, rest, text)` called, which answers with the address of what it
    made, or raises `Refused` with a sentence for the person.
    """

    def register(taker: Taker) -> Taker:
        if name in _takers:
            raise ValueError(f"two take answers to {name}")
        _takers[name] = taker
        return taker

    return register


def are_taken(target: str) -> bool:
    return target.partition(":")[0] in _takers


def answer(*, person: User, target: str, text: str) -> str:
    """Hand a person's words to what they answer; the address of what was made."""
    name, rest = target.partition(":")[::2]
    if name not in _takers:
        raise Refused(_("Kabar ini tidak bisa dijawab lewat e-mail."))
    return _takers[name](person, rest, text)
