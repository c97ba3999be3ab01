"""What people were told is said in other words, or stands somewhere else, since then.

What has left the house cannot be changed; what waits can, and the inbox.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace

from notices.actions.telling import one_line
from notices.models import Notice
from notices.models.notice import NoticeQuerySet


@transaction.atomic
def reword(*, about: str, text: str) -> None:
    """What it says was mended: who has yet to read of it reads the new words."""
    Notice.objects.about(about).update(text=text)


@transaction.atomic
def rename(*, about: str, names: tuple[str, str]) -> None:
    """What it is about has another name: the old one stands in no title any more."""
    _rename(Notice.objects.about(about), *names)


@transaction.atomic
def take_along(
    *, about: Collection[str], places: tuple[str, str], names: tuple[str, str]
) -> None:
    """What stood below one place stands below another: it is found and answered there,
    under the name of that place.
    """
    told = Notice.objects.filter(answers__in=about)
    _rename(told, *names)
    before, after = (Value(f"{place}:") for place in places)
    told.update(answers=Replace("answers", before, after))


def _rename(told: NoticeQuerySet, old: str, new: str) -> None:
    old, new = one_line(old), one_line(new)
    for title in set(told.values_list("title", flat=True)):
        renamed = _renamed(title, old, new)
        if renamed != title:
            told.filter(title=title).update(title=renamed)


def _renamed(title: str, old: str, new: str) -> str:
    if old in title:
        return one_line(title.replace(old, new))
    # What is too long is cut, perhaps within the name.
    begun = title.removesuffix("…")
    ends = range(len(begun)) if begun != title else ()
    at = next((at for at in ends if old.startswith(begun[at:])), None)
    return title if at is None else one_line(begun[:at] + new)
