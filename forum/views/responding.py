"""One tap under a post: a warm word, or choosing it as the answer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import wants_fragment
from forum import opened
from forum.actions import answers, reactions
from forum.cards import address_of, responses_to
from forum.forms import ReactionForm
from forum.models import Post
from forum.views.topic_page import get_post, get_topic


@require_POST
def react(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = get_topic(request, pk)
    post = get_post(request, topic, post_pk)
    form = ReactionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        reactions.react(person=request.user, post=post, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(opened.way_to(post, request.user))
    if not wants_fragment(request):
        return redirect(opened.way_to(post, request.user))
    fresh = Post.objects.with_my_reactions(request.user).get(pk=post.pk)
    responses = responses_to(fresh, address_of(topic), may_react=True)
    return render(request, "forum/_reactions.html", {"responses": responses})


@require_POST
def choose_answer(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = get_topic(request, pk)
    post = get_post(request, topic, post_pk)
    chosen = None if topic.answer_id == post.pk else post
    try:
        answers.choose(chooser=request.user, topic=topic, post=chosen)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _said(chosen))
    return redirect(opened.way_to(post, request.user))


def _said(chosen: Post | None) -> str:
    if chosen is None:
        return _("Topik ini kembali menunggu jawaban.")
    return _("Terima kasih. Jawaban ini sekarang tampil di awal topik.")
