"""Deep pages that cost little more than the first."""

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)


def page_of_keys(
    request: HttpRequest,
    keys: QuerySet[Row, int],
    size: int,
    count: int | None = None,
) -> tuple[Page[Any], tuple[int, ...]]:
    """The page that `?hal=` names, to be filled with what these keys stand for.

    Which rows they are is asked by key alone. Asked at once, all that is joined and
    annotated would be worked out for every row that is skipped. A `count` that is known
    is not asked again.
    """
    paginator: Paginator[Any] = Paginator(keys, size)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("hal"))
    return page, tuple(page.object_list)
