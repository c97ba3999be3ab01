"""Choosing a pseudonym for a forum; staff looking behind one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import pseudonyms
from forum.models import Pseudonym
from forum.moderation_forms import PseudonymForm, ReasonForm
from forum.permissions import can_choose_pseudonym, can_look_behind
from forum.views.moderation import typed
from forum.views.places import get_forum


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest, forum_slug: str, forum_pk: int) -> HttpResponse:
    forum = get_forum(request, forum_pk)
    form = PseudonymForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            pseudonyms.choose(person=request.user, forum=forum, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, _("Nama samaran Anda di forum ini sudah dipilih.")
            )
            return redirect(forum)
    chosen = Pseudonym.objects.filter(forum=forum).of(request.user).first()
    context = {
        "forum": forum,
        "form": form,
        "chosen": chosen,
        "decision": can_choose_pseudonym(request.user, forum),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "forum/pseudonym.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_behind(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked with a reason, answered once, on this page alone."""
    pseudonym = get_object_or_404(Pseudonym.objects.select_related("forum"), pk=pk)
    if not can_look_behind(request.user, pseudonym):
        raise Http404
    form = ReasonForm(typed(request))
    context = {"pseudonym": pseudonym, "form": form, "person": None}
    if request.method == "POST" and form.is_valid():
        try:
            context["person"] = pseudonyms.look_behind(
                staff=request.user, pseudonym=pseudonym, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = 422 if form.is_bound and not context["person"] else 200
    return render(request, "forum/look_behind.html", context, status=status)
