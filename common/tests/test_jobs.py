"""What the clock starts on both sites."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from common import jobs


@pytest.mark.django_db
def test_sessions_that_are_over_are_forgotten():
    now = timezone.now()
    for key, days in (("lama", -1), ("kini", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=days)
        )

    jobs.forget_expired_sessions()

    assert [session.session_key for session in Session.objects.all()] == ["kini"]
