"""The tree of forums, and one forum with its topics."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from forum import tree
from forum.actions import reading
from forum.models import TOPICS_ON_A_PAGE, Forum, Topic
from forum.pages import paged
from forum.permissions import can_open_topic


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    branches = tree.branches(request.user)
    return render(request, "forum/index.html", {"branches": branches})


@login_not_required
@require_GET
def show(request: HttpRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    if forum.slug != forum_slug:
        return redirect(forum)
    topics = Topic.objects.in_forum(forum)
    has_unread = topics.unread_by(request.user).exists()
    if request.user.is_authenticated and not has_unread:
        reading.fold_marks(reader=request.user, forum=forum)
    context = {
        "forum": forum,
        "children": tree.below(forum, request.user),
        "page": paged(
            request, topics, Topic.objects.for_list(request.user), TOPICS_ON_A_PAGE
        ),
        "has_unread": has_unread,
        "decision": can_open_topic(request.user, forum),
    }
    return render(request, "forum/place.html", context)


@require_POST
def mark_read(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    reading.mark_forum_read(reader=request.user, forum=forum)
    messages.success(request, _("Semua topik di forum ini ditandai sudah dibaca."))
    return redirect(forum)


def get_forum(request: HttpRequest, pk: int) -> Forum:
    forums = Forum.objects.visible_to(request.user).select_related("parent")
    forum: Forum = get_object_or_404(forums, pk=pk)
    return forum
