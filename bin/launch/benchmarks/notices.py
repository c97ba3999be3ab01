"""The week's digest of five thousand members, with its worker killed on the way."""

import os
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from launch.bench import Row
from launch.benchmarks.server import Server
from launch.environment import PYTHON, ROOT
from notices.models import Digest, Notice, Rhythm
from notices.tests.mail_server import Mailboxes, listening

MEMBERS, EACH = 5_000, 3
KILLED_AFTER = 1_000
SECONDS = 60
WORK = [str(PYTHON), "manage.py", "send_notices"]


def rows(server: Server) -> Iterator[Row]:
    members = _fill()
    with listening() as (mailboxes, port):
        spent = _killed(mailboxes, port)
        # What it died over is taken up once its claim is old.
        Digest.objects.update(claimed_at=F("claimed_at") - timedelta(minutes=11))
        began = time.monotonic()
        subprocess.run(WORK, cwd=ROOT, env=_mail_to(port), check=True, timeout=300)
        spent += time.monotonic() - began
    got: dict[str, set[str]] = defaultdict(set)
    mails = mailboxes.mails
    for mail in mails:
        got[str(mail["To"])].add(str(mail["Message-ID"]))
    twice = sum(len(got[member]) > 1 for member in members)
    again = len(mails) - sum(map(len, got.values()))
    note = f"{MEMBERS} members; killed after {KILLED_AFTER}, started again"
    yield Row("notices.digest_s", round(spent, 1), "s", SECONDS, note)
    none = sum(not got[member] for member in members)
    yield Row("notices.digest_none", none, "people", 0, "without a digest")
    note = f"with two; {again} mails came again with their own Message-ID"
    yield Row("notices.digest_two", twice, "people", 0, note)


def _killed(mailboxes: Mailboxes, port: int) -> float:
    """The worker's time until it is killed in the middle of its work."""
    began = time.monotonic()
    worker = subprocess.Popen(WORK, cwd=ROOT, env=_mail_to(port))
    while len(mailboxes.arrived) < KILLED_AFTER and worker.poll() is None:
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    return time.monotonic() - began


def _mail_to(port: int) -> dict[str, str]:
    here = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0"}
    return os.environ | here


def _fill() -> list[str]:
    """A week's news for each member, none of it told yet; their addresses."""
    Notice.objects.order_by()._raw_delete("default")
    Digest.objects.all()._raw_delete("default")
    held = User.objects.filter(email__startswith="kabar").order_by("pk")
    if not held.exists():
        password = make_password(None)
        User.objects.bulk_create(
            User(
                email=f"kabar{number}@contoh.id",
                name=f"Pembaca Rekaan {number}",
                password=password,
            )
            for number in range(MEMBERS)
        )
    people = list(held)
    due_at = timezone.now() - timedelta(days=8)
    Notice.objects.bulk_create(
        [
            Notice(
                person=person,
                kind="forum.reply",
                key=f"bench:{number}",
                title=f"Balasan {number} di topik yang Anda ikuti",
                text="Kami mencobanya di desa kami, dan airnya cukup sampai kemarau.",
                url="/forum/",
                due_at=due_at,
                rhythm=Rhythm.WEEKLY,
            )
            for person in people
            for number in range(EACH)
        ],
        batch_size=2_000,
    )
    return [str(person.email) for person in people]
