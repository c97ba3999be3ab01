"""What lies in the library, where it came from, and who cites it."""

from library.models.citation import Citation
from library.models.item import Item
from library.models.origin import Origin

__all__ = ["Citation", "Item", "Origin"]
