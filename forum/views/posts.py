"""One post: answering, mending, its earlier texts, taking it back, finding it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import Refused
from common.http import wants_fragment
from forum import opened
from forum.actions import posts, tagging, topics
from forum.forms import FilesForm, PostForm, ReplyForm, TopicForm
from forum.models import Post, Topic
from forum.permissions import can_delete, can_judge
from forum.summaries import history_of
from forum.views.topic_page import (
    get_post,
    get_topic,
    say_if_waiting,
    topic_page,
)
from forum.views.topics import all_typed, rendered
from forum.views.unsent import keeps_words


@login_not_required
@require_GET
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """The address of a post that stays, wherever its topic stands by now."""
    seen = Post.objects.visible_to(request.user).select_related("topic__forum")
    return redirect(opened.way_to(get_object_or_404(seen, pk=pk), request.user))


@require_http_methods(["GET", "POST"])
@keeps_words
def reply(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = _going_on(request, pk)
    if topic is None:
        raise Http404
    if request.method == "GET":
        # Here after signing in again, or after a reload of a refused form.
        return redirect(f"{topic.get_absolute_url()}#balas")
    form = ReplyForm(
        request.POST,
        request.FILES,
        posts=topic.posts.shown_to(request.user),
        owner=request.user,
    )
    if not form.is_valid():
        return topic_page(request, topic, form, status=422)
    try:
        post = topics.reply(author=request.user, topic=topic, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return topic_page(request, topic, form, status=422)
    say_if_waiting(request, post)
    return redirect(opened.way_to(post, request.user))


def _going_on(request: MemberRequest, pk: int) -> Topic | None:
    """What was merged meanwhile is answered where it goes on."""
    topic = opened.topic_for(request.user, pk)
    if topic is not None and not topic.merged_into_id:
        return topic
    into = Topic.objects.going_on_from(pk, request.user)
    return into and get_topic(request, into.pk)


@require_http_methods(["GET", "POST"])
@keeps_words
def edit(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = get_topic(request, pk)
    own = Post.objects.by(request.user).filter(topic=topic).shown_to(request.user)
    post = get_object_or_404(own, pk=post_pk)
    shape = TopicForm if post.pk == topic.first_post_id else PostForm
    if "look" in request.POST:
        return _preview(request, topic, post, shape)
    form = shape(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        owner=request.user,
        initial={
            "title": post.subject,
            "body": post.content.raw,
            "tags": ", ".join(each["name"] for each in topic.shown_tags),
        },
    )
    if form.is_valid():
        try:
            dropped = request.POST.getlist("drop")
            _mend(request.user, post, {**form.cleaned_data, "dropped": dropped})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            post.refresh_from_db()
            say_if_waiting(request, post)
            return redirect(opened.way_to(post, request.user))
    context = {"topic": topic, "post": post, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "forum/edit.html", context, status=status)


def _preview(
    request: MemberRequest, topic: Topic, post: Post, shape: type[FilesForm]
) -> HttpResponse:
    """What was typed, as it will look; the form comes back as it was."""
    shown = {"preview": rendered(request), "title": request.POST.get("title", "")}
    if wants_fragment(request):
        return render(request, "forum/_preview.html", shown)
    form = shape(owner=request.user, initial=all_typed(request))
    context = {"topic": topic, "post": post, "form": form, **shown}
    return render(request, "forum/edit.html", context)


@transaction.atomic
def _mend(author: User, post: Post, written: dict[str, Any]) -> None:
    tags = written.pop("tags", None)
    posts.edit(author=author, post=post, **written)
    if tags is not None:
        tagging.tag(author=author, topic=post.topic, tags=tags)


@login_not_required
@require_GET
def history(
    request: HttpRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = get_topic(request, pk)
    post = get_post(request, topic, post_pk)
    # Under a pseudonym what was mended may be what gave the person away.
    looks_after = topic.is_moderated and post.pseudonym is None
    sees_all = looks_after or request.user.is_staff
    context = {
        "topic": topic,
        "post": post,
        "versions": history_of(post, sees_all=sees_all),
        "closes": sees_all and can_judge(request.user, post),
    }
    return render(request, "forum/history.html", context)


@require_http_methods(["GET", "POST"])
def delete(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    topic = get_topic(request, pk)
    post = get_post(request, topic, post_pk)
    if request.method == "POST":
        try:
            posts.delete(author=request.user, post=post)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Tulisan Anda sudah dihapus."))
        return redirect(opened.way_to(post, request.user))
    decision = can_delete(request.user, post)
    context = {"topic": topic, "post": post, "decision": decision}
    return render(request, "forum/delete.html", context)


@require_POST
def bring_back(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    post = get_post(request, get_topic(request, pk), post_pk)
    try:
        posts.bring_back(author=request.user, post=post)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tulisan Anda tampil lagi."))
    return redirect(opened.way_to(post, request.user))
