"""QR codes that phones scan from paper and from a wall."""

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def drawn(path: str) -> SafeString:
    """The address of a page of the portal, as a drawing that prints sharply."""
    code = segno.make(f"{settings.PORTAL_URL}{path}", error="m", micro=False)
    # Segno draws paths and numbers alone; nothing of the address is in it as text.
    return mark_safe(  # noqa: S308
        code.svg_inline(scale=4, border=2, svgclass="code", omitsize=True)
    )
