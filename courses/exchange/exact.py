"""What a format has no place for travels along as a note that only we read.

The note names the question it belongs to by the digest of all that the format itself
says. Whoever rewords the question in the file makes the note stale, and it is passed
over: what people can see always counts.
"""

import json
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from courses.exchange.drafts import CONTENT, Draft
from courses.questions import Mistaken

MARK = "lokadaya:1"


def note(draft: Draft, read_back: Draft, *, is_changed: bool = False) -> str:
    """On one line of plain letters; empty when the format says it all.

    With `is_changed` reading it back tells of a change where there is none.
    """
    theirs = read_back.content
    missing = {k: v for k, v in draft.content.items() if v != theirs[k]}
    if not missing and not is_changed:
        return ""
    return f"{MARK} {read_back.digest} {json.dumps(missing)}"


def completed(draft: Draft, said: str, notes: list[str]) -> Draft:
    """The question with what its note adds; what is wrong with that goes to `notes`."""
    _mark, _space, rest = said.partition(" ")
    digest, _space, added = rest.partition(" ")
    try:
        if draft.checked().digest != digest:
            notes.append(
                _("Diubah di berkas sesudah diunduh: setelan tambahannya dilewati.")
            )
            return draft
        whole = replace(draft, **_known(json.loads(added))).checked()
    except (Mistaken, TypeError, ValueError, RecursionError):
        notes.append(_("Setelan tambahannya rusak, jadi dilewati."))
        return draft
    # Whatever reading the format alone has lost is here again.
    notes.clear()
    return whole


def _known(added: Any) -> dict[str, Any]:
    if not isinstance(added, dict):
        raise TypeError
    return {name: added[name] for name in CONTENT if name in added}
