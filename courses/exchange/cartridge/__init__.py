"""Courses as IMS Common Cartridge 1.0 to 1.3 packs them (.imscc), read into parcels.

A cartridge is a zip with `imsmanifest.xml`: its organization is the outline, its
resources are pages, files, links, discussions, QTI 1.2 assessments and a question bank.
Nothing goes by the version it says, only by what stands there.
"""

from courses.exchange.cartridge.manifest import NAME
from courses.exchange.cartridge.parcel import Cartridge, is_cartridge

__all__ = ["NAME", "Cartridge", "is_cartridge"]
