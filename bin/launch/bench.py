"""bin/bench: what has a bound, measured, on a database of its own.

The numbers are processor time of the server and counts of queries, on pages served with
production settings, so that a busy machine disturbs them less than a stop watch would.
Machines differ all the same: each time also shows its ratio to the emptiest signed-in
page of the same run.
"""

import argparse
import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from launch import keys, messages, processes
from launch.benchmarks.server import Server
from launch.environment import DATA, PYTHON, ROOT, run, say
from launch.serve import Servers

VAR = DATA["bench"]
APPS = ("portal", "courses", "notices", "forum", "search", "alliances")


@dataclass(frozen=True)
class Row:
    """One measurement against its bound; a smaller value is always better."""

    name: str
    value: float
    unit: str
    bound: float
    note: str = ""

    @property
    def ok(self) -> bool:
        return self.value <= self.bound


def main() -> None:
    arguments = _arguments()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    processes.sweep(VAR)
    servers = Servers(VAR)
    rows: list[Row] = []
    try:
        servers.start()
        _settle()
        import django

        django.setup()
        for row in _faults() if arguments.faults else _bounds(arguments.only):
            rows.append(row)
            _print(row, as_json=arguments.json)
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    finally:
        servers.stop()
        processes.sweep(VAR)
    missed = [row.name for row in rows if not row.ok]
    if missed:
        say(f"Bounds missed: {', '.join(missed)}.")
        raise SystemExit(1)


def _bounds(only: str | None) -> Iterator[Row]:
    from launch.benchmarks import assembly, seed

    # A room needs none of the rest, which takes its time.
    if only != "alliances":
        seed.ensure(say)
    assembly.ensure(say)
    with Server(VAR) as server:
        for app in [only] if only else APPS:
            say(f"Measuring {app} …")
            yield from importlib.import_module(f"launch.benchmarks.{app}").rows(server)


def _faults() -> Iterator[Row]:
    from launch.benchmarks import faults

    say("Cutting lines and killing servers …")
    yield from faults.rows(VAR, say)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON line per row")
    parser.add_argument("--only", choices=APPS, help="measure one app")
    parser.add_argument(
        "--faults", action="store_true", help="only the fault test of rooms: minutes"
    )
    return parser.parse_args()


def _settle() -> None:
    """Production settings, on the bench's own servers and keys."""
    environ = os.environ
    keys.provide(VAR)
    key = VAR / "keys" / "letters_key"
    environ.update(
        DJANGO_SETTINGS_MODULE="portal.settings.production",
        SECRET_KEY=key.read_text(),
        ALLOWED_HOSTS="lokadaya.net,localhost",
        PORTAL_URL="https://lokadaya.net",
        CROWDFUNDING_URL="https://lokadaya.com",
        EMAIL_HOST="localhost",
        DEFAULT_FROM_EMAIL="kabar@lokadaya.net",
        STATIC_ROOT=str(VAR / "static"),
    )
    sys.path.insert(0, str(ROOT))
    messages.compile_catalogs()
    say("Preparing the database and static files …")
    for command in (["prepare"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([str(PYTHON), "manage.py", *command], cwd=ROOT, check=True)


def _print(row: Row, *, as_json: bool) -> None:
    if as_json:
        shown = asdict(row)
        # With its ratio to the emptiest page, where it is a time.
        note = shown.pop("note")
        shown |= {"ok": row.ok, "note": note}
        print(json.dumps(shown), flush=True)
        return
    mark = "ok  " if row.ok else "MISS"
    value = f"{row.value:g}".replace(".", ",")
    bound = f"{row.bound:g}".replace(".", ",")
    print(f"{mark}  {row.name:<34} {value:>8} {row.unit:<8} ≤ {bound:<6} {row.note}")


if __name__ == "__main__":
    run(main)
