"""Whom one does not hear in rooms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.actions import blocking
from alliances.models import Block
from alliances.views.carrying import find_message, find_room
from common.decisions import Refused
from common.http import paged


@require_POST
def block(request: MemberRequest, slug: str, room_slug: str, seq: int) -> HttpResponse:
    message = find_message(find_room(request, slug, room_slug), seq)
    try:
        blocking.block(person=request.user, message=message)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Diblokir. Orang itu tidak diberi tahu; Anda dapat membatalkannya."),
        )
    return redirect("alliances:blocks")


@never_cache
@require_GET
def index(request: MemberRequest) -> HttpResponse:
    blocks = Block.objects.by(request.user).select_related("blocked", "pseudonym__room")
    page = paged(request, blocks.order_by("-created_at", "-pk"))
    return render(request, "alliances/blocks.html", {"page": page})


@require_POST
def unblock(request: MemberRequest, pk: int) -> HttpResponse:
    blocking.unblock(person=request.user, block=pk)
    messages.success(request, _("Pesannya terbaca lagi."))
    return redirect("alliances:blocks")
