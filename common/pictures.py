"""Pictures as the sites show them: WebP in three widths, with nothing else inside."""

import io
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

# A phone, a tablet or a large phone, a desk. A smaller picture is never enlarged.
WIDTHS = (480, 960, 1600)
QUALITY = 78


@dataclass(frozen=True)
class Rendition:
    """One width of a picture, ready to be stored."""

    width: int
    height: int
    content: bytes


def renditions(file: IO[bytes]) -> list[Rendition]:
    """The picture in each width, narrowest first; `file` has passed `files.sniff`.

    It is turned upright and put into the colors of the web before what says so, and
    where it was taken, is left behind.
    """
    file.seek(0)
    try:
        with Image.open(file) as opened:
            picture = _plain(opened)
    except (OSError, ValueError, SyntaxError) as problem:
        raise ValidationError(_("Gambar ini rusak dan tidak terbaca.")) from problem
    finally:
        file.seek(0)
    widths = sorted({min(width, picture.width) for width in WIDTHS}, reverse=True)
    made = []
    for width in widths:
        # Each is made from the next wider one, which is a fraction of the work.
        picture = _scaled(picture, width)
        made.append(_rendition(picture))
    return made[::-1]


def _plain(opened: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(opened)
    has_alpha = upright.has_transparency_data
    profile = opened.info.get("icc_profile")
    picture = upright.convert("RGBA" if has_alpha else "RGB")
    return _in_web_colors(picture, profile) if profile else picture


def _in_web_colors(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        converted = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB")
        )
    except (ImageCms.PyCMSError, OSError):
        # A profile for other inks, or a broken one: shown as it stands.
        return picture
    return converted or picture


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    size = (width, height)
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _rendition(picture: Image.Image) -> Rendition:
    # A fresh image: nothing that came with the file goes along.
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    kept = io.BytesIO()
    bare.save(kept, "WEBP", quality=QUALITY, method=4)
    return Rendition(picture.width, picture.height, kept.getvalue())
