"""The fault test of rooms in short: servers killed, lines cut, nothing lost.

Its long form is `bin/bench --faults`.
"""

import os
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from common.settings.environment import ROOT
from launch import faults
from launch.benchmarks.faults import free_port, measure
from launch.room_client import Door


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_doubled_or_reordered_when_servers_are_killed(monkeypatch):
    url = urlsplit(os.environ["DATABASE_URL"])
    mine = url._replace(path=f"/{connection.settings_dict['NAME']}")
    monkeypatch.setenv("DATABASE_URL", urlunsplit(mine))
    door = Door(free_port(), "localhost", False, settings.CSRF_COOKIE_NAME)

    report, done = measure(
        faults.SHORT, ROOT / "var" / "test", door, lambda _said: None
    )

    assert (done.cuts, done.kills) == (faults.SHORT.cuts, 2)
    assert report.wrong == ()
    assert report.events > faults.SHORT.messages
    assert (report.lost, report.doubled) == (0, 0)
    assert (report.disordered, report.different) == (0, 0)
