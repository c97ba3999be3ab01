"""Carrying words out: fragments or pages, and pages of lists."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

Row = TypeVar("Row")

MOST_DIGITS = 18


def wants_fragment(request: HttpRequest) -> bool:
    """Boosted links and history restores come from htmx but need the whole page."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def is_copy(request: HttpRequest) -> bool:
    """Whether a phone asks for this page to keep it, not because somebody reads it."""
    return "Pocket" in request.headers


def page_or_fragment(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    template = fragment if wants_fragment(request) else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def whole_number(text: str) -> int | None:
    """The number that an address or a button names; none is longer than these."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def paged(
    request: HttpRequest, rows: QuerySet[Any, Row] | Sequence[Row], size: int = 20
) -> Page[Row]:
    """The page that `?hal=` names; a number out of range gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("hal"))
