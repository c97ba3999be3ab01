"""bin/serve starts, stops, and survives what happens to machines."""

import os
import shutil
import signal
import socket
import urllib.request
from pathlib import Path

import psycopg
import pytest

from launch import environment, named
from launch.embedded import Postgres
from portal.tests.ground.checkout import Checkout

NAME = "SELECT name FROM accounts_user WHERE email = 'peserta@contoh.id'"
RENAME = "UPDATE accounts_user SET name = 'Bu Rahma' WHERE email = 'peserta@contoh.id'"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    deep = tmp_path_factory.mktemp("serve")
    for _level in range(6):
        deep = deep / "folder-yang-namanya-panjang-sekali"
    deep.mkdir(parents=True)
    checkout = Checkout(deep / "lokadaya")
    yield checkout
    for process in checkout.processes():
        process.kill()


def leave_data(checkout):
    """What somebody made in this folder before."""
    var = checkout.folder / "var"
    var.mkdir()
    postgres = Postgres(var, durable=False)
    postgres.start()
    postgres.ensure_database("portal")
    with psycopg.connect(postgres.url("portal"), autocommit=True) as connection:
        connection.execute("CREATE TABLE of_before ()")
    postgres.stop()
    photo = var / "media" / "foto.webp"
    photo.parent.mkdir()
    photo.touch()
    return photo


def kill(processes):
    for process in processes:
        os.kill(process.pid, signal.SIGKILL)


def test_it_survives_ctrl_c_kills_and_a_move_without_losing_anything(checkout):
    photo = leave_data(checkout)
    # A proxy that the environment names is not asked about this machine's own sites.
    dead = "http://127.0.0.1:9"
    checkout.serve("--fresh", HTTP_PROXY=dead, http_proxy=dead)
    assert checkout.psql("SELECT to_regclass('of_before')") == "None"
    assert not photo.exists()
    checkout.psql(RENAME)
    portal = f"http://127.0.0.1:{checkout.portal_port}/tanya-jawab/"
    with urllib.request.urlopen(portal) as answer:
        assert answer.status == 200

    assert checkout.interrupt() == 0
    assert checkout.processes() == []

    # Moved: new data only when asked for.
    moved = checkout.folder.parent.parent / "pindah"
    checkout.folder = checkout.folder.rename(moved)
    checkout.serve()
    assert checkout.psql(NAME) == "Bu Rahma"
    assert "already running" in checkout.refused()

    # Every process killed at once, as when the power goes; when it is back, another
    # program has the number that the database had.
    kill(checkout.processes())
    pid_file = checkout.folder / "var" / "pg" / "postmaster.pid"
    pid_file.write_text(f"{os.getppid()}\n{Path('/')}\n")

    # Only the launcher killed: what it started is left behind, and swept.
    checkout.serve()
    assert checkout.psql(NAME) == "Bu Rahma"
    assert checkout.process is not None
    kill([p for p in checkout.processes() if p.pid == checkout.process.pid])
    checkout.process.wait()

    # One worker killed: everything stops, nothing is left.
    checkout.serve()
    assert "left behind" in checkout.words()
    assert checkout.psql(NAME) == "Bu Rahma"
    kill([p for p in checkout.processes() if "celery" in " ".join(p.cmdline())][:1])
    assert checkout.process.wait(60) != 0
    assert checkout.processes() == []


def test_a_taken_port_gets_one_sentence(checkout):
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", checkout.portal_port))
        holder.listen()
        sentence = checkout.refused()

    assert f"Port {checkout.portal_port} is taken" in sentence


def test_a_copied_folder_is_not_the_one_it_was_copied_from(tmp_path):
    name = environment.instance(tmp_path / "var")

    shutil.copytree(tmp_path / "var", tmp_path / "copy")
    (tmp_path / "var").rename(tmp_path / "moved")

    assert environment.instance(tmp_path / "moved") == name
    assert environment.instance(tmp_path / "copy") != name


def test_a_wrong_python_gets_one_sentence(checkout):
    old = checkout.folder.parent / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    sentence = checkout.refused(PYTHON=str(old))

    assert "Python 3.11 or newer" in sentence


def test_a_missing_venv_module_gets_one_sentence(tmp_path):
    bare = Checkout(tmp_path / "lokadaya")
    (bare.folder / ".venv").rename(tmp_path / "venv-elsewhere")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "ensurepip.py").write_text("raise ImportError\n")

    sentence = bare.refused(PYTHONPATH=str(tmp_path / "broken"))

    assert "no venv module" in sentence


def test_a_full_disk_gets_one_sentence(tmp_path, capsys):
    with pytest.raises(SystemExit):
        environment.require_room(tmp_path, 10**18)

    assert "is full" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "address", "server"),
    [
        ("DATABASE_URL", "postgresql://x:rahasia@127.0.0.1:1/x", "PostgreSQL"),
        ("REDIS_URL", "redis://:rahasia@127.0.0.1:1", "Redis"),
    ],
)
def test_a_named_server_that_does_not_answer_gets_one_sentence(
    monkeypatch, capsys, name, address, server
):
    monkeypatch.setenv(name, address)

    with pytest.raises(SystemExit):
        named.require_answers()

    said = capsys.readouterr().err
    assert said.startswith(f"{name} names a {server} that cannot be used")
    assert "rahasia" not in said


@pytest.mark.parametrize(("command", "told"), [("serve", 3), ("test", 0), ("bench", 0)])
def test_only_a_site_is_told_of_named_servers(monkeypatch, command, told):
    for name in environment.SERVERS:
        monkeypatch.setenv(name, "a site's own")

    environ = environment.environ_of(command)

    assert len([name for name in environment.SERVERS if name in environ]) == told
