"""What somebody looks for, and what it is narrowed to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from search.sources import Source
from search.stems import stems

Asked = tuple[str, datetime | None, int | None, str | None, str | None]


@dataclass(frozen=True)
class Wanted:
    words: str
    source: Source | None = None
    within: timedelta | None = None
    place: int | None = None
    author: str = ""
    tag: str = ""

    @property
    def stems(self) -> list[str]:
        """Each once; when only little words were typed, there is nothing to find."""
        return list(dict.fromkeys(stems(self.words)))

    @property
    def asked(self) -> Asked:
        """As the database is asked: words, since when, place, author and tag."""
        since = timezone.now() - self.within if self.within else None
        words = " & ".join(self.stems)
        return words, since, self.place, self.author or None, self.tag or None
