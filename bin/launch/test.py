"""bin/test: every test of both sites, on servers of its own."""

import argparse
import os
import shutil
import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

from launch import keys, messages, processes, tables
from launch.environment import PYTHON, ROOT, run, say
from launch.serve import Servers

VAR = ROOT / "var" / "test"
BROWSER_TESTS = ROOT / "portal" / "tests" / "browser"
# What starts whole sites, with every process: the command itself, and those who visit.
GROUND = ROOT / "portal" / "tests" / "ground"
VISITORS = (ROOT / "portal" / "tests" / "test_single_sign_on.py", BROWSER_TESTS)
# Side by side, as far as the databases of one Redis go (common/settings/test.py).
MOST_WORKERS = 4
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
        with ThreadPoolExecutor() as pool:
            list(pool.map(tables.provide, tables.URLS))
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
    return path if _starts(path) else None


def _starts(chromium: str) -> bool:
    """A download is no browser where the libraries it needs are not installed."""
    try:
        command = [chromium, "--version"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


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
    say(f"\nTests of {site}")
    if own:
        code = _pytest(site, [*own, *options], browser)
        # A suite in which a chosen name finds nothing has not failed.
        return 0 if code == 5 else code
    if site == "crowdfunding":
        return _pytest(site, [site, *_side_by_side(), *options], browser)
    left_out = [f"--ignore={path}" for path in (GROUND, *VISITORS)]
    most = [*_portal_folders(), *left_out, *_side_by_side(), *options]
    visitors = [path for path in VISITORS if browser or path != BROWSER_TESTS]
    first = _pytest(site, most, browser)
    with ThreadPoolExecutor() as pool:
        ground = pool.submit(_pytest, site, [str(GROUND), *options], None, aside=True)
        others = _pytest(site, [*map(str, visitors), *options], browser)
        return max(first, others, ground.result())


def _pytest(
    site: str, arguments: list[str], browser: str | None, *, aside: bool = False
) -> int:
    """Run some tests; what is run aside of others says its words at its end."""
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings.test",
        "CHROMIUM": browser or "",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'bin'}",
    }
    command = [str(PYTHON), "-m", "pytest", *arguments]
    heard = subprocess.PIPE if aside else None
    done = subprocess.run(
        command, cwd=ROOT, env=environ, stdout=heard, text=True, check=False
    )
    print(done.stdout or "", flush=True)
    return done.returncode


def _side_by_side() -> list[str]:
    """As many workers as there are processors; a file of tests stays with one."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []


def _portal_folders() -> list[str]:
    found = sorted(path.parent.name for path in ROOT.glob("*/tests"))
    return [name for name in found if name != "crowdfunding"]


if __name__ == "__main__":
    run(main)
