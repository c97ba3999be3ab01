"""Remembering what was read."""

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
def read_all(*, person: User) -> None:
    """Everything that is due by now counts as read."""
    _mark(Notice.objects.visible_to(person), person)


def _mark(notices: NoticeQuerySet, person: User) -> None:
    notices.unread().update(read_at=timezone.now())
    bell.count_again(person.pk)
