"""Which organisation? Asked after sign-up, and whenever someone wants to join one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from common.views import next_page
from network.actions import join as joining
from network.forms import SearchForm
from network.models import Organization
from network.summaries import memberships_of
from network.views.directory import find

PAGE = 10


@require_GET
def choose(request: MemberRequest) -> HttpResponse:
    return _choose_page(request)


@require_POST
def join(request: MemberRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    try:
        joining.ask(person=request.user, organization=organization)
    except Refused as refusal:
        return _choose_page(request, refusal=str(refusal), status=422)
    sentence = _("Permintaan Anda sampai ke pengelola %(name)s.")
    messages.success(request, sentence % {"name": organization.name})
    return redirect(next_page(request, organization.get_absolute_url()))


def _choose_page(
    request: MemberRequest, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Found by name; before anything is typed, those nearest to the person."""
    form = SearchForm(request.GET)
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    memberships = memberships_of(request.user)
    found = Organization.objects.listed().for_directory(request.user)
    found = found.exclude(pk__in=[m.organization_id for m in memberships])
    if words:
        found = found.named_like(words)
    elif request.user.regency:
        found = found.filter(regency__province=request.user.regency.province_id)
    context = {
        "form": form,
        "words": words,
        "page": paged(request, found, PAGE),
        "memberships": memberships,
        "next": next_page(request, ""),
        "refusal": refusal,
    }
    return render(request, "network/choose.html", context, status=status)
