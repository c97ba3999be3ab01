"""Remembering what was read."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from notices import bell
from notices.models import Notice
from notices.models.notice import NoticeQuerySet


@transaction.atomic
def read(*, person: User, notice: Notice) -> None:
    """The person has opened a notice of theirs; the first time is remembered."""
    _mark(Notice.objects.visible_to(person).filter(pk=notice.pk), person)


@transaction.atomic
def keep_unread(*, person: User, notice: Notice) -> None:
    """The person wants to come back to it."""
    Notice.objects.visible_to(person).filter(pk=notice.pk).update(read_at=None)
    bell.count_again(person.pk)


@transaction.atomic
def read_all(*, person: User, shown_at: datetime) -> None:
    """What was there when the page was shown counts as read; what came since, not."""
    shown = Notice.objects.visible_to(person).filter(
        due_at__lte=shown_at, created_at__lte=shown_at
    )
    _mark(shown, person)


def _mark(notices: NoticeQuerySet, person: User) -> None:
    notices.unread().update(read_at=timezone.now())
    bell.count_again(person.pk)
