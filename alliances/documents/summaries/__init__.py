"""What pages tell of a document: the workshop, its comments, and who signed."""

from alliances.documents.summaries.history import Line, history_of
from alliances.documents.summaries.signatures import Signatories, given_by, signatories
from alliances.documents.summaries.threads import Thread, threads
from alliances.documents.summaries.workshop import Bench, Paragraph, benches

__all__ = [
    "Bench",
    "Line",
    "Paragraph",
    "Signatories",
    "Thread",
    "benches",
    "given_by",
    "history_of",
    "signatories",
    "threads",
]
