"""What the clock starts: forgetting sessions and notices that are long over."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from crowdfunding.people.models import HeardNotice, SignedIn


@shared_task
def forget_old_sessions() -> None:
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    SignedIn.objects.filter(created_at__lt=oldest).delete()
    HeardNotice.objects.filter(created_at__lt=oldest).delete()
