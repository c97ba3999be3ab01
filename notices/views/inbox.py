"""The inbox: what a person was told, the unread first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.http import paged
from notices.actions import reading
from notices.models import Notice


@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    page = paged(request, Notice.objects.for_inbox(request.user))
    return render(request, "notices/inbox.html", {"page": page})


@require_GET
def open_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """Lead on to what the notice is about, and remember that it was read."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    reading.read(person=request.user, notice=notice)
    return redirect(notice.url)


@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    reading.read_all(person=request.user)
    return redirect("notices:inbox")
