"""What the pages of musyawarah and the home page ask."""

from alliances.decisions.summaries.about import About, about
from alliances.decisions.summaries.mouths import Mouth, mouths_of
from alliances.decisions.summaries.past import Past, past_of
from alliances.decisions.summaries.standing import Counted, Said, counted

__all__ = [
    "About",
    "Counted",
    "Mouth",
    "Past",
    "Said",
    "about",
    "counted",
    "mouths_of",
    "past_of",
]
