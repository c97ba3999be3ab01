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
# Side by side, as far as the databases of one Redis go (common/settings/test.py): two
# more are for what runs aside.
MOST_WORKERS = 4
# The whole is to end within 15 minutes: what takes the most of them is named.
SLOWEST = ("--durations=12", "--durations-min=4")
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
        codes = _chosen(passed, browser) if _paths(passed) else _all(passed, browser)
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


def _paths(passed: list[str]) -> list[str]:
    return [given for given in passed if (ROOT / given.split("::")[0]).exists()]


def _chosen(passed: list[str], browser: str | None) -> list[int]:
    """The tests of the given paths, each site's by themselves."""
    paths = _paths(passed)
    options = [given for given in passed if given not in paths]
    codes = []
    # Of both: whoever walks one site with a browser comes to the other.
    with ThreadPoolExecutor() as pool:
        list(pool.map(tables.provide, tables.URLS))
    for site in tables.URLS:
        own = [p for p in paths if p.startswith("crowdfunding") == (site != "portal")]
        if own:
            code = _pytest(site, [*own, *options], browser)
            # A suite in which a chosen name finds nothing has not failed.
            codes.append(0 if code == 5 else code)
    return codes


def _all(options: list[str], browser: str | None) -> list[int]:
    """Every test of both sites, so that no processor waits.

    Browsers, the sites they visit and starts of whole sites wait a good part of their
    time: the many other tests take what those leave, and step aside for them. While the
    portal's tables are made, the other site's tests run.
    """
    visitors = [str(path) for path in VISITORS if browser or path != BROWSER_TESTS]
    left_out = [f"--ignore={path}" for path in (GROUND, *VISITORS)]
    most = [*_portal_folders(), *left_out, *_side_by_side(), *options]
    with ThreadPoolExecutor() as pool:
        try:
            other = pool.submit(_crowdfunding, options)
            tables.provide("portal")
            # One after the other: both use the databases of the first workers.
            codes = [other.result()]
            aside = [
                pool.submit(_pytest, "portal", [*paths, *options], browser, aside=place)
                for place, paths in enumerate((visitors, [str(GROUND)]))
            ]
            codes.append(_pytest("portal", most, stepping_aside=True))
            return [*codes, *(row.result() for row in aside)]
        except BaseException:
            # Else the pool would wait for what it runs.
            processes.sweep(VAR)
            raise


def _crowdfunding(options: list[str]) -> int:
    tables.provide("crowdfunding")
    return _pytest("crowdfunding", ["crowdfunding", *_side_by_side(), *options])


def _pytest(
    site: str,
    arguments: list[str],
    browser: str | None = None,
    *,
    aside: int | None = None,
    stepping_aside: bool = False,
) -> int:
    """Run some tests.

    Those that run aside of others count as a worker more, and say their words at their
    end.
    """
    environ = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings.test",
        "CHROMIUM": browser or "",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'bin'}",
    }
    if aside is not None:
        environ["TEST_WORKER"] = f"gw{MOST_WORKERS + aside}"
    command = [str(PYTHON), "-m", "pytest", *SLOWEST, *arguments]
    if stepping_aside:
        command = ["nice", "-n", "5", *command]
    heard = None if aside is None else subprocess.PIPE
    say(f"\nTests of {site}: {arguments[0]} …")
    done = subprocess.run(
        command, cwd=ROOT, env=environ, stdout=heard, text=True, check=False
    )
    print(done.stdout or "", flush=True)
    return done.returncode


def _side_by_side() -> list[str]:
    """As many workers as there are processors; a file of tests stays with one."""
    return ["-n", str(min(os.cpu_count() or 1, MOST_WORKERS)), "--dist", "loadfile"]


def _portal_folders() -> list[str]:
    found = sorted(path.parent.name for path in ROOT.glob("*/tests"))
    return [name for name in found if name != "crowdfunding"]


if __name__ == "__main__":
    run(main)
