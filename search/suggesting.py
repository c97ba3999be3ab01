"""“Mungkin maksud Anda …”: another spelling, when what was typed finds nothing.

Proposed are words of what anyone may find, and only when they find this reader
something: no spelling help tells what is said behind closed doors.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, TextField, Value
from django.db.models.functions import Length

from search.models import Word
from search.spelling import most_steps, parts, steps
from search.stems import stem, words

CANDIDATES = 40
MOST_WORDS = 3


def suggestion(typed: str) -> str:
    """The words as they may have been meant; empty when all of them are known."""
    found = [word[0].lower() for word in words(typed)]
    known = set(
        Word.objects.filter(stem__in=[stem(word) for word in found if stem(word)])
        .values_list("stem", flat=True)
        .distinct()
    )
    odd = [word for word in found if stem(word) and stem(word) not in known]
    if not odd or len(odd) > MOST_WORDS:
        return ""
    meant = {word: _nearest(word) for word in odd}
    if not all(meant.values()):
        return ""
    return " ".join(meant.get(word, word) for word in found)


def _nearest(word: str) -> str:
    """The word that takes the fewest steps, of those that share most of its parts."""
    own = parts(word)
    most = most_steps(word)
    near = (
        Word.objects.filter(parts__overlap=own)
        .annotate(length=Length("word"))
        .filter(length__gte=len(word) - most, length__lte=len(word) + most)
        .annotate(shared=Shared(F("parts"), Value(own, ArrayField(TextField()))))
        .order_by("-shared", "word")
        .values_list("word", flat=True)[:CANDIDATES]
    )
    judged = [(steps(word, each), n, each) for n, each in enumerate(near)]
    return min((each for each in judged if each[0] <= most), default=(0, 0, ""))[2]


class Shared(Func):
    """How many parts two words have in common."""

    template = "(SELECT count(*) FROM (SELECT unnest(%(expressions)s)) AS common)"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = IntegerField()
