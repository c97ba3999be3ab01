"""One topic: reading, answering, opening, mending."""

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
from forum import links
from forum.actions import reading, topics
from forum.forms import PostForm, ReplyForm, TopicForm
from forum.markup import render as render_markup
from forum.models import POSTS_ON_A_PAGE, Forum, Post, Topic
from forum.models.origin import is_visible
from forum.pages import paged
from forum.permissions import can_open_topic, can_reply, is_still_editable
from forum.views.places import get_forum


@login_not_required
@require_GET
def show(
    request: HttpRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = _get_topic(request, pk)
    if request.path != topic.get_absolute_url():
        return redirect(topic)
    return _topic_page(request, topic, ReplyForm())


@require_http_methods(["GET", "POST"])
def reply(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = _get_topic(request, pk)
    if request.method == "GET":
        # Here after signing in again, or after a reload of a refused form.
        return redirect(f"{topic.get_absolute_url()}#balas")
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _topic_page(request, topic, form, status=422)
    try:
        post = topics.reply(author=request.user, topic=topic, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _topic_page(request, topic, form, status=422)
    return redirect(post)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    origin = _read_origin(request)
    form = TopicForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _new_page(request, forum, form, origin)
    try:
        topic = topics.open_topic(
            author=request.user, place=forum, origin=origin, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _new_page(request, forum, form, origin)
    return redirect(topic)


@require_POST
def preview(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    """What was typed, as it will look; the form comes back as it was."""
    forum = get_forum(request, forum_pk)
    shown = {
        "preview": render_markup(request.POST.get("body", "")),
        "title": request.POST.get("title", ""),
    }
    if wants_fragment(request):
        return render(request, "forum/_preview.html", shown)
    form = TopicForm(initial=request.POST.dict())
    return _new_page(request, forum, form, _read_origin(request), **shown)


@require_http_methods(["GET", "POST"])
def edit(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = _get_topic(request, pk)
    posts = topic.posts.shown_to(request.user).by(request.user)
    post = get_object_or_404(posts, pk=post_pk)
    shape = TopicForm if post.pk == topic.first_post_id else PostForm
    form = shape(
        request.POST if request.method == "POST" else None,
        initial={"title": topic.subject, "body": post.content.raw},
    )
    if form.is_valid():
        try:
            topics.edit(author=request.user, post=post, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(post)
    return render(
        request,
        "forum/edit.html",
        {"topic": topic, "post": post, "form": form},
        status=422 if form.is_bound else 200,
    )


def _get_topic(request: HttpRequest, pk: int) -> Topic:
    topics = Topic.objects.for_page(request.user)
    return get_object_or_404(topics, pk=pk)


def _topic_page(
    request: HttpRequest, topic: Topic, form: ReplyForm, *, status: int = 200
) -> HttpResponse:
    user = request.user
    posts = Post.objects.filter(topic=topic).shown_to(user).in_order()
    dressed = Post.objects.for_topic_page()
    page = paged(request, posts, dressed, POSTS_ON_A_PAGE, topic.shown_posts)
    for post in page:
        post.topic = topic
        post.can_be_edited = post.is_by(user) and is_still_editable(post)
    last = page[-1].created if len(page) else None
    if user.is_authenticated and last and last > topic.read_until:
        reading.mark_read(reader=user, topic=topic, until=last)
    context = {
        "topic": topic,
        "page": page,
        "form": form,
        "origin": _origin(topic, request),
        "decision": can_reply(user, topic),
        "others": Topic.objects.others_in(topic.forum, but=topic),
        "first_new": _first_new(request, topic, list(page)),
    }
    return render(request, "forum/topic.html", context, status=status)


def _first_new(request: HttpRequest, topic: Topic, posts: list[Post]) -> int | None:
    """The first post that others wrote since the reader was here, when some is old."""
    if not request.user.is_authenticated:
        return None
    new = [
        post.pk
        for post in posts
        if post.created > topic.read_until and not post.is_by(request.user)
    ]
    return new[0] if new else None


def _origin(topic: Topic, request: HttpRequest) -> Model | None:
    known = getattr(topic, "origin", None)
    return known.shown_to(request.user) if known else None


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
    **more: Any,
) -> HttpResponse:
    context = {
        "forum": forum,
        "form": form,
        "origin": origin,
        "signed": links.sign_origin(origin) if origin else "",
        "decision": can_open_topic(request.user, forum),
        **more,
    }
    return render(
        request, "forum/new.html", context, status=422 if form.is_bound else 200
    )
