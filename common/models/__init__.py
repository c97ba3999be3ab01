"""The nouns both sites share."""

from common.models.dataset import Dataset
from common.models.journal import JournalEntry
from common.models.keyed_request import KeyedRequest
from common.models.region import Province, Regency

__all__ = ["Dataset", "JournalEntry", "KeyedRequest", "Province", "Regency"]
