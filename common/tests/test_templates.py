"""What every template must keep to, read from the templates themselves."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))


# A number that a machine reads back: where 1234 is written 1.234, it finds nothing.
BARE = re.compile(
    r"{{ *(?:[\w.]+\.(?:pk|id|seq)|pk|seq|[\w.]*\b(?!auto_)[a-z]+_id) *}}"
)


@cache
def words_of(name: str) -> str:
    return (FOLDER / name).read_text()


@cache
def needs_a_token(name: str) -> bool:
    """Whether it has a form to post, itself or in a template that it includes."""
    if "{% csrf_token %}" in words_of(name):
        return True
    included = INCLUDE.findall(words_of(name))
    return any(needs_a_token(found) for found, _more in included)


@pytest.mark.parametrize("name", NAMES)
def test_no_form_is_cut_off_from_its_token(name):
    """`only` hides the token too, unless it is handed on: what is included so could
    never be posted.
    """
    cut_off = [
        found
        for found, more in INCLUDE.findall(words_of(name))
        if more.rstrip().endswith(" only")
        and " csrf_token=csrf_token " not in more
        and needs_a_token(found)
    ]
    assert cut_off == []


@pytest.mark.parametrize("name", NAMES)
def test_a_key_is_never_written_as_an_amount(name):
    assert BARE.findall(words_of(name)) == []
