"""Telling a part of a crowd; what is told is read in each person's own language."""

from celery import shared_task
from django.conf import settings

from accounts.models import User
from notices.actions.telling import Telling, tell_all
from notices.kinds import Wish

# A title and a text in each of the site's languages.
Words = dict[str, tuple[str, str]]


@shared_task
def tell_part(
    people: list[int],
    words: Words,
    kind: str,
    url: str,
    key: str,
    how: Wish = None,
    about: str = "",
    again: bool = False,
) -> None:
    """Tell these. May run twice: each is told a key once."""
    known = User.objects.filter(pk__in=people).values_list("pk", "language")
    tellings = []
    for person, language in known:
        title, text = words[language or settings.LANGUAGE_CODE]
        tellings.append(
            Telling(
                person_id=person,
                kind=kind,
                title=title,
                text=text,
                url=url,
                key=key,
                how=how,
                answers=about or None,
                again=again,
            )
        )
    tell_all(tellings)
