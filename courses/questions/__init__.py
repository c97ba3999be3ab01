"""The kinds of questions: what each holds, which answers fit it, what they are worth.

Nothing here knows the database or the web. A question's content is a JSON document; an
answer is a list of strings, as a form sends it. `asked` turns the document into an
object that checks, scores and explains answers.
"""

from typing import Any

from courses.questions.arranging import Matching, Ordering
from courses.questions.choosing import OneOf, SomeOf, TrueFalse
from courses.questions.cloze import Cloze
from courses.questions.content import Asked, Line, Mistaken, Unfit
from courses.questions.writing import Essay, Numeric, Short

KINDS: dict[str, type[Asked]] = {
    "single": OneOf,
    "several": SomeOf,
    "truefalse": TrueFalse,
    "short": Short,
    "numeric": Numeric,
    "matching": Matching,
    "ordering": Ordering,
    "cloze": Cloze,
    "essay": Essay,
}


def asked(kind: str, body: dict[str, Any]) -> Asked:
    """A question's content. Raises `Mistaken` when it cannot be asked like this."""
    return KINDS[kind].read(body)


__all__ = ["KINDS", "Asked", "Line", "Mistaken", "Unfit", "asked"]
