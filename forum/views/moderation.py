"""Keeping a forum healthy: flags, the queue, and decisions on posts."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from forum.actions import flags, removal
from forum.models import Forum, Post, Suspension
from forum.moderation_forms import FlagForm, ReasonForm
from forum.permissions import can_flag, can_judge, can_moderate, can_see_queue

MOST_APPEALS = 20
# By the button that was pressed.
DECISIONS = (
    ("keep", removal.restore),
    ("history", removal.close_history),
    ("", removal.take_down),
)


@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: MemberRequest, post_pk: int) -> HttpResponse:
    post = find_post(request, post_pk)
    form = FlagForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            flags.flag(reader=request.user, post=post, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Terima kasih. Moderator akan memeriksa dan memberi kabar.")
            )
            return redirect(post.topic.forum)
    context = {"post": post, "form": form, "decision": can_flag(request.user, post)}
    return render(request, "forum/flag.html", context, status=_status(request))


@require_GET
def queue(request: MemberRequest) -> HttpResponse:
    """Everything that waits for this moderator, the longest waiting first."""
    if not can_see_queue(request.user):
        raise Http404
    mine = Forum.objects.moderated_by(request.user)
    page = paged(request, Post.objects.for_queue(request.user, mine))
    appeals = list(Suspension.objects.for_queue(request.user, mine))
    context = {
        "page": page,
        "cases": _each_with_its_form("tulisan", page),
        "appeals": _each_with_its_form("keberatan", appeals[:MOST_APPEALS]),
        "more_appeals": max(len(appeals) - MOST_APPEALS, 0),
    }
    return render(request, "forum/queue.html", context)


@require_GET
def taken_down(request: MemberRequest) -> HttpResponse:
    """What stands on no other list any more, so that it can be brought back."""
    if not can_see_queue(request.user):
        raise Http404
    mine = Forum.objects.moderated_by(request.user)
    page = paged(request, Post.objects.taken_down(mine))
    return render(request, "forum/taken_down.html", {"page": page})


@require_GET
def suspended(request: MemberRequest) -> HttpResponse:
    if not can_see_queue(request.user):
        raise Http404
    mine = Forum.objects.moderated_by(request.user)
    page = paged(request, Suspension.objects.holding(request.user, mine))
    return render(request, "forum/suspended.html", {"page": page})


def _each_with_its_form(
    kind: str, rows: Iterable[Model]
) -> list[tuple[Model, ReasonForm]]:
    return [(row, ReasonForm(auto_id=f"{kind}-{row.pk}-%s")) for row in rows]


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: MemberRequest, post_pk: int) -> HttpResponse:
    """A post before its moderator, with all that can be done about it."""
    post = find_judged(request, post_pk)
    lets_through = post.withheld == Post.Withheld.HELD and "keep" in request.POST
    form = ReasonForm(typed(request), is_optional=lets_through)
    if request.method == "POST" and form.is_valid():
        decide = next(deed for name, deed in DECISIONS if name in ("", *request.POST))
        try:
            decide(moderator=request.user, post=post, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Keputusan Anda dicatat dan dikabarkan."))
            return redirect("forum:queue")
    return judge_page(request, post, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def close_revision(request: MemberRequest, post_pk: int, pk: int) -> HttpResponse:
    """One earlier text of a post, kept from its readers."""
    post = find_judged(request, post_pk)
    revision = get_object_or_404(post.revisions.open(), pk=pk)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            removal.close_history(
                moderator=request.user,
                post=post,
                revision=revision,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Teks lama itu tidak terlihat lagi."))
            return redirect(_history_url(post))
    context = {"post": post, "revision": revision, "form": form}
    context["history_url"] = _history_url(post)
    status = _status(request)
    return render(request, "forum/close_revision.html", context, status=status)


def _history_url(post: Post) -> str:
    topic = post.topic
    where = [topic.forum.slug, topic.forum_id, topic.slug, topic.pk, post.pk]
    return reverse("forum:history", args=where)


def judge_page(request: MemberRequest, post: Post, **forms: Form) -> HttpResponse:
    context: dict[str, Any] = {
        "post": post,
        "form": ReasonForm(),
        "flags": post.flags.order_by("created_at", "pk"),
        "has_history": post.revisions.open().exists(),
        "decision": can_judge(request.user, post),
        **forms,
    }
    return render(request, "forum/judge.html", context, status=_status(request))


def typed(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: an empty one that was sent has its mistakes too."""
    return request.POST if request.method == "POST" else None


def find_post(request: HttpRequest, pk: int) -> Post:
    posts = Post.objects.visible_to(request.user).with_author()
    post: Post = get_object_or_404(posts.select_related("topic__forum__parent"), pk=pk)
    return post


def find_judged(request: MemberRequest, pk: int) -> Post:
    """A post of a forum that the person looks after, whatever state it is in; where
    they do not read that forum, only what somebody brought before them.
    """
    posts = Post.objects.with_author().select_related("topic__forum__parent")
    post: Post = get_object_or_404(posts, pk=pk)
    if not can_moderate(request.user, post.topic.forum):
        raise Http404
    reads = Forum.objects.visible_to(request.user).filter(pk=post.topic.forum_id)
    if not (post.flags.exists() or not post.approved or reads.exists()):
        raise Http404
    return post


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
