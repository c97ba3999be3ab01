"""What can be found: an entry for each thing, and the words that occur in them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Length

# Of the words of an entry those of its title, which have weight A. The index is made
# of the same expression: a condition upon it is answered without reading any words.
TITLE = Func(
    F("words"),
    function="ts_filter",
    template="%(function)s(%(expressions)s, '{a}')",
    output_field=SearchVectorField(),
)


class EntryQuerySet(models.QuerySet["Entry"]):
    def matching(self, words: str) -> Self:
        """In which all of these words occur, in whatever form."""
        return self.filter(words=query(words))

    def titled(self, words: str) -> Self:
        """In whose title all of them occur, what is titled exactly so first."""
        found = self.alias(title_words=TITLE).filter(title_words=query(words))
        return found.order_by(Length(TITLE), "-at")


def query(words: str) -> SearchQuery:
    """Stems, joined by “&”: of letters and digits alone, each is itself in a query."""
    return SearchQuery(words, config="simple", search_type="raw")


class Entry(models.Model):
    """One thing that can be found; who may find it is asked of the thing itself.

    `thing` is the key of a row of its `kind`. Of several entries with one `group` only
    the best is shown. `place` and `author` narrow a search; an author who goes by a
    pseudonym is none. `text` is empty where the thing tells its words itself.
    """

    kind = models.CharField(max_length=24)
    thing = models.PositiveBigIntegerField()
    group = models.PositiveBigIntegerField()
    place = models.PositiveBigIntegerField(null=True)
    author = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    title = models.CharField(max_length=255)
    url = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    words = SearchVectorField()
    # Of all that it was made of: when it differs, the entry is old.
    digest = models.BinaryField(max_length=16)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing"], name="search_entry_once_a_thing"
            )
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(TITLE, name="search_entry_title"),
            models.Index(fields=["kind", "-at"], name="search_entry_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.thing}"


class Word(models.Model):
    """A word of what is open to everyone, to propose for one that was mistyped.

    `parts` are its groups of three letters: what is spelled alike shares many of them.
    """

    word = models.CharField(max_length=40, primary_key=True)
    stem = models.CharField(max_length=40, db_index=True)
    parts = ArrayField(models.CharField(max_length=3))

    class Meta:
        indexes = [GinIndex(fields=["parts"], name="search_word_parts")]

    def __str__(self) -> str:
        return self.word


class Round(models.Model):
    """How far the round through all things of a kind has come."""

    kind = models.CharField(max_length=24, primary_key=True)
    reached = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return self.kind
