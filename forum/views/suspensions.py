"""Suspending somebody, seeing one's own suspensions, appealing and answering."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import suspensions
from forum.models import Forum, Suspension
from forum.moderation_forms import AppealForm, ReasonForm, SuspendForm
from forum.permissions import can_appeal, can_suspend
from forum.views.moderation import find_judged, typed


@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: MemberRequest, post_pk: int) -> HttpResponse:
    post = find_judged(request, post_pk)
    above = post.topic.forum.get_ancestors(include_self=True)
    mine = Forum.objects.moderated_by(request.user).filter(pk__in=above)
    form = SuspendForm(
        typed(request),
        forums=mine.order_by("-level"),
        everywhere=request.user.is_staff,
        initial={"where": post.topic.forum_id},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            suspensions.suspend(
                moderator=request.user,
                post=post,
                forum=chosen["where"],
                ends_at=chosen["ends_on"],
                reason=chosen["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Penangguhan dicatat dan dikabarkan."))
            return redirect("forum:judge", post.pk)
    decision = can_suspend(request.user, post, post.topic.forum)
    context = {"post": post, "form": form, "decision": decision}
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/suspend.html", context, status=status)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return _mine_page(request, AppealForm())


@require_http_methods(["POST"])
def appeal(request: MemberRequest, pk: int) -> HttpResponse:
    own = Suspension.objects.of(request.user)
    suspension = get_object_or_404(own, pk=pk)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            suspensions.appeal(
                person=request.user, suspension=suspension, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Keberatan Anda sampai ke moderator."))
            return redirect("forum:suspensions")
    return _mine_page(request, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    forums = Forum.objects.moderated_by(request.user)
    mine = Suspension.objects.moderated_by(request.user, forums)
    suspension = get_object_or_404(
        mine.select_related("person", "pseudonym", "forum", "given_by"), pk=pk
    )
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            suspensions.answer(
                moderator=request.user,
                suspension=suspension,
                answer=form.cleaned_data["reason"],
                lifts="lift" in request.POST,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Keputusan Anda dicatat dan dikabarkan."))
            return redirect("forum:queue")
    context = {"suspension": suspension, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/answer_appeal.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: MemberRequest, pk: int) -> HttpResponse:
    forums = Forum.objects.moderated_by(request.user)
    held = Suspension.objects.holding(request.user, forums)
    suspension = get_object_or_404(held, pk=pk)
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            suspensions.lift(
                moderator=request.user,
                suspension=suspension,
                answer=form.cleaned_data["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Keputusan Anda dicatat dan dikabarkan."))
            return redirect("forum:queue")
    context = {"suspension": suspension, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "forum/lift.html", context, status=status)


def _mine_page(
    request: MemberRequest, form: AppealForm, *, status: int = 200
) -> HttpResponse:
    own = Suspension.objects.of(request.user).select_related("forum", "pseudonym")
    rows = list(own.order_by("-starts_at", "-pk"))
    for suspension in rows:
        suspension.can_be_appealed = bool(can_appeal(request.user, suspension))
    context = {"suspensions": rows, "form": form}
    return render(request, "forum/suspensions.html", context, status=status)
