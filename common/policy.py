"""What a page may load: the Content-Security-Policy of every answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# What a view leaves on its answer where it wants another policy.
WISHES = frozenset(
    ("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"),
)


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, but for putting the usual policy together for every answer."""

    @cached_property
    def usual(self) -> str:
        return build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        wishes = "_csp_nonce" in vars(request) or not WISHES.isdisjoint(vars(response))
        if wishes or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response
