"""What is being written, sent along as one types."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import drafts
from forum.forms import DraftForm
from forum.models import Topic
from forum.views.places import get_forum


@require_POST
def keep_topic(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    title, body = form.cleaned_data["title"], form.cleaned_data["body"]
    try:
        drafts.keep_topic(author=request.user, forum=forum, title=title, body=body)
    except Refused as refusal:
        return _refused(refusal)
    return HttpResponse(status=204)


@require_POST
def keep_reply(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topics = Topic.objects.visible_to(request.user).select_related("forum")
    topic = get_object_or_404(topics, pk=pk)
    form = DraftForm(request.POST, posts=topic.posts.shown_to(request.user))
    if not form.is_valid():
        return HttpResponse(status=422)
    body, answered = form.cleaned_data["body"], form.cleaned_data["reply_to"]
    try:
        drafts.keep_reply(
            author=request.user, topic=topic, body=body, reply_to=answered
        )
    except Refused as refusal:
        return _refused(refusal)
    return HttpResponse(status=204)


def _refused(refusal: Refused) -> HttpResponse:
    return HttpResponse(str(refusal), status=422, content_type="text/plain")
