"""A worker of its own, killed in the middle of a digest run, and the next one."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.tests.factories import make_person
from launch.check import PLACEHOLDERS
from launch.environment import ROOT
from notices.models import Digest
from notices.tests.factories import tell
from notices.tests.mail_server import listening

WORK = [sys.executable, "manage.py", "send_notices"]
KEYS = ("PATH", "PYTHONPATH", "HOME", "REDIS_URL", "OIDC_RSA_PRIVATE_KEY")


def environment(port):
    """Production's settings, with this test's database and mail server."""
    url = urlsplit(os.environ["DATABASE_URL"])
    here = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    kept = {name: os.environ[name] for name in KEYS if name in os.environ}
    return {
        **PLACEHOLDERS,
        **kept,
        "BADGES_RSA_PRIVATE_KEY": os.environ["BADGES_RSA_PRIVATE_KEY"],
        "LETTERS_KEY": os.environ["LETTERS_KEY"],
        "OIDC_CLIENT_SECRET": os.environ["OIDC_CLIENT_SECRET"],
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "DATABASE_URL": here,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(port),
        "EMAIL_USE_TLS": "0",
    }


@pytest.mark.django_db(transaction=True)
def test_nobody_gets_two_and_nobody_none_when_a_worker_is_killed():
    people = {f"p{number}@contoh.id" for number in range(60)}
    for address in people:
        due_at = timezone.now() - timedelta(days=8)
        tell(make_person(email=address), kind="forum.reply", due_at=due_at)

    with listening() as (mailboxes, port):
        worker = subprocess.Popen(WORK, cwd=ROOT, env=environment(port))
        while len(mailboxes.mails) < 5 and worker.poll() is None:
            time.sleep(0.005)
        with suppress(ProcessLookupError):
            os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        Digest.objects.update(claimed_at=F("claimed_at") - timedelta(minutes=11))
        subprocess.run(WORK, cwd=ROOT, env=environment(port), check=True)

    got = defaultdict(set)
    for mail in mailboxes.mails:
        got[mail["To"]].add(mail["Message-ID"])
    assert set(got) == people
    assert all(len(ids) == 1 for ids in got.values())
    assert not Digest.objects.filter(sent_at=None).exists()
