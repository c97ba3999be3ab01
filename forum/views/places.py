"""The tree of forums, and one forum with its topics."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from forum import annexes, lists, tree
from forum.actions import reading
from forum.models import Forum
from forum.permissions import can_open_topic, can_see_queue


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "branches": tree.branches(request.user),
        "moderates": can_see_queue(request.user),
    }
    return render(request, "forum/index.html", context)


@login_not_required
@require_GET
def show(request: HttpRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    if forum.slug != forum_slug:
        return redirect(forum)
    has_unread = lists.has_unread(forum, request.user)
    if request.user.is_authenticated and not has_unread:
        reading.fold_marks(reader=request.user, forum=forum)
    context = {
        "forum": forum,
        "children": tree.below(forum, request.user),
        "page": lists.topics_in(forum, request.user, request),
        "has_unread": has_unread,
        "decision": can_open_topic(request.user, forum),
        "annexes": annexes.of_forum(forum),
    }
    return render(request, "forum/place.html", context)


@require_POST
def mark_read(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    reading.mark_forum_read(reader=request.user, forum=forum)
    messages.success(request, _("Semua topik di forum ini ditandai sudah dibaca."))
    return redirect(forum)


def get_forum(request: HttpRequest, pk: int) -> Forum:
    forum = tree.forum_for(request.user, pk)
    if forum is None:
        raise Http404
    return forum
