"""The privacy notice in all its versions; consent names the one that was read."""

from pathlib import Path

from django.conf import settings

from common import texts

FOLDER = Path(__file__).parent / "privacy"


def versions() -> list[str]:
    """Every version, the newest first. A version is the day it began."""
    return sorted(
        {path.name.split(".")[0] for path in FOLDER.glob("*.md")}, reverse=True
    )


def newest() -> str:
    return versions()[0]


def read(version: str, language: str) -> texts.Text:
    path = FOLDER / f"{version}.{language}.md"
    if not path.exists():
        path = FOLDER / f"{version}.{settings.LANGUAGE_CODE}.md"
    return texts.read(path)
