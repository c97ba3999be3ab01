"""One activity, read or edited: whatever its kind, found and asked for here."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common import editor
from common.decisions import require
from courses.permissions import can_edit
from courses.views import pages
from courses.views.finding import find_activity
from courses.views.kinds import EDITORS, PAGES


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    page = PAGES.get(found.activity.kind)
    if page is None:
        raise Http404
    if not found.step.decision:
        return pages.closed(request, found)
    return page(request, found)


@editor.allowed
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    require(can_edit(request.user, found.standing.course))
    edit_this = EDITORS.get(found.activity.kind)
    if edit_this is None:
        raise Http404
    return edit_this(request, found)
