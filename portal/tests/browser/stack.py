"""Both sites as real processes on free ports, with databases of their own."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from honcho.environ import parse_procfile

from launch.embedded import Valkey
from launch.environment import PYTHON, ROOT
from launch.serve import answers
from notices.tests.mail_server import Mailboxes, listening

SITES = ("portal", "crowdfunding")
PREPARING_SECONDS = 600
STARTING_SECONDS = 120
STOPPING_SECONDS = 20


class Stack:
    """What `bin/serve` runs, apart from it and gone afterwards.

    Uses the PostgreSQL that `bin/test` started, with two databases named after the
    stack, and a Valkey of its own, so that no task of a test reaches its workers. What
    the processes say is in `var/test/log/<name>-*.log`, what they mail in `mailboxes`,
    through a mail server of its own.
    """

    mailboxes: Mailboxes
    mail_port: int

    def __init__(self, name: str = "stack") -> None:
        self.name = name
        self.var = ROOT / "var" / "test" / name
        self.logs = ROOT / "var" / "test" / "log"
        self.valkey = Valkey(self.var)
        self.listening = ExitStack()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.portal_port, self.crowdfunding_port = free_ports(2)
        self.portal_url = f"http://localhost:{self.portal_port}"
        self.crowdfunding_url = f"http://localhost:{self.crowdfunding_port}"

    def start(self) -> "Stack":
        """Prepare both databases, then return once both sites answer."""
        shutil.rmtree(self.var, ignore_errors=True)
        self.var.mkdir(parents=True)
        self.logs.mkdir(exist_ok=True)
        try:
            self._make_databases()
            self.valkey.start()
            self.mailboxes, self.mail_port = self.listening.enter_context(listening())
            self._prepare()
            wanted = parse_procfile((ROOT / "Procfile").read_text()).processes
            for name, command in wanted.items():
                self._run(name, command)
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        for process in self.processes.values():
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + STOPPING_SECONDS
        for process in self.processes.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()
        self.processes.clear()
        self.listening.close()
        self.valkey.stop()
        self._drop_databases()
        shutil.rmtree(self.var, ignore_errors=True)

    def manage(self, site: str, *arguments: str, given: str = "") -> str:
        """What a `manage.py` command of a site printed; `given` is what it reads."""
        done = subprocess.run(
            [str(PYTHON), "manage.py", *arguments],
            cwd=ROOT,
            env=self.environ(site),
            input=given,
            capture_output=True,
            text=True,
            timeout=PREPARING_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{site}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def ask(self, site: str, code: str) -> str:
        """What a few lines of Python print, run inside a site."""
        return self.manage(site, "shell", "--no-imports", "-c", code).splitlines()[-1]

    def log(self, name: str) -> Path:
        return self.logs / f"{self.name}-{name}.log"

    def environ(self, site: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": f"{site}.settings.development",
            "DATABASE_URL": addressed(os.environ["DATABASE_URL"], self._database(0)),
            "CROWDFUNDING_DATABASE_URL": addressed(
                os.environ["DATABASE_URL"], self._database(1)
            ),
            "REDIS_URL": self.valkey.url(),
            "PORTAL_URL": self.portal_url,
            "CROWDFUNDING_URL": self.crowdfunding_url,
            "PORTAL_PORT": str(self.portal_port),
            "CROWDFUNDING_PORT": str(self.crowdfunding_port),
            "HOST": "127.0.0.1",
            "VAR": str(self.var),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.mail_port),
            "PYTHONUNBUFFERED": "1",
        }

    def _database(self, number: int) -> str:
        return f"{self.name}_{SITES[number]}"

    def _make_databases(self) -> None:
        self._drop_databases()
        with _server() as connection:
            for number, site in enumerate(SITES):
                tables = os.environ[f"TABLES_OF_{site.upper()}"]
                name = self._database(number)
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{tables}"')

    def _drop_databases(self) -> None:
        with _server() as connection:
            for number in range(len(SITES)):
                name = self._database(number)
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _prepare(self) -> None:
        command = [str(PYTHON), "manage.py", "prepare"]
        preparing = {}
        for site in SITES:
            with self.log(f"{site}-prepare").open("wb") as output:
                preparing[site] = subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self.environ(site),
                    stdout=output,
                    stderr=output,
                )
        for site, process in preparing.items():
            if process.wait(PREPARING_SECONDS) != 0:
                words = self.log(f"{site}-prepare").read_text()
                raise RuntimeError(f"{site} could not be prepared: {words}")

    def _run(self, name: str, command: str) -> None:
        with self.log(name).open("wb") as output:
            self.processes[name] = subprocess.Popen(
                ["/bin/sh", "-c", command],
                cwd=ROOT,
                env=self.environ(name.split("-")[0]),
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + STARTING_SECONDS
        waiting = {"portal": self.portal_url, "crowdfunding": self.crowdfunding_url}
        while waiting:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    raise RuntimeError(f"{name} ended: {self.log(name).read_text()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"{' and '.join(waiting)} did not answer")
            waiting = {n: url for n, url in waiting.items() if not answers(url)}
            time.sleep(0.2)


def free_ports(number: int) -> list[int]:
    """Ports nobody listens at; held together, so that all differ."""
    probes = [socket.socket() for _number in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def _server() -> psycopg.Connection:
    address = addressed(os.environ["DATABASE_URL"], "postgres")
    return psycopg.connect(address, autocommit=True)


def addressed(url: str, database: str) -> str:
    """Another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _signal(process: "subprocess.Popen[bytes]", number: int) -> None:
    """To the whole group: a worker's own children too."""
    if process.poll() is None:
        os.killpg(process.pid, number)
