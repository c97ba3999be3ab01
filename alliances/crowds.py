"""Telling as many people as it concerns: the first at once, the others part by part."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise

from accounts.models import User
from alliances import tasks
from alliances.models import Untold
from common.commits import once_committed
from notices.kinds import Wish

PART = 100
Sayable = str | Promise


def tell(
    people: QuerySet[User] | Collection[User],
    *,
    kind: str,
    title: Sayable,
    text: Sayable,
    url: str,
    key: str,
    named: dict[str, str] | None = None,
    how: Wish = None,
    about: str = "",
    again: bool = False,
) -> None:
    """Each once, in their own language: `title` and `text` are lazy, and `named` fills
    them. Sentences with times in them are not for crowds: those differ by zone. What is
    told `about` something can be retracted with it. `again` tells the key anew to who
    is through with what it named before (notices/actions/telling.py).
    """
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = (_filled(title, named), _filled(text, named))
    told = sorted(
        people.values_list("pk", flat=True)
        if isinstance(people, QuerySet)
        else {person.pk for person in people}
    )
    parts = [
        Untold(
            people=part,
            words=words,
            kind=kind,
            url=url,
            key=key,
            how=how or "",
            about=about,
            again=again,
        )
        for part in (told[start : start + PART] for start in range(0, len(told), PART))
    ]
    for untold in parts[:1]:
        tasks.tell_part(untold)
    for untold in Untold.objects.bulk_create(parts[1:]):
        once_committed(tasks.tell.delay, untold.pk)


def _filled(text: Sayable, named: dict[str, str] | None) -> str:
    """What people wrote is no pattern, though it may have per cents in it."""
    said = str(text)
    return said % (named or {}) if isinstance(text, Promise) else said
