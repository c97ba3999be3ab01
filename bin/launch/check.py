"""bin/check: everything that can be known without running the sites."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

from launch import keys, messages
from launch.environment import PYTHON, ROOT, say

PLACEHOLDERS = {
    "DATABASE_URL": "postgresql://nobody@localhost/portal",
    "CROWDFUNDING_DATABASE_URL": "postgresql://nobody@localhost/crowdfunding",
    "REDIS_URL": "redis://localhost:6379",
    "PORTAL_URL": "https://lokadaya.net",
    "CROWDFUNDING_URL": "https://lokadaya.com",
    "ALLOWED_HOSTS": "lokadaya.net,lokadaya.com",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-only-for-the-check-of-deploy",
    "EMAIL_HOST": "localhost",
    "DEFAULT_FROM_EMAIL": "kabar@lokadaya.net",
}
SITES = ("portal", "crowdfunding")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(PLACEHOLDERS)
        keys.provide(Path(folder))
        messages.compile_catalogs()
        failed = [name for name, check in CHECKS.items() if not _passes(name, check)]
    if failed:
        say(f"\nFailed: {', '.join(failed)}.")
        raise SystemExit(1)
    say("\nAll checks pass.")


def _passes(name: str, commands: list[list[str]]) -> bool:
    started = time.monotonic()
    passes = True
    for command in commands:
        environ = dict(os.environ)
        while "=" in command[0]:
            variable, value = command[0].split("=", 1)
            environ[variable] = value
            command = command[1:]
        done = subprocess.run(
            [str(PYTHON), "-m", *command],
            cwd=ROOT,
            env=environ,
            text=True,
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            passes = False
            say((done.stdout + done.stderr).strip())
    seconds = time.monotonic() - started
    say(f"{'ok    ' if passes else 'FAILED'}  {name}, {seconds:.1f} s")
    return passes


def _django(site: str, environment: str, *command: str) -> list[str]:
    settings = f"DJANGO_SETTINGS_MODULE={site}.settings.{environment}"
    return [settings, "django", *command]


CHECKS: dict[str, list[list[str]]] = {
    "ruff": [["ruff", "check"], ["ruff", "format", "--check"]],
    "djlint": [["djlint", "templates", "--lint", "--quiet"]],
    "import-linter": [["launch.contracts"]],
    "migrations": [
        _django(site, "test", "makemigrations", "--check", "--dry-run")
        for site in SITES
    ],
    "deploy": [
        _django(site, "production", "check", "--deploy", "--fail-level", "WARNING")
        for site in SITES
    ],
    "translations": [
        ["DJANGO_SETTINGS_MODULE=portal.settings.test", "launch.messages", "check"]
    ],
    "mypy, portal": [["DJANGO_SETTINGS_MODULE=portal.settings.test", "mypy", "."]],
    "mypy, crowdfunding": [
        [
            *("DJANGO_SETTINGS_MODULE=crowdfunding.settings.test", "mypy"),
            *("--config-file", "mypy-crowdfunding.ini", "crowdfunding"),
        ]
    ],
}


if __name__ == "__main__":
    main()
