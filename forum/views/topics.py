"""One topic: reading, opening, and seeing beforehand how words will look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import wants_fragment
from common.uploads.fields import UploadsField
from forum import links, opened
from forum.actions import topics
from forum.forms import LONGEST_BODY, ReplyForm, TopicForm
from forum.markup import render as render_markup
from forum.models import Draft, Forum, Topic
from forum.models.origin import is_visible
from forum.names import name_in
from forum.permissions import can_open_topic
from forum.poll_forms import PollForm
from forum.views.places import get_forum
from forum.views.topic_page import (
    empty_form,
    get_topic,
    say_if_waiting,
    topic_page,
)
from forum.views.unsent import keeps_words, words_typed


@login_not_required
@require_GET
def show(
    request: HttpRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = opened.topic_for(request.user, pk)
    if topic is None or topic.merged_into_id:
        into = Topic.objects.visible_to(request.user)
        return redirect(get_object_or_404(into, merged=pk))
    if request.path != topic.get_absolute_url():
        # Its name changed, or its forum: where in it one wanted to be did not.
        query = request.META.get("QUERY_STRING", "")
        address = topic.get_absolute_url()
        return redirect(f"{address}?{query}" if query else address)
    return topic_page(request, topic, empty_form(request, topic))


@require_http_methods(["GET", "POST"])
@keeps_words
def new(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    origin = _read_origin(request)
    if request.method == "GET":
        draft = Draft.objects.of(request.user).filter(forum=forum).first()
        begun = draft.begun if draft else {}
        form = TopicForm(owner=request.user, initial=begun)
        poll = _poll_form(request, forum, draft)
        return _new_page(request, forum, form, origin, poll=poll)
    form = TopicForm(request.POST, request.FILES, owner=request.user)
    poll = _poll_form(request, forum)
    if not (form.is_valid() & poll.is_valid()):
        return _new_page(request, forum, form, origin, poll=poll)
    try:
        topic = topics.open_topic(
            author=request.user,
            place=forum,
            origin=origin,
            poll=poll.asked(),
            **form.cleaned_data,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _new_page(request, forum, form, origin, poll=poll)
    say_if_waiting(request, topic)
    return redirect(topic)


@require_POST
@keeps_words
def preview(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    """What was typed, as it will look; the form comes back as it was."""
    forum = get_forum(request, forum_pk)
    shown: dict[str, Any] = {
        "preview": rendered(request),
        "title": request.POST.get("title", ""),
    }
    if wants_fragment(request):
        return render(request, "forum/_preview.html", shown)
    form = TopicForm(owner=request.user, initial=all_typed(request))
    poll, origin = _poll_form(request, forum), _read_origin(request)
    return _new_page(request, forum, form, origin, poll=poll, **shown)


@require_POST
@keeps_words
def preview_reply(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = get_topic(request, pk)
    words = rendered(request)
    if wants_fragment(request):
        return render(request, "forum/_preview.html", {"preview": words})
    posts = topic.posts.shown_to(request.user)
    form = ReplyForm(posts=posts, owner=request.user, initial=all_typed(request))
    return topic_page(request, topic, form, preview=words)


def _poll_form(
    request: MemberRequest, forum: Forum, draft: Draft | None = None
) -> PollForm:
    typed = request.POST if request.method == "POST" else None
    begun = draft.begun_poll if draft else {}
    allows_names = not forum.allows_pseudonyms
    return PollForm(typed, initial=begun, allows_names=allows_names)


def all_typed(request: MemberRequest) -> dict[str, Any]:
    """Everything as it was, also the files that came ahead."""
    files = UploadsField(owner=request.user)
    ahead = {"ahead": request.POST.getlist("files_ahead")}
    return {**request.POST.dict(), "files": files.prepare_value(ahead)}


def rendered(request: HttpRequest) -> str:
    return render_markup(request.POST.get("body", "")[:LONGEST_BODY])


def _read_origin(request: HttpRequest) -> Model | None:
    """What the topic will be about, as signed in the address or the form."""
    signed = request.POST.get(links.PARAMETER) or request.GET.get(links.PARAMETER)
    if not signed:
        return None
    try:
        origin = links.read_origin(signed)
    except signing.BadSignature:
        origin = None
    if origin is None or not is_visible(origin, request.user):
        messages.warning(
            request,
            _("Tautan asalnya tidak dikenali, jadi topik ini akan berdiri sendiri."),
        )
        return None
    return origin


def _new_page(
    request: HttpRequest,
    forum: Forum,
    form: TopicForm,
    origin: Model | None,
    *,
    poll: PollForm,
    **more: Any,
) -> HttpResponse:
    context = {
        "forum": forum,
        "form": form,
        "poll": poll,
        "origin": origin,
        "signed": links.sign_origin(origin) if origin else "",
        "decision": can_open_topic(request.user, forum),
        "writes_as": name_in(forum, request.user),
        "unsent": words_typed(request) or form["body"].value(),
        **more,
    }
    return render(
        request, "forum/new.html", context, status=422 if form.is_bound else 200
    )
