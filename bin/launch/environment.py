"""Makes the virtual environment, then hands over to the command inside it.

Runs under the machine's own Python with nothing but the standard library. The command
modules beside this file run under `.venv/bin/python` and may import what is installed.
"""

import errno
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
DATA = {"test": ROOT / "var" / "test", "bench": ROOT / "var" / "bench"}
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lokadaya-installed"
MARK = "LOKADAYA_INSTANCE"
STARTED = "LOKADAYA_STARTED"
# What may name servers in place of the embedded ones.
SERVERS = ("DATABASE_URL", "CROWDFUNDING_DATABASE_URL", "REDIS_URL")
MEBIBYTE = 1024 * 1024
FIRST_INSTALL_BYTES = 900 * MEBIBYTE
WORKING_BYTES = 100 * MEBIBYTE


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with one sentence for the person at the terminal."""
    say(sentence)
    raise SystemExit(1)


def instance(var: Path) -> str:
    """The name of a data folder, which moves with the checkout; a copy has its own.

    Every process that a command starts carries it in its environment, and so do theirs:
    that is how the next start knows what a kill -9 left behind.
    """
    var.mkdir(parents=True, exist_ok=True)
    path, here = var / "instance", str(var.stat().st_ino)
    name, _space, place = path.read_text().partition(" ") if path.exists() else [""] * 3
    if place != here:
        name = secrets.token_hex(8)
        path.write_text(f"{name} {here}")
    return name


def require_room(path: Path, needed: int) -> None:
    free = shutil.disk_usage(path).free
    if free < needed:
        stop(
            f"The disk holding {path} is full: {free // MEBIBYTE} MB are free and"
            f" {needed // MEBIBYTE} MB are needed."
        )


def require_free_port(port: int, variable: str) -> None:
    """The port must be free on the loopback address, or the start ends here."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                stop(
                    f"Port {port} is taken by another program:"
                    f" stop it, or choose another with {variable}=…"
                )
            stop(f"Port {port} cannot be used ({error.strerror}): change {variable}.")


def chosen_port(variable: str, default: int) -> int:
    value = os.environ.get(variable, "") or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        stop(f"{variable} must be a port number between 1 and 65535, not {value!r}.")
    return int(value)


def require_ports() -> tuple[int, int]:
    """The addresses of the portal and of crowdfunding, both free."""
    portal = chosen_port("PORTAL_PORT", 8000)
    crowdfunding = chosen_port("CROWDFUNDING_PORT", 8001)
    if portal == crowdfunding:
        stop("PORTAL_PORT and CROWDFUNDING_PORT must differ.")
    require_free_port(portal, "PORTAL_PORT")
    require_free_port(crowdfunding, "CROWDFUNDING_PORT")
    return portal, crowdfunding


def _fingerprint(requirements: list[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in requirements:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _environment_runs() -> bool:
    try:
        done = subprocess.run(
            [PYTHON, "-c", "import pip"], capture_output=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def _make_environment() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "This Python has no venv module: install it first"
            " (on Debian and Ubuntu: apt install python3-venv)."
        )
    say("Making the virtual environment …")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", VENV],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        require_room(ROOT, WORKING_BYTES)
        stop(f"The virtual environment could not be made: {_last_line(made)}")


def _last_line(done: "subprocess.CompletedProcess[str]") -> str:
    lines = (done.stderr or done.stdout or "no reason given").strip().splitlines()
    return lines[-1] if lines else "no reason given"


def _requirements_for(command: str) -> list[Path]:
    runtime, development = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    return [runtime] if command == "serve" else [runtime, development]


def install(requirements: list[Path]) -> None:
    """Bring `.venv` to exactly what the requirement files pin; nothing if it is."""
    wanted = {path.name: _fingerprint([path]) for path in requirements}
    installed = dict(
        line.split(" ", 1) for line in _read_stamp().splitlines() if " " in line
    )
    current = all(installed.get(name) == digest for name, digest in wanted.items())
    if current and _environment_runs():
        return
    if not _environment_runs():
        require_room(ROOT, FIRST_INSTALL_BYTES)
        _make_environment()
        installed = {}
    missing = [p for p in requirements if installed.get(p.name) != wanted[p.name]]
    names = " and ".join(path.name for path in missing)
    say(f"Installing {names} (a minute or two the first time) …")
    STAMP.unlink(missing_ok=True)
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--quiet"]
    command += ["--disable-pip-version-check", "--no-input"]
    for path in missing:
        command += ["-r", str(path)]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        require_room(ROOT, WORKING_BYTES)
        say((done.stderr or "").strip())
        stop(
            f"{names} could not be installed: check the connection to the package"
            " index, then run the same command again."
        )
    STAMP.write_text("".join(f"{n} {d}\n" for n, d in {**installed, **wanted}.items()))


def _read_stamp() -> str:
    try:
        return STAMP.read_text()
    except OSError:
        return ""


def main() -> None:
    started = time.time()
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == "serve" and not (ROOT / "var" / "instance").exists():
        require_ports()
    require_room(ROOT, WORKING_BYTES)
    install(_requirements_for(command))
    environ = environ_of(command) | {STARTED: f"{started:.1f}"}
    os.chdir(ROOT)
    module = f"launch.{command}"
    os.execve(PYTHON, [str(PYTHON), "-m", module, *arguments], environ)


def environ_of(command: str) -> dict[str, str]:
    """What a command runs with. Named servers hold a site's own data: tests and
    measurements, which empty and fill theirs, are never told of them.
    """
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "bin"), "PYTHONUNBUFFERED": "1"}
    environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environ.get('PATH', '')}"
    environ[MARK] = instance(DATA.get(command, ROOT / "var"))
    left_out = ("PYTHONHOME", *(SERVERS if command in ("test", "bench") else ()))
    return {name: value for name, value in environ.items() if name not in left_out}


def run(command: Callable[[], None]) -> None:
    """What a full disk or a closed folder does to it is said in one sentence."""
    try:
        command()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            stop(f"The disk holding {ROOT} is full: free some space and try again.")
        if error.errno in (errno.EACCES, errno.EROFS):
            stop(f"{error.filename or ROOT} cannot be written: check its permissions.")
        raise


if __name__ == "__main__":
    try:
        run(main)
    except KeyboardInterrupt:
        stop("Stopped before it was set up; run the same command again.")
