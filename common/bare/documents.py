"""Documents packed again, without their properties and the days they were saved."""

import shutil
import tempfile
import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.bare.parts import SPOOLED

SUFFIXES = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_SCHEMAS = "http://schemas.openxmlformats.org"
# What stands in a document instead of its properties.
EMPTY = {
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/'
        'core-properties"/>'
    ),
    "docProps/app.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        '<office:document-meta office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        "<office:meta/></office:document-meta>"
    ),
}
# An archive may promise what is not in it, or lock it.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(NotImplementedError, RuntimeError),
)


def packed_again(file: IO[bytes]) -> IO[bytes]:
    try:
        return _packed_again(file)
    except BROKEN as broken:
        raise ValidationError(_("Dokumen ini rusak dan tidak terbaca.")) from broken


def _packed_again(file: IO[bytes]) -> IO[bytes]:
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            # Without the day on which it was saved.
            plain = zipfile.ZipInfo(member.filename)
            plain.compress_type = member.compress_type
            plain.external_attr = member.external_attr
            if member.filename in EMPTY:
                new.writestr(plain, EMPTY[member.filename])
                continue
            with old.open(member) as content, new.open(plain, "w") as kept:
                shutil.copyfileobj(content, kept)
    made.seek(0)
    return made
