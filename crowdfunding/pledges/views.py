"""Offering support without an account, and the receipt that can take it back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.decisions import Refused
from common.idempotency import FIELD, HEADER
from crowdfunding.campaigns.models import Campaign, Need
from crowdfunding.pledges.actions import pledging
from crowdfunding.pledges.forms import PledgeForm
from crowdfunding.pledges.models import SALT, Pledge
from crowdfunding.pledges.pace import may_go_on
from crowdfunding.pledges.permissions import can_pledge


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, address: str, position: int) -> HttpResponse:
    need = _find_need(request, address, position)
    if request.method == "GET":
        return _offer_page(request, need, PledgeForm(initial=_known(request)))
    form = PledgeForm(request.POST)
    if not form.is_valid():
        return _offer_page(request, need, form, status=422)
    person = request.user if request.user.is_authenticated else None
    if person is None and not (pace := may_go_on(request)):
        form.add_error(None, pace.reason)
        return _offer_page(request, need, form, status=429)
    try:
        made = pledging.pledge(
            need=need, person=person, key=_key(request), **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error("quantity", str(refusal))
        need = _find_need(request, address, position)
        return _offer_page(request, need, form, status=422)
    return redirect(made.get_receipt_url())


@login_not_required
@never_cache
@require_GET
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    pledge = _find_pledge(token)
    context = {
        "pledge": pledge,
        "campaign": pledge.need.campaign,
        "url": request.build_absolute_uri(pledge.need.campaign.get_absolute_url()),
    }
    return render(request, "pledges/receipt.html", context)


@login_not_required
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    pledge = _find_pledge(token)
    pledging.withdraw(pledge=pledge)
    messages.success(
        request, _("Dukungan Anda sudah ditarik. Terima kasih sudah berniat.")
    )
    return redirect(pledge.get_receipt_url())


def _find_need(request: HttpRequest, address: str, position: int) -> Need:
    campaign = get_object_or_404(
        Campaign.objects.visible_to(request.user).select_related("regency__province"),
        short_id=address.rpartition("-")[2],
    )
    needs = Need.objects.for_showing().filter(campaign=campaign)
    need = get_object_or_404(needs, position=position)
    need.campaign = campaign
    return need


def _find_pledge(token: str) -> Pledge:
    """The signed token is the right to see and withdraw: no other check is asked."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    return get_object_or_404(
        Pledge.objects.select_related("need__form", "need__campaign__partner"), pk=pk
    )


def _key(request: HttpRequest) -> UUID:
    """What makes two presses of one button a single pledge, signed in or not."""
    try:
        return UUID(request.headers.get(HEADER) or request.POST.get(FIELD, ""))
    except ValueError:
        return uuid4()


def _known(request: HttpRequest) -> dict[str, str]:
    return {"name": request.user.name} if request.user.is_authenticated else {}


def _offer_page(
    request: HttpRequest, need: Need, form: PledgeForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "need": need,
        "campaign": need.campaign,
        "form": form,
        "decision": can_pledge(need),
    }
    return render(request, "pledges/offer.html", context, status=status)
