"""What is being written, sent along as one types."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import drafts
from forum.forms import DraftForm
from forum.models import Draft, Topic
from forum.views.places import get_forum


@require_POST
def keep_topic(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    form = DraftForm(request.POST, owner=request.user)
    if not form.is_valid():
        return HttpResponse(status=422)
    names = ("title", "body", "files", "beside", "seen")
    known = {name: form.cleaned_data[name] for name in names}
    return _kept(drafts.keep_topic, author=request.user, forum=forum, **known)


@require_POST
def keep_reply(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topics = Topic.objects.visible_to(request.user).select_related("forum")
    topic = get_object_or_404(topics, pk=pk)
    posts = topic.posts.shown_to(request.user)
    form = DraftForm(request.POST, posts=posts, owner=request.user)
    if not form.is_valid():
        return HttpResponse(status=422)
    names = ("body", "reply_to", "files", "seen")
    known = {name: form.cleaned_data[name] for name in names}
    return _kept(drafts.keep_reply, author=request.user, topic=topic, **known)


def _kept(keep: Callable[..., Draft | None], **known: Any) -> HttpResponse:
    """Which version stands there now; where somebody else's does, its words."""
    try:
        draft = keep(**known)
    except drafts.Overtaken as other:
        there = other.draft
        told = {"title": there.title, "body": there.body, "seen": there.version}
        return JsonResponse(told, status=409)
    except Refused as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain")
    return HttpResponse(status=204, headers={"Draft": draft.version if draft else ""})
