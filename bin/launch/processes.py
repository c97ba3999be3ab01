"""Knowing which processes are ours, and ending them, also after a kill -9."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psutil

from launch.environment import MARK, instance


def leftovers(var: Path) -> Iterator[psutil.Process]:
    """Processes an earlier start left behind.

    Ours carry the mark in their environment. PostgreSQL overwrites its environment
    with its title, so it is known by the data folder it works in; other commands keep
    theirs in folders below ours.
    """
    name = instance(var)
    folders = (var / "pg", var / "valkey")
    mine = {os.getpid(), *(p.pid for p in psutil.Process().parents())}
    for process in psutil.process_iter(["pid"]):
        if process.pid in mine:
            continue
        with contextlib.suppress(psutil.Error, OSError):
            marked = process.environ().get(MARK) == name
            if marked or Path(process.cwd()) in folders:
                yield process


def sweep(var: Path, grace: float = 8.0) -> int:
    """End what an earlier start left behind; the number of processes ended."""
    found = list(leftovers(var))
    for process in found:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _gone, alive = psutil.wait_procs(found, timeout=grace)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=grace)
    return len(found)
