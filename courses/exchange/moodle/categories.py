"""The categories of a question bank, which stand in each other, under one name each."""

from collections import Counter

from django.utils.translation import gettext as _

# As Moodle calls the one in which all others stand; nobody sees it.
TOP = "top"
LONGEST = 160
MOST_DEEP = 20


class Categories:
    """Named by their whole path, as in question files: `Bab 1 / Air`."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._titles: dict[str, str] = {}

    def add(self, key: str, name: str) -> None:
        self._names[key] = name

    def put_inside(self, key: str, parent: str) -> None:
        self._parents[key] = parent

    def title(self, key: str) -> str:
        """Two of the same path are told apart, so that a draw asks one of them."""
        if not self._titles:
            seen: Counter[str] = Counter()
            for each in self._names:
                path = self._path(each)
                seen[path] += 1
                again = f" ({seen[path]})" if seen[path] > 1 else ""
                self._titles[each] = path[: LONGEST - len(again)] + again
        return self._titles.get(key, "")

    def _path(self, key: str) -> str:
        names: list[str] = []
        while key in self._names and len(names) < MOST_DEEP:
            names.append(self._names[key])
            key = self._parents.get(key, "")
        named = [name for name in reversed(names) if name and name != TOP]
        return " / ".join(named) or _("Dari Moodle")
