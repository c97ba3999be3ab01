"""Databases that have every table and no row, for tests to begin from.

Making the tables takes longer than most files of tests: it is done once for each state
of the migrations, and every database of a test begins as a copy.
"""

import hashlib
import os
import subprocess
from urllib.parse import urlsplit, urlunsplit

import psycopg

from launch.environment import PYTHON, ROOT, say, stop

URLS = {"portal": "DATABASE_URL", "crowdfunding": "CROWDFUNDING_DATABASE_URL"}


def provide(site: str) -> None:
    """Make them if they are not there, and name them in `TABLES_OF_<SITE>`."""
    name = f"{site}_tables_{_state()}"
    url = os.environ[URLS[site]]
    with psycopg.connect(_of(url, "postgres"), autocommit=True) as server:
        names = server.execute("SELECT datname FROM pg_database").fetchall()
        found = {row[0] for row in names if row[0].startswith(f"{site}_tables_")}
        if name not in found:
            _make(site, name, server)
        for old in found - {name}:
            server.execute(f'DROP DATABASE "{old}"')
    os.environ[f"TABLES_OF_{site.upper()}"] = name


def _make(site: str, name: str, server: psycopg.Connection) -> None:
    say(f"Making the tables of {site} …")
    half = f"{site}_half_made"
    server.execute(f'DROP DATABASE IF EXISTS "{half}" WITH (FORCE)')
    server.execute(f'CREATE DATABASE "{half}"')
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings.test",
        URLS[site]: _of(os.environ[URLS[site]], half),
    }
    command = [str(PYTHON), "manage.py", "migrate", "--verbosity", "0"]
    if subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode != 0:
        stop(f"The tables of {site} could not be made: see above.")
    # Complete from the moment it has its name, however this ends.
    server.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')


def _state() -> str:
    """Of all migrations, the libraries' included."""
    ours = sorted(
        path
        for folder in ROOT.iterdir()
        if folder.is_dir() and not folder.name.startswith(".")
        for path in folder.glob("**/migrations/*.py")
    )
    digest = hashlib.sha256()
    for path in (*ours, ROOT / "requirements.txt"):
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _of(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
