"""Deep pages that cost little more than the first."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)


def paged(
    request: HttpRequest,
    rows: QuerySet[Row],
    dressed: QuerySet[Row],
    size: int,
    count: int | None = None,
) -> Page[Row]:
    """The page of `rows` that `?hal=` names, filled with the same rows of `dressed`.

    Which rows they are is asked by key alone. Asked at once, all that is joined and
    annotated would be worked out for every row that is skipped. A `count` that is known
    is not asked again.
    """
    paginator = Paginator(rows.values_list("pk", flat=True), size)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(request.GET.get("hal"))
    found = dressed.in_bulk(list(page.object_list))
    page.object_list = [found[key] for key in page.object_list if key in found]
    return page
