"""A worker that is killed while it brings in a course: nothing, and then all of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.tests.factories import make_person
from common.settings.environment import ROOT
from courses.actions import intakes, unpacking
from courses.models import Activity, Course, Intake, Media, Question
from courses.tests.moodle_course import (
    course_with_everything,
    looked_through,
    stored_files,
)

WORKER = """
import django
django.setup()
from courses import jobs
jobs.bring_in()
"""
# On a machine that is busy with everything else, too.
PATIENCE = 240


def worker():
    """What the task runs, in a process of its own on the database of this test."""
    address, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
    name = connection.settings_dict["NAME"]
    return subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"{address}/{name}",
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        },
    )


def wait_for(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def waits_for_quizzes():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks WHERE NOT granted"
            " AND relation = 'courses_quiz'::regclass"
        )
        return cursor.fetchone() is not None


def is_free(intake):
    """Whether nobody holds its row, as whoever works on it does."""
    with transaction.atomic():
        rows = Intake.objects.select_for_update(of=("self",), skip_locked=True)
        return rows.filter(pk=intake.pk).first() is not None


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_leaves_nothing_and_the_next_brings_all():
    author = make_person(is_staff=True)
    intake = looked_through(author, course_with_everything("4.3").packed())
    intakes.begin(author=author, intake=intake)

    # Its pages and their pictures are in when it comes to the first quiz, and waits.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE courses_quiz IN ACCESS EXCLUSIVE MODE")
        killed = worker()
        try:
            wait_for(lambda: waits_for_quizzes() or killed.poll() is not None)
        finally:
            killed.kill()
        assert killed.wait() == -signal.SIGKILL
    wait_for(lambda: is_free(intake))
    intake.refresh_from_db()
    number = intake.course_number

    assert intake.state == Intake.State.WAITING
    assert stored_files(number) != []
    made = (Course, Activity, Question, Media)
    assert [model.objects.count() for model in made] == [0, 0, 0, 0]

    Intake.objects.update(claimed_at=timezone.now() - timedelta(minutes=2))
    intakes.bring_waiting()

    intake.refresh_from_db()
    assert (intake.state, intake.tries) == (Intake.State.DONE, 2)
    known = {
        name.rpartition("/")[2] for each in Media.objects.all() for name in each.names
    }
    assert set(stored_files(number)) == known
    unpacking.forget_files(number)
