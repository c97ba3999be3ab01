"""bin/serve as an ordinary user, with servers that somebody else runs."""

import os
import urllib.request
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from launch.embedded import Valkey
from launch.environment import SERVERS
from portal.tests.browser.stack import SITES, addressed
from portal.tests.ground.checkout import ORDINARY, Checkout

REFERENCE = "SELECT count(*) FROM common_province"
PEOPLE = "SELECT count(*) FROM accounts_user WHERE email = 'peserta@contoh.id'"


@pytest.fixture
def servers(tmp_path):
    """Addresses of a PostgreSQL and a Redis that anybody on this machine may use.

    The databases have their tables already: making those is tried by the other start.
    """
    valkey = Valkey(tmp_path)
    valkey.start()
    ours = os.environ["DATABASE_URL"]
    sockets = Path(unquote(urlsplit(ours).hostname or ""))
    mode = sockets.stat().st_mode if sockets.is_absolute() else None
    for path in (sockets, *sockets.iterdir()) if mode else ():
        path.chmod(0o777)
    addresses = []
    with psycopg.connect(addressed(ours, "postgres"), autocommit=True) as server:
        for site in SITES:
            tables = os.environ[f"TABLES_OF_{site.upper()}"]
            server.execute(f"DROP DATABASE IF EXISTS named_{site} WITH (FORCE)")
            server.execute(f'CREATE DATABASE named_{site} TEMPLATE "{tables}"')
            addresses.append(addressed(ours, f"named_{site}"))
    yield dict(zip(SERVERS, (*addresses, valkey.url()), strict=True))
    valkey.stop()
    if mode:
        sockets.chmod(mode)


def asked(url, question):
    with psycopg.connect(url) as connection:
        [answer] = connection.execute(question).fetchall()
    return answer[0]


def test_an_ordinary_user_serves_from_servers_that_others_run(tmp_path, servers):
    checkout = Checkout(tmp_path / "lokadaya")

    checkout.serve(prefix=ORDINARY, **servers)
    try:
        for port in (checkout.portal_port, checkout.crowdfunding_port):
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert answer.status == 200
        assert asked(servers["DATABASE_URL"], PEOPLE) == 1
        assert asked(servers["CROWDFUNDING_DATABASE_URL"], REFERENCE) == 38
    finally:
        assert checkout.interrupt() == 0

    assert checkout.processes() == []
    assert not (checkout.folder / "var" / "pg").exists()
    assert not (checkout.folder / "var" / "valkey").exists()
    # Stopping ends what was started here, never the servers of others.
    assert asked(servers["DATABASE_URL"], PEOPLE) == 1
    assert "empty that server yourself" in checkout.refused("--fresh", **servers)
