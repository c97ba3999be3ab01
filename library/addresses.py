"""How texts name items: by number, or by the name of the file it was made from."""

import re
from dataclasses import dataclass

from django.db.models import Q

MARK = "/pustaka/"
ADDRESS = re.compile(r"/pustaka/(?:(?P<pk>\d{1,9})|isi/(?P<name>[a-z0-9-]{1,120}))/")


@dataclass(frozen=True)
class Named:
    """The items that a text names, each once."""

    numbers: tuple[int, ...]
    names: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.numbers or self.names)

    @property
    def items(self) -> Q:
        """What they are among all items."""
        return Q(pk__in=self.numbers) | Q(origin__name__in=self.names)


def named_in(text: str) -> Named:
    found = list(ADDRESS.finditer(text)) if MARK in text else []
    return Named(
        numbers=tuple({int(each["pk"]): None for each in found if each["pk"]}),
        names=tuple({each["name"]: None for each in found if each["name"]}),
    )
