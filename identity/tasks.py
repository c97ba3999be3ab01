"""Work that sign-out defers."""

from celery import shared_task
from django.db import transaction

from identity import backchannel
from identity.models import SignOutNotice


@shared_task
def deliver(notice_id: int) -> None:
    """Send one notice, unless it was sent or another worker is at it.

    Putting it off first is the claim: nobody holds a lock while the client answers, and
    a worker that dies leaves a notice that comes due again.
    """
    with transaction.atomic():
        due = SignOutNotice.objects.due().filter(pk=notice_id)
        notice = due.select_for_update(skip_locked=True, of=("self",)).first()
        if notice is None:
            return
        notice.put_off()
    backchannel.send(notice)
