"""The page of the one box."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from common.http import page_or_fragment
from search import finding
from search.forms import FindForm
from search.sources import source_of
from search.suggesting import suggestion
from search.wanted import Wanted


@login_not_required
@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Of one kind a page of its own; else the best few of each kind."""
    source = source_of(request.GET.get("jenis", ""))
    places = source.places(request.user) if source else []
    form = FindForm(request.GET, places=places)
    wanted = form.wanted()
    found = finding.hits(request, wanted) if source else None
    shelves = [] if source else finding.shelves(request.user, wanted)
    is_empty = bool(wanted.words) and not (found.page if found else shelves)
    context = {
        "form": form,
        "words": wanted.words,
        "source": source,
        "has_places": bool(places),
        "found": found,
        "shelves": shelves,
        "meant": _meant(request, wanted) if is_empty else "",
    }
    return page_or_fragment(request, "search/find.html", "search/_found.html", context)


def _meant(request: HttpRequest, wanted: Wanted) -> str:
    """Another spelling, if it would find this reader something."""
    words = suggestion(wanted.words)
    meant = replace(wanted, words=words)
    return words if words and finding.has_any(request.user, meant) else ""
