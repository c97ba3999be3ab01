"""The portal's own long texts, one file for each language."""

from pathlib import Path

from django.utils.translation import get_language

from common import texts

FOLDER = Path(__file__).parent / "pages"


def page(name: str) -> texts.Text:
    language = get_language() or "id"
    path = FOLDER / f"{name}.{language}.md"
    return texts.read(path if path.exists() else FOLDER / f"{name}.id.md")
