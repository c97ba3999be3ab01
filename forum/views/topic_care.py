"""A topic before its moderator: locking, pinning, moving, merging, splitting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import arranging
from forum.models import Forum, Topic
from forum.moderation_forms import MergeForm, MoveForm, ReasonForm, SplitForm
from forum.permissions import can_moderate
from forum.views.moderation import find_judged, typed


@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _find(request, pk))


@require_POST
def hold(request: MemberRequest, pk: int) -> HttpResponse:
    """Lock or unlock, pin or unpin: the button that was pressed says which."""
    topic = _find(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        deed = request.POST.get("deed")
        if deed in ("lock", "unlock"):
            arranging.set_lock(
                moderator=request.user,
                topic=topic,
                locked=deed == "lock",
                reason=reason,
            )
        else:
            arranging.set_pin(
                moderator=request.user,
                topic=topic,
                pinned=deed == "pin",
                reason=reason,
            )
        return _done(request, topic)
    return _page(request, topic, form=form)


@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _find(request, pk)
    forums = _targets(request, topic)
    form = MoveForm(request.POST, forums=forums, auto_id="move_%s")
    if form.is_valid():
        try:
            moved = arranging.move(
                moderator=request.user, topic=topic, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, moved)
    return _page(request, topic, move=form)


@require_POST
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    topic = _find(request, pk)
    form = MergeForm(request.POST, auto_id="merge_%s")
    if form.is_valid():
        visible = Topic.objects.visible_to(request.user)
        into = visible.filter(pk=form.cleaned_data["into"]).first()
        if into is None:
            form.add_error("into", _("Topik itu tidak ditemukan."))
            return _page(request, topic, merge=form)
        try:
            kept = arranging.merge(
                moderator=request.user,
                topic=topic,
                into=into,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, kept)
    return _page(request, topic, merge=form)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: MemberRequest, post_pk: int) -> HttpResponse:
    post = find_judged(request, post_pk)
    form = SplitForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = arranging.split(
                moderator=request.user, post=post, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, made)
    context = {"post": post, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/split.html", context, status=status)


def _find(request: MemberRequest, pk: int) -> Topic:
    topics = Topic.objects.filter(merged_into=None).select_related("forum__parent")
    topic = get_object_or_404(topics, pk=pk)
    if not can_moderate(request.user, topic.forum):
        raise Http404
    return topic


def _targets(request: MemberRequest, topic: Topic) -> Any:
    mine = Forum.objects.moderated_by(request.user).filter(type=Forum.FORUM_POST)
    return mine.exclude(pk=topic.forum_id).order_by("tree_id", "lft")


def _page(request: MemberRequest, topic: Topic, **bound: Any) -> HttpResponse:
    context = {
        "topic": topic,
        "form": ReasonForm(),
        "move": MoveForm(forums=_targets(request, topic), auto_id="move_%s"),
        "merge": MergeForm(auto_id="merge_%s"),
        **bound,
    }
    return render(
        request, "forum/topic_care.html", context, status=422 if bound else 200
    )


def _done(request: MemberRequest, topic: Topic) -> HttpResponse:
    messages.success(request, _("Sudah diatur, dan alasannya dicatat."))
    return redirect(topic)
