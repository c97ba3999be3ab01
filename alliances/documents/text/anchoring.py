"""Where a comment stands now: by the paragraph's name, then by the words it quoted."""

from dataclasses import dataclass
from typing import Literal

from alliances.documents.text.tree import blocks, words

Found = Literal["here", "moved", "changed", "lost"]


@dataclass(frozen=True)
class Place:
    """`at` is the number of the paragraph; None when there is none any more."""

    at: int | None
    found: Found


class Paragraphs:
    """One section's paragraphs, to look many comments up in."""

    def __init__(self, body: str, marks: list[str]) -> None:
        self.said = [words(block) for block in blocks(body)]
        self.by_mark = {mark: at for at, mark in enumerate(marks)}

    def place_of(self, mark: str, quote: str) -> Place:
        """A paragraph that kept its name but not the words is `changed`."""
        own = self.by_mark.get(mark)
        if own is not None and own < len(self.said):
            return Place(own, "here" if self._says(own, quote) else "changed")
        if not mark and not quote:
            return Place(None, "here")
        for at in range(len(self.said)):
            if quote and self._says(at, quote):
                return Place(at, "moved")
        return Place(None, "lost")

    def quote(self, mark: str, chosen: str, longest: int) -> str:
        """The words to remember: those chosen, if the paragraph has them, else its
        beginning.
        """
        at = self.by_mark.get(mark)
        if at is None or at >= len(self.said):
            return ""
        chosen = " ".join(chosen.split())[:longest]
        return chosen if chosen and chosen in self.said[at] else self.said[at][:longest]

    def _says(self, at: int, quote: str) -> bool:
        return " ".join(quote.split()) in self.said[at]
