"""Where files lie: the sites' own, what anyone may fetch, what only some may."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_IMPORT = (r'(?P<matched>from "(?P<url>\./[^"]+)")', 'from "%(url)s"')


class StaticFiles(CompressedManifestStaticFilesStorage):
    """As production serves them: compressed, and named after their content."""

    # A script of ours that imports another must name the very file the page loads:
    # under two names a browser would run it twice.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", (OWN_IMPORT,)),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The names are fixed while a process runs, and a page asks for a dozen.
        self.url = cache(super().url)


class PublicFiles(FileSystemStorage):
    """Files that whoever knows their address may fetch; the address is unguessable."""

    @cached_property
    def base_location(self) -> str:
        return f"{settings.MEDIA_ROOT}/public"


class PrivateFiles(FileSystemStorage):
    """Files without an address: a view hands them out, to those who may have them."""

    @cached_property
    def base_location(self) -> str:
        return f"{settings.MEDIA_ROOT}/private"

    def url(self, name: str | None) -> str:
        raise ValueError("a private file is not accessible via a URL")
