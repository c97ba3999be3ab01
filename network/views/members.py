"""Who belongs: requests to decide on, and the members of an organisation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from common.views import next_page
from network.actions import join
from network.models import Membership
from network.permissions import can_edit
from network.views.directory import find


@require_GET
def requests(request: MemberRequest) -> HttpResponse:
    page = paged(request, Membership.objects.for_deciding(request.user))
    return render(request, "network/requests.html", {"page": page})


@require_GET
def index(request: MemberRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    require(can_edit(request.user, organization))
    of_it = Membership.objects.filter(organization=organization)
    context = {
        "organization": organization,
        "requests": of_it.for_deciding(request.user),
        "page": paged(request, of_it.for_organization(request.user)),
    }
    return render(request, "network/members.html", context)


@require_POST
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _find(request, pk)
    join.confirm(actor=request.user, membership=membership)
    sentence = _("%(name)s sekarang anggota.") % {"name": membership.person.name}
    messages.success(request, sentence)
    return redirect(next_page(request, "/direktori/permintaan/"))


@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _find(request, pk)
    join.decline(actor=request.user, membership=membership, reason=_reason(request))
    messages.success(request, _("Permintaan ditolak."))
    return redirect(next_page(request, "/direktori/permintaan/"))


@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _find(request, pk)
    return _changed(
        request,
        membership,
        lambda: join.end(
            actor=request.user, membership=membership, reason=_reason(request)
        ),
        _("Keanggotaan berakhir."),
    )


@require_POST
def appoint(request: MemberRequest, pk: int) -> HttpResponse:
    membership = _find(request, pk)
    role = request.POST.get("role", "")
    if role not in Membership.Role.values:
        return HttpResponse(status=422)
    return _changed(
        request,
        membership,
        lambda: join.appoint(actor=request.user, membership=membership, role=role),
        _("Peran tersimpan."),
    )


def _changed(
    request: MemberRequest,
    membership: Membership,
    change: Callable[[], Membership],
    done: str,
) -> HttpResponse:
    """A refusal is told on the page that the person came from."""
    try:
        change()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(next_page(request, membership.organization.get_absolute_url()))


def _reason(request: MemberRequest) -> str:
    return request.POST.get("reason", "")[:500]


def _find(request: MemberRequest, pk: int) -> Membership:
    visible = Membership.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "person"), pk=pk)
