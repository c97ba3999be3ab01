"""The topics under one tag, from every forum that the reader sees."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum import lists, opened
from forum.models import Tag


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag, slug=slug)
    page = lists.topics_under(tag, request.user, request)
    # A word that only closed forums use is nobody else's to know.
    if not (page.paginator.count or opened.follows_tag(request.user, tag)):
        raise Http404
    return render(request, "forum/tag.html", {"tag": tag, "page": page})
