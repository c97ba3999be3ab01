"""Static files as production serves them: compressed, and named after their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_IMPORT = (r'(?P<matched>from "(?P<url>\./[^"]+)")', 'from "%(url)s"')


class StaticFiles(CompressedManifestStaticFilesStorage):
    # A script of ours that imports another must name the very file the page loads:
    # under two names a browser would run it twice.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", (OWN_IMPORT,)),
    )
