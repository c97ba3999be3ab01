"""The inbox: what a person was told, the unread first."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.http import paged
from common.views import next_page
from notices import standing
from notices.actions import reading
from notices.bell import unread_count
from notices.forms.inbox import InboxFilter, ShownAt
from notices.models import Notice


@require_GET
def inbox(request: MemberRequest) -> HttpResponse:
    form = InboxFilter(request.GET)
    found = form.applied_to(Notice.objects.for_inbox(request.user))
    page = paged(request, found)
    standing.mark(page.object_list)
    context = {
        "form": form,
        "page": page,
        "unread": unread_count(request.user),
        "shown_at": timezone.now().isoformat(timespec="microseconds"),
    }
    return render(request, "notices/inbox.html", context)


@require_GET
def open_notice(request: MemberRequest, pk: int) -> HttpResponse:
    """Lead on to what the notice is about, and remember that it was read. A mail that
    left before it was deleted leads here too.
    """
    due = Notice.objects.filter(person=request.user, due_at__lte=timezone.now())
    notice = get_object_or_404(due, pk=pk)
    standing.mark([notice])
    reading.read(person=request.user, notice=notice)
    if notice.withdrawn_at or not notice.stands:
        return render(request, "notices/gone.html", status=410)
    return redirect(notice.url)


@require_POST
def read(request: MemberRequest, pk: int) -> HttpResponse:
    reading.read(person=request.user, notice=_notice(request, pk))
    return redirect(next_page(request, "/kabar/"))


@require_POST
def keep_unread(request: MemberRequest, pk: int) -> HttpResponse:
    reading.keep_unread(person=request.user, notice=_notice(request, pk))
    return redirect(next_page(request, "/kabar/"))


@require_POST
def read_all(request: MemberRequest) -> HttpResponse:
    form = ShownAt(request.POST)
    shown_at = form.cleaned_data["shown_at"] if form.is_valid() else timezone.now()
    reading.read_all(person=request.user, shown_at=shown_at)
    return redirect("notices:inbox")


def _notice(request: MemberRequest, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
