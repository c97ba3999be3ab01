"""The list of alliances, and the page of each: about, members, rooms, joining."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances import summaries
from alliances.actions import joining
from alliances.forms import JoinForm
from alliances.models import Alliance, AllianceMembership, Room
from alliances.permissions import can_steward
from alliances.representation import acting_for
from common.decisions import Refused
from common.http import paged

# Rooms with news that the list of alliances begins with.
MOST_NEWS = 20


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    alliances = Alliance.objects.for_list(request.user)
    own = summaries.own_alliances(request.user)
    page = paged(request, alliances)
    news = _news(request) if page.number == 1 else []
    context = {"page": page, "own": own, "news": news}
    return render(request, "alliances/index.html", context)


def _news(request: HttpRequest) -> list[Room]:
    if not request.user.is_authenticated:
        return []
    return list(summaries.rooms_with_news(request.user)[:MOST_NEWS])


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, _get_alliance(request, slug))


@require_POST
def join(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = _get_alliance(request, slug)
    form = JoinForm(request.POST, organizations=acting_for(request.user))
    if not form.is_valid():
        return _page(request, alliance, form, status=422)
    try:
        membership = joining.join(
            person=request.user, alliance=alliance, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, alliance, form, status=422)
    if membership.state == AllianceMembership.State.ACTIVE:
        said = _("%(organization)s kini anggota %(alliance)s.")
    else:
        said = _("Permintaan %(organization)s sudah sampai pada pengurus.")
    named = {"organization": membership.organization, "alliance": alliance}
    messages.success(request, said % named)
    return redirect(alliance)


@require_POST
def leave(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    alliance = _get_alliance(request, slug)
    membership = get_object_or_404(alliance.memberships.current(), pk=pk)
    try:
        joining.leave(person=request.user, membership=membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        named = {"organization": membership.organization, "alliance": alliance}
        said = _("%(organization)s tidak lagi di %(alliance)s.")
        messages.success(request, said % named)
    return redirect(alliance)


def _get_alliance(request: HttpRequest, slug: str) -> Alliance:
    found = Alliance.objects.visible_to(request.user).select_related("sector")
    return get_object_or_404(found, slug=slug)


def _page(
    request: HttpRequest,
    alliance: Alliance,
    form: JoinForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    place = summaries.place_of(request.user, alliance)
    context = {
        "alliance": alliance,
        "place": place,
        "form": form or JoinForm(organizations=place.may_join),
        "page": paged(request, alliance.memberships.active().for_list()),
        "can_steward": can_steward(request.user, alliance),
    }
    return render(request, "alliances/alliance.html", context, status=status)
