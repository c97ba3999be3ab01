"""Inviting people to a place, and following an invitation."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from accounts.phone_numbers import WHATSAPP
from common.decisions import Refused, require
from common.http import paged
from notices import invitation_words
from notices.actions import inviting
from notices.forms.inviting import AcceptForm, InvitationsForm
from notices.invitables import Invitable, kind_of, place_of
from notices.models import Invitation


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: MemberRequest, kind: str, key: int) -> HttpResponse:
    response = _invitations(request, kind, key)
    # Its buttons lead on to the inviter's own WhatsApp.
    response._csp_update = {"form-action": [WHATSAPP]}  # type: ignore[attr-defined]
    return response


def _invitations(request: MemberRequest, kind: str, key: int) -> HttpResponse:
    invitable, place = _find(request, kind, key)
    if request.method != "POST":
        return _page(request, invitable, place, InvitationsForm())
    form = InvitationsForm(request.POST)
    if not form.is_valid():
        return _page(request, invitable, place, form, status=422)
    people = form.cleaned_data["people"]
    try:
        count = inviting.invite(
            inviter=request.user, kind=invitable, place=place, people=people
        )
    except Refused as refusal:
        form.add_error("people", str(refusal))
        return _page(request, invitable, place, form, status=422)
    said = ngettext("%d orang diundang.", "%d orang diundang.", count)
    messages.success(request, said % count)
    return redirect("notices:invitations", kind, key)


@require_POST
def withdraw(request: MemberRequest, kind: str, key: int, pk: int) -> HttpResponse:
    invitable, _place = _find(request, kind, key)
    invitation = _invitation(kind, key, pk)
    try:
        inviting.withdraw(inviter=request.user, kind=invitable, invitation=invitation)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Undangan itu ditarik; tautannya tidak berlaku."))
    return redirect("notices:invitations", kind, key)


@require_POST
def hand_over(request: MemberRequest, kind: str, key: int, pk: int) -> HttpResponse:
    """On to WhatsApp with the words written, and remembered as opened."""
    invitable, place = _find(request, kind, key)
    invitation = _invitation(kind, key, pk)
    inviting.hand_over(inviter=request.user, kind=invitable, invitation=invitation)
    return redirect(invitation_words.whatsapp_url(invitation, invitable.title(place)))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Looking takes nothing up: a link is opened by programs too."""
    found = Invitation.objects.named_by(token).select_related("invited_by")
    invitation = get_object_or_404(found)
    invitable = kind_of(invitation.kind)
    place = place_of(invitation.kind, invitation.place)
    names: list[tuple[str, str]] = []
    if place and request.user.is_authenticated:
        names = invitable.names(person=request.user, place=place)
    form = AcceptForm(names, request.POST if request.method == "POST" else None)
    context = {
        "invitation": invitation,
        "place": invitable.title(place) if place else "",
        "is_open": invitation.is_open and place is not None,
        "refusal": "",
        "form": form,
    }
    if request.method != "POST" or not request.user.is_authenticated:
        return render(request, "notices/invited.html", context)
    if not form.is_valid():
        return render(request, "notices/invited.html", context, status=422)
    try:
        url = inviting.accept(
            person=request.user,
            kind=invitable,
            invitation=invitation,
            name=form.cleaned_data["name"],
        )
    except Refused as refusal:
        context |= {"refusal": str(refusal), "is_open": False}
        return render(request, "notices/invited.html", context, status=422)
    messages.success(request, _("Selamat datang! Undangan Anda sudah diterima."))
    return redirect(url)


def _find(request: MemberRequest, kind: str, key: int) -> tuple[Invitable, Any]:
    invitable = kind_of(kind)
    place: Any = get_object_or_404(invitable.places(), pk=key)
    require(invitable.can_invite(request.user, place))
    return invitable, place


def _invitation(kind: str, key: int, pk: int) -> Invitation:
    own = Invitation.objects.to_place(kind, key).select_related("invited_by")
    return get_object_or_404(own, pk=pk)


def _page(
    request: MemberRequest,
    invitable: Invitable,
    place: Any,
    form: InvitationsForm,
    *,
    status: int = 200,
) -> HttpResponse:
    all_of_it = Invitation.objects.to_place(invitable.name, place.pk)
    by_hand = all_of_it.open_ones().filter(way=Invitation.Way.HAND)
    context = {
        "form": form,
        "kind": invitable.name,
        "place": place,
        "title": invitable.title(place),
        "page": paged(request, all_of_it.order_by("-pk")),
        "to_open": by_hand.filter(handed_at=None).count(),
        "opened": by_hand.exclude(handed_at=None).count(),
    }
    return render(request, "notices/invitations.html", context, status=status)
