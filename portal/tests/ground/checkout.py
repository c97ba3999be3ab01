"""A copy of this checkout in a folder of its own, with its own data."""

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import psutil

from launch.environment import instance

ROOT = Path(__file__).resolve().parents[3]
LEFT_OUT = ("var", ".venv", ".git", ".mypy_cache", ".ruff_cache", ".hypothesis")
READY = "Ready after"
# Under root, a namespace in which we are user 1000 and may do what such a user may.
UNSHARE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
ORDINARY = UNSHARE if os.getuid() == 0 else ()
STARTING_SECONDS = 600


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Checkout:
    """bin/serve in a copied tree; its virtual environment is hard-linked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.portal_port, self.crowdfunding_port = free_port(), free_port()
        self.process: subprocess.Popen[str] | None = None
        self.log = folder.parent / "serve.log"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
        shutil.copytree(
            ROOT / ".venv", folder / ".venv", copy_function=_link, symlinks=True
        )

    def environ(self, **more: str) -> dict[str, str]:
        ours = ("DATABASE_URL", "CROWDFUNDING_DATABASE_URL", "REDIS_URL", "PYTHONPATH")
        left_out = (*ours, "LOKADAYA_INSTANCE", "DJANGO_SETTINGS_MODULE", "VAR")
        kept = {k: v for k, v in os.environ.items() if k not in left_out}
        sites = ("PORTAL_URL", "CROWDFUNDING_URL")
        kept = {k: v for k, v in kept.items() if k not in sites}
        ports = {
            "PORTAL_PORT": str(self.portal_port),
            "CROWDFUNDING_PORT": str(self.crowdfunding_port),
        }
        return {**kept, **ports, **more}

    def serve(
        self, *arguments: str, prefix: tuple[str, ...] = (), **environ: str
    ) -> None:
        """Start, by way of another command if one is given; return when both answer."""
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [*prefix, self.folder / "bin" / "serve", *arguments],
                env=self.environ(**environ),
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )
        deadline = time.monotonic() + STARTING_SECONDS
        while READY not in self.words():
            assert self.process.poll() is None, self.words()
            assert time.monotonic() < deadline, self.words()
            time.sleep(0.2)

    def refused(self, *arguments: str, **environ: str) -> str:
        """Start, expecting it to end by itself; the last thing it said."""
        done = subprocess.run(
            [self.folder / "bin" / "serve", *arguments],
            env=self.environ(**environ),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode != 0
        return done.stderr.strip().splitlines()[-1]

    def words(self) -> str:
        return self.log.read_text()

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def processes(self) -> list[psutil.Process]:
        """Every living process that this checkout started."""
        mark = instance(self.folder / "var")
        return [p for p in psutil.process_iter() if _is_ours(p, mark, self.folder)]

    def psql(self, question: str) -> str:
        """Ask the embedded database of the portal."""
        import psycopg

        line = (self.folder / "var" / "environment").read_text().splitlines()[0]
        with psycopg.connect(line.partition("=")[2], autocommit=True) as connection:
            cursor = connection.execute(question)
            row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


def _link(source: str, target: str) -> str:
    os.link(source, target)
    return target


def _is_ours(process: psutil.Process, mark: str, folder: Path) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        marked = process.environ().get("LOKADAYA_INSTANCE") == mark
        return marked or Path(process.cwd()).is_relative_to(folder / "var")
    except (psutil.Error, OSError):
        return False
