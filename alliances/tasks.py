"""Telling a part of a crowd; what is told is read in each person's own language."""

from typing import cast

from celery import shared_task
from django.conf import settings

from accounts.models import User
from alliances.models import Untold
from notices.actions.telling import Telling, tell_all
from notices.kinds import Wish
from notices.untold import tell_once


@shared_task
def tell(untold_id: int) -> None:
    """Tell a part of a crowd. May run twice."""
    tell_once(Untold.objects.all(), untold_id, tell_part)


def tell_part(untold: Untold) -> None:
    """Tell these. May run twice: each is told a key once."""
    known = User.objects.filter(pk__in=untold.people).values_list("pk", "language")
    tellings = []
    for person, language in known:
        title, text = untold.words[language or settings.LANGUAGE_CODE]
        tellings.append(
            Telling(
                person_id=person,
                kind=untold.kind,
                title=title,
                text=text,
                url=untold.url,
                key=untold.key,
                how=cast(Wish, untold.how or None),
                answers=untold.about or None,
                again=untold.again,
            )
        )
    tell_all(tellings)
