"""bin/serve as an ordinary user, with servers that somebody else runs."""

import urllib.request

import psycopg
import pytest

from launch.embedded import Postgres, Valkey
from launch.environment import SERVERS
from portal.tests.ground.checkout import ORDINARY, Checkout

REFERENCE = "SELECT count(*) FROM common_province"
PEOPLE = "SELECT count(*) FROM accounts_user WHERE email = 'peserta@contoh.id'"


@pytest.fixture
def servers(tmp_path):
    """Addresses of a PostgreSQL and a Redis that anybody on this machine may use."""
    var = tmp_path / "servers"
    var.mkdir()
    postgres, valkey = Postgres(var, durable=False), Valkey(var)
    postgres.start()
    valkey.start()
    for path in (postgres.sockets, *postgres.sockets.iterdir()):
        path.chmod(0o777)
    for name in ("net", "com"):
        postgres.ensure_database(name)
    addresses = (postgres.url("net"), postgres.url("com"), valkey.url())
    yield dict(zip(SERVERS, addresses, strict=True))
    valkey.stop()
    postgres.stop()


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
