"""How fast pledges may come from people whom nobody vouches for.

Counted in the cache alone, under digests, for a few minutes: nothing of it is kept.
"""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from common.decisions import YES, Decision, no
from common.network_address import trace_of

COUNTED_FOR = 10 * 60


def may_go_on(request: HttpRequest) -> Decision:
    """Count this try of a visitor's, by device and by network address.

    Half a village may share one address, so that it is given more than a device.
    """
    most = settings.PLEDGES_IN_TEN_MINUTES
    counts = [
        (_count(f"device:{_device(request)}"), most["device"]),
        (_count(f"address:{trace_of(request)}"), most["address"]),
    ]
    if all(count <= limit for count, limit in counts):
        return YES
    return no(
        _(
            "Terlalu banyak dukungan dari sambungan ini dalam waktu singkat. Tunggu"
            " sepuluh menit, lalu tekan lagi; yang Anda tulis tetap di sini. Yang masuk"
            " dengan akun Lokadaya tidak perlu menunggu."
        )
    )


def _device(request: HttpRequest) -> str:
    """Every form here sets the cookie against forgery: it names the browser."""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return salted_hmac("pledges.device", cookie or trace_of(request)).hexdigest()


def _count(what: str) -> int:
    key = f"pledges.pace:{what}"
    cache.add(key, 0, timeout=COUNTED_FOR)
    try:
        return int(cache.incr(key))
    except ValueError:
        # It ran out between the two.
        return 1
