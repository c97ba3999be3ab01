"""Documents, their sections, and what became of them."""

from alliances.documents.models.comment import Comment
from alliances.documents.models.document import Document
from alliances.documents.models.draft import Alternative, Draft
from alliances.documents.models.picture import Picture
from alliances.documents.models.review import Review, ReviewRound
from alliances.documents.models.section import Section, SectionRevision
from alliances.documents.models.signature import Signature
from alliances.documents.models.version import Version

__all__ = [
    "Alternative",
    "Comment",
    "Document",
    "Draft",
    "Picture",
    "Review",
    "ReviewRound",
    "Section",
    "SectionRevision",
    "Signature",
    "Version",
]
