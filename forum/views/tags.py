"""The topics under one tag, from every forum that the reader sees."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from forum import lists
from forum.models import Tag


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag.objects.visible_to(request.user), slug=slug)
    page = lists.topics_under(tag, request.user, request)
    return render(request, "forum/tag.html", {"tag": tag, "page": page})
