"""Where a request came from: to count by, never to keep."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def trace_of(request: HttpRequest) -> str:
    """Names the network address without giving it away; good for counting alone."""
    return salted_hmac("common.network_address", _address(request)).hexdigest()


def _address(request: HttpRequest) -> str:
    """As the outermost proxy of ours saw it: what is left of that anyone can write."""
    own = settings.TRUSTED_PROXY_COUNT
    passed = request.headers.get("X-Forwarded-For", "").split(",")
    if own and len(passed) >= own:
        return passed[-own].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
