"""bin/test: every test of both sites, on servers of its own."""

import argparse
import os
import shutil
import signal
import subprocess
from pathlib import Path

from launch import keys, messages, processes
from launch.environment import PYTHON, ROOT, say
from launch.serve import Servers

VAR = ROOT / "var" / "test"
BROWSER_TESTS = ROOT / "portal" / "tests" / "browser"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Postgres and Redis of a running bin/serve are never a test's.
URLS = ("DATABASE_URL", "CROWDFUNDING_DATABASE_URL", "REDIS_URL")


def main() -> None:
    arguments, passed = _arguments()
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    processes.sweep(VAR)
    servers = Servers(VAR, durable=False)
    browser = None if arguments.no_browser else find_chromium()
    try:
        servers.start()
        keys.provide(VAR)
        messages.compile_catalogs()
        codes = [_suite(site, passed, browser) for site in _sites(passed)]
    except KeyboardInterrupt:
        codes = [130]
    finally:
        servers.stop()
        processes.sweep(VAR)
    if browser is None and not arguments.no_browser:
        say(
            "No Chromium was found and none could be downloaded, so the browser tests"
            " did not run: install chromium, or pass --no-browser to do without them."
        )
        codes.append(1)
    raise SystemExit(max(codes))


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bin/test",
        description="Run every test; what is not listed here goes to pytest.",
    )
    parser.add_argument("--no-browser", action="store_true")
    return parser.parse_known_args()


def _interrupt(number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def find_chromium() -> str | None:
    """The system's Chromium, else Playwright's own, downloaded if it can be."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else CHROMIUMS:
        found = shutil.which(name)
        if found:
            return found
    downloaded = subprocess.run(
        [str(PYTHON), "-m", "playwright", "install", "chromium"],
        capture_output=True,
        check=False,
    )
    if downloaded.returncode != 0:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _sites(passed: list[str]) -> list[str]:
    """The suites that the given paths belong to; both when no path is given."""
    paths = [
        argument for argument in passed if (ROOT / argument.split("::")[0]).exists()
    ]
    wanted = {
        "crowdfunding" if path.startswith("crowdfunding") else "portal"
        for path in paths
    }
    return [site for site in ("portal", "crowdfunding") if site in wanted or not wanted]


def _suite(site: str, passed: list[str], browser: str | None) -> int:
    paths = [a for a in passed if (ROOT / a.split("::")[0]).exists()]
    options = [a for a in passed if a not in paths]
    own = [p for p in paths if p.startswith("crowdfunding") == (site == "crowdfunding")]
    if not own:
        own = ["crowdfunding"] if site == "crowdfunding" else _portal_folders()
        if browser is None:
            options.append(f"--ignore={BROWSER_TESTS}")
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings.test",
        "CHROMIUM": browser or "",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'bin'}",
    }
    say(f"\nTests of {site}")
    command = [str(PYTHON), "-m", "pytest", *own, *options]
    done = subprocess.run(command, cwd=ROOT, env=environ, check=False)
    # A suite in which a chosen name finds nothing has not failed.
    return 0 if done.returncode == 5 and paths else done.returncode


def _portal_folders() -> list[str]:
    found = sorted(path.parent.name for path in ROOT.glob("*/tests"))
    return [name for name in found if name != "crowdfunding"]


if __name__ == "__main__":
    main()
