"""What the texts of a backup lead to: its files, its other activities, its course."""

import re
from html import escape

from courses.exchange.moodle.pool import Area, Pool
from courses.exchange.pages import Lead
from courses.exchange.parcels import FILE, STEP, File

PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/*(.+)", re.DOTALL)
CODE = re.compile(r"\$@([A-Z]+)\*(\d+)(?:\*(\d+))?(?:\*\d+)*@\$.*", re.DOTALL)
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
BY_INSTANCE = re.compile(r"([A-Z]+)VIEWBY[A-Z]")


def leading(pool: Pool, known: set[str], area: Area, item: str = "0") -> Lead:
    """By the texts of one area and item; `known` are the steps' keys."""

    def lead(address: str) -> str | None:
        if named := PLUGIN_FILE.match(address):
            file = pool.find(area, item, named[1])
            return f"{FILE}{file.key}" if file else None
        if coded := CODE.match(address):
            key = key_of(coded[1], coded[2], coded[3])
            return f"{STEP}{key}" if key in known else None
        return None

    return lead


def key_of(code: str, first: str, second: str | None) -> str:
    """The key of what a code of Moodle means; empty for what has no page here."""
    if code == "COURSEVIEWBYID":
        return "course"
    if code.startswith("BOOKVIEWBY") and code.endswith("CH"):
        return f"chapter:{second}"
    if code.endswith("VIEWBYID"):
        return f"cm:{first}"
    if by_instance := BY_INSTANCE.fullmatch(code):
        return f"{by_instance[1].lower()}:{first}"
    return ""


def shown(file: File) -> str:
    """A paragraph that shows it, or leads to it."""
    name = escape(file.name)
    if file.name.lower().endswith(PICTURES):
        return f'<p><img src="{FILE}{file.key}" alt="{name}"></p>'
    return f'<p><a href="{FILE}{file.key}">{name}</a></p>'
