"""The tree of forums as national staff arrange it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import places
from forum.models import Forum
from forum.moderation_forms import ForumForm
from forum.permissions import can_arrange_forums
from forum.views.moderation import typed


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    _require_staff(request)
    forums = Forum.objects.select_related(
        *("parent", "audience__province", "audience__organization"),
        *("moderators__province", "moderators__organization"),
    )
    context = {"forums": forums.order_by("tree_id", "lft")}
    return render(request, "forum/arrange.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: MemberRequest) -> HttpResponse:
    _require_staff(request)
    form = ForumForm(typed(request))
    if request.method == "POST" and form.is_valid():
        forum = places.make(staff=request.user, **form.cleaned_data)
        messages.success(request, _("Forum “%s” sudah dibuat.") % forum.name)
        return redirect("forum:arrange")
    status = 422 if form.is_bound else 200
    return render(request, "forum/arrange_one.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, forum_pk: int) -> HttpResponse:
    _require_staff(request)
    forum = get_object_or_404(Forum, pk=forum_pk)
    form = ForumForm(typed(request), initial=_as_typed(forum))
    if request.method == "POST" and form.is_valid():
        try:
            places.change(staff=request.user, forum=forum, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Forum “%s” sudah diubah.") % forum.name)
            return redirect("forum:arrange")
    context = {"form": form, "forum": forum}
    status = 422 if form.is_bound else 200
    return render(request, "forum/arrange_one.html", context, status=status)


def _as_typed(forum: Forum) -> dict[str, object]:
    return {
        "name": forum.name,
        "description": str(forum.description or ""),
        "parent": forum.parent_id,
        "audience": forum.audience_id,
        "moderators": forum.moderators_id,
        "holds_topics": not forum.is_category,
        "allows_pseudonyms": forum.allows_pseudonyms,
    }


def _require_staff(request: MemberRequest) -> None:
    if not can_arrange_forums(request.user):
        raise Http404
