"""Choosing how closely one follows something, and names while one types."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import Refused
from forum import lists
from forum.actions import following
from forum.forms import FollowForm
from forum.mentions import offered
from forum.models import Follow, Forum, Tag, Topic
from forum.views.places import get_forum

LEVELS = Follow.Level.choices


@require_POST
def follow(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    target = _target(request, kind, pk)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        following.follow(person=request.user, target=target, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, form.said())
    return redirect(target)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """All that one follows, with how closely, on one page."""
    context = {"page": lists.followed_by(request.user, request), "levels": LEVELS}
    return render(request, "forum/followed.html", context)


@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """From that page; what one may no longer see can still be let go."""
    own = Follow.objects.of(request.user).with_targets()
    followed = get_object_or_404(own, pk=pk)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    target: Any = followed.target
    try:
        following.follow(person=request.user, target=target, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, form.said())
    return redirect("forum:followed")


@require_GET
def names(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    """Whom one may name here, as the name is begun."""
    forum = get_forum(request, forum_pk)
    begun = request.GET.get("q", "").replace("\0", "")[:60]
    return JsonResponse({"names": offered(forum, begun)})


def _target(request: HttpRequest, kind: str, pk: int) -> Any:
    people = User.objects.active().exclude(pk=request.user.pk)
    seen: dict[str, Any] = {
        "topik": Topic.objects.visible_to(request.user).select_related("forum"),
        "forum": Forum.objects.visible_to(request.user),
        "tagar": Tag.objects.visible_to(request.user),
        "orang": people,
    }
    if kind not in seen:
        raise Http404
    return get_object_or_404(seen[kind], pk=pk)
