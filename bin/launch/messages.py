"""Translations without GNU gettext: extraction and compilation through Babel.

Django's own `templatize` turns a template into lines that an extractor for Python can
read, which is what `makemessages` does before it calls xgettext.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from launch.environment import ROOT

LOCALE = ROOT / "locale"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SKIPPED = {".venv", "var", "locale", "bin", "node_modules", "tests", "migrations"}


def compile_catalogs() -> None:
    """Write each `.mo` that is older than its `.po`."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        with source.open("rb") as readable, target.open("wb") as writable:
            write_mo(writable, read_po(readable))


def extracted() -> Catalog:
    """Every marked text of templates and code, as a catalog without translations."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if SKIPPED.intersection(parts) or path.suffix not in {".py", ".html", ".txt"}:
            continue
        if path.suffix != ".py" and parts[0] != "templates":
            continue
        for line, message, comments, context in _messages(path):
            place = [(str(path.relative_to(ROOT)), line)]
            catalog.add(message, None, place, auto_comments=comments, context=context)
    return catalog


def _messages(path: Path):  # type: ignore[no-untyped-def]
    text = path.read_text()
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        # A template's indentation means nothing, and to a Python reader too much.
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.lstrip() for line in lines)
    return list(
        extract(
            "python",
            io.BytesIO(text.encode()),
            keywords=KEYWORDS,
            comment_tags=["Translators"],
        )
    )


def update(language: str = "en") -> list[str]:
    """Bring a language's catalog up to date; its texts still without translation."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as readable:
            known = read_po(readable, locale=language)
    fresh = Catalog(
        locale=language,
        header_comment="# English for both sites; Indonesian is the source.",
        project="Lokadaya",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        # A date would change with every run and say nothing.
        creation_date=datetime(2026, 11, 21, tzinfo=UTC),
        revision_date=datetime(2026, 11, 21, tzinfo=UTC),
        charset="utf-8",
        fuzzy=False,
    )
    for message in extracted():
        if not message.id:
            continue
        translated = known.get(message.id, message.context)
        fresh.add(
            message.id,
            translated.string if translated else None,
            message.locations,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    known = fresh
    with path.open("wb") as writable:
        write_po(
            writable,
            known,
            width=88,
            sort_output=True,
            no_location=False,
            omit_header=False,
            include_lineno=False,
        )
    return untranslated(known)


def untranslated(catalog: Catalog) -> list[str]:
    """Texts that a reader of that language would see in Indonesian."""
    missing = []
    for message in catalog:
        if not message.id:
            continue
        strings = (
            message.string
            if isinstance(message.string, tuple | list)
            else [message.string]
        )
        if not all(strings):
            missing.append(str(message.id))
    return missing


def check(language: str = "en") -> list[str]:
    """Texts of the code that the catalog does not translate."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as readable:
        known = read_po(readable, locale=language)
    missing = []
    for message in extracted():
        if not message.id:
            continue
        found = known.get(message.id, message.context)
        strings = found.string if found else ""
        every = strings if isinstance(strings, tuple | list) else [strings]
        if not all(every):
            missing.append(str(message.id))
    return missing


if __name__ == "__main__":
    missing = check() if sys.argv[1:] == ["check"] else update()
    for text in missing:
        print(repr(text))
    if missing:
        print(
            f"{len(missing)} texts have no English in locale/en/LC_MESSAGES/django.po."
        )
        sys.exit(1)
