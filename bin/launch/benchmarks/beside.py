"""Machina as it comes, served beside ours from the same rows."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from launch.benchmarks.server import Server
from launch.environment import PYTHON, ROOT

SETTINGS = "launch.benchmarks.vanilla"


@contextmanager
def machina(var: Path) -> Iterator[Server]:
    """Its members' profiles are made for the while, as it would have made them."""
    _manage("migrate", "forum_member")
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO forum_member_forumprofile (user_id, avatar, posts_count)"
                " SELECT poster_id, '', count(*) FROM forum_conversation_post"
                " WHERE poster_id IS NOT NULL GROUP BY poster_id"
            )
        with Server(var, "launch.benchmarks.vanilla_asgi:application", SETTINGS) as it:
            yield it
    finally:
        _manage("migrate", "forum_member", "zero")


def _manage(*command: str) -> None:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    run = [str(PYTHON), "manage.py", *command, "--skip-checks", "--verbosity=0"]
    subprocess.run(run, cwd=ROOT, check=True, env=environ)
