"""What the clock starts: notices that are due, and what has expired."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from identity.models import SignOn, SignOutNotice
from identity.tasks import deliver

KEPT_NOTICES = timedelta(days=30)


@shared_task
def deliver_sign_out_notices() -> None:
    for pk in SignOutNotice.objects.due().order_by("due_at").values_list("pk")[:500]:
        deliver.delay(*pk)


@shared_task
def forget_expired() -> None:
    """Tokens and codes past their time, sign-ons whose session cannot be alive."""
    call_command("cleartokens")
    now = timezone.now()
    oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignOn.objects.filter(created_at__lt=oldest).delete()
    SignOutNotice.objects.filter(sent_at__lt=now - KEPT_NOTICES).delete()
    SignOutNotice.objects.filter(created_at__lt=oldest).delete()
