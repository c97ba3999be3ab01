"""bin/serve: both sites, their workers and their databases, from a fresh clone on."""

import argparse
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

import psutil
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Printer

from launch import keys, messages, named, processes
from launch.embedded import Postgres, Valkey
from launch.environment import (
    PYTHON,
    ROOT,
    SERVERS,
    STARTED,
    require_ports,
    run,
    say,
    stop,
)

VAR = ROOT / "var"
EVERYWHERE = "0.0.0.0"  # noqa: S104
PATIENCE_SECONDS = 60
SITES = {"portal": "portal", "crowdfunding": "crowdfunding"}


def main() -> None:
    arguments = _arguments()
    started = float(os.environ.get(STARTED) or time.time())
    lock = _only_one()
    swept = processes.sweep(VAR)
    if swept:
        say(f"Ended {swept} processes that an earlier start had left behind.")
    portal_port, crowdfunding_port = require_ports()
    if arguments.fresh:
        _start_over()
    servers = Servers(VAR)
    # Started with "&", a shell makes us ignore Ctrl-C: take it back.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        servers.start()
        _settle_environment(portal_port, crowdfunding_port)
        say("Preparing both databases …")
        prepare()
        code = _run(servers, started)
    except KeyboardInterrupt:
        say("Stopping …")
        code = 0
    finally:
        servers.stop()
        processes.sweep(VAR)
        lock.close()
    raise SystemExit(code)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/serve", description="Set up and run both sites."
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="start with new data; what was there is deleted",
    )
    return parser.parse_args()


def _interrupt(number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _only_one() -> IO[str]:
    lock = (VAR / "serve.lock").open("a+")
    try:
        # A record lock is this process's alone: no child outlives us with it.
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        stop("Lokadaya is already running from this folder: stop it with Ctrl-C first.")
    return lock


def _start_over() -> None:
    if any(os.environ.get(name) for name in SERVERS):
        stop(
            "--fresh only deletes the embedded data: with DATABASE_URL,"
            " CROWDFUNDING_DATABASE_URL or REDIS_URL set, empty that server yourself."
        )
    say("Deleting the old data …")
    for name in ("pg", "valkey", "media", "mail", "portal-beat", "crowdfunding-beat"):
        path = VAR / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


class Servers:
    """The embedded servers that no environment variable replaces."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var
        self.durable = durable
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None

    def start(self) -> None:
        environ = os.environ
        named.require_answers()
        missing = [n for n in SERVERS[:2] if not environ.get(n)]
        if missing:
            say("Starting PostgreSQL …")
            self.postgres = Postgres(self.var, durable=self.durable)
            self.postgres.start()
            for name, database in zip(SERVERS[:2], SITES.values(), strict=True):
                if name in missing:
                    self.postgres.ensure_database(database)
                    environ[name] = self.postgres.url(database)
        if not environ.get("REDIS_URL"):
            say("Starting Valkey …")
            self.valkey = Valkey(self.var)
            self.valkey.start()
            environ["REDIS_URL"] = self.valkey.url()

    def ended(self) -> str | None:
        """The name of an embedded server that has gone away by itself."""
        for name, server in (("PostgreSQL", self.postgres), ("Valkey", self.valkey)):
            if server and server.process and server.process.poll() is not None:
                return name
        return None

    def stop(self) -> None:
        for server in (self.valkey, self.postgres):
            if server:
                server.stop()


def _settle_environment(portal_port: int, crowdfunding_port: int) -> None:
    """What both sites read; kept in a file too, for `manage.py` beside them."""
    environ = os.environ
    host = environ.setdefault("HOST", "127.0.0.1")
    shown = "localhost" if host in ("127.0.0.1", EVERYWHERE) else host
    environ.setdefault("PORTAL_URL", f"http://{shown}:{portal_port}")
    environ.setdefault("CROWDFUNDING_URL", f"http://{shown}:{crowdfunding_port}")
    environ["PORTAL_PORT"] = str(portal_port)
    environ["CROWDFUNDING_PORT"] = str(crowdfunding_port)
    environ["VAR"] = str(VAR)
    keys.provide(VAR)
    names = (*SERVERS, "PORTAL_URL", "CROWDFUNDING_URL")
    (VAR / "environment").write_text("".join(f"{n}={environ[n]}\n" for n in names))


def prepare(environment: str = "development") -> None:
    """Compile translations, migrate, load reference data, and demo data once."""
    messages.compile_catalogs()
    running = {
        site: subprocess.Popen(
            [str(PYTHON), "manage.py", "prepare", "--skip-checks"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": f"{site}.settings.{environment}",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for site in SITES
    }
    failed = []
    for site, process in running.items():
        output, _nothing = process.communicate()
        for line in output.splitlines() if process.returncode else []:
            say(f"  {site}: {line}")
        if process.returncode:
            failed.append(site)
    if failed:
        stop(f"The data of {' and '.join(failed)} could not be prepared; see above.")


def _run(servers: Servers, started: float) -> int:
    entries = parse_procfile((ROOT / "Procfile").read_text())
    manager = Manager(Printer(sys.stdout))
    for name, command in entries.processes.items():
        site = name.split("-")[0]
        settings = {"DJANGO_SETTINGS_MODULE": f"{site}.settings.development"}
        environ = {**os.environ, **settings}
        if name not in SITES:
            # People wait for the sites: workers let them go first.
            command = command.replace("exec ", "exec nice ", 1)
        manager.add_process(name, command, env=environ, cwd=str(ROOT))
    watch = threading.Thread(target=_watch, args=(manager, servers), daemon=True)
    watch.start()
    ready = threading.Thread(target=_greet, args=(started,), daemon=True)
    ready.start()
    manager.loop()
    if servers.ended():
        say(f"{servers.ended()} stopped by itself: run bin/serve again.")
        return 1
    code = int(manager.returncode or 0)
    # Ctrl-C is how one stops: honcho calls it 130, and SIGTERM 143.
    return 0 if code in (128 + signal.SIGINT, 128 + signal.SIGTERM) else code


def _watch(manager: Manager, servers: Servers) -> None:
    """Stop everything when a server or a process has gone.

    honcho learns of an end when the output closes, and the children of a killed worker
    keep it open: so the processes themselves are looked at.
    """
    while not servers.ended() and not any(map(_has_died, _pids(manager))):
        time.sleep(1)
    manager.terminate()


def _pids(manager: Manager) -> list[int]:
    return [p["pid"] for p in list(manager._processes.values()) if p.get("pid")]


def _has_died(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return True


def _greet(started: float) -> None:
    """Say where to go once both sites answer."""
    portal, crowdfunding = os.environ["PORTAL_URL"], os.environ["CROWDFUNDING_URL"]
    _wait_for(portal, crowdfunding)
    seconds = time.time() - started
    lines = (
        "",
        f"Ready after {seconds:.0f} seconds. Ctrl-C stops everything.",
        "",
        f"  lokadaya.net   {portal}",
        f"  lokadaya.com   {crowdfunding}",
        "",
        "Demo accounts, password lokadaya-demo:",
        "  peserta@contoh.id  peserta2@contoh.id  fasilitator@contoh.id",
        "  mentor@contoh.id  koordinator@contoh.id  pengurus@contoh.id",
        "  peninjau@contoh.id (reviewer on lokadaya.com)  admin@contoh.id",
        "",
        f"E-mail and codes are shown below and kept in {VAR / 'mail'}.",
        "",
    )
    print("\n".join(lines), flush=True)


def _wait_for(*urls: str) -> None:
    """Until every site answers; who waits is told now and then which does not."""
    told = time.monotonic()
    while silent := [url for url in urls if not answers(url)]:
        if time.monotonic() - told > PATIENCE_SECONDS:
            told = time.monotonic()
            say(f"No answer yet from {' and '.join(silent)}: see the lines above.")
        time.sleep(0.3)


def answers(url: str) -> bool:
    """Whether a site of this machine does: no proxy has anything to say there."""
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with directly.open(f"{url}/sehat/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    run(main)
