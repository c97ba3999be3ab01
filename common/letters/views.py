"""The endpoint the other site writes to, and the list staff read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from common.http import paged
from common.letters import actions
from common.letters.delivery import LARGEST_LETTER
from common.letters.models import OutgoingLetter, ReceivedLetter
from common.letters.receiving import Answer, receive


@csrf_exempt
@login_not_required
@require_POST
def inbox(request: HttpRequest) -> JsonResponse:
    """Both the announced and the real size count: a header may lie."""
    announced = request.headers.get("Content-Length", "")
    too_large = announced.isdigit() and int(announced) > LARGEST_LETTER
    if too_large or len(request.body) > LARGEST_LETTER:
        answer = Answer(413, _("Surat lebih besar dari 1 MB."))
    else:
        answer = receive(request.headers, request.body)
    return JsonResponse(answer.said, status=answer.status)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    _require_staff(request)
    shown = request.GET.get("isi", "")
    shown = shown if shown in ("ditolak", "masuk", "terkirim") else "menunggu"
    return render(
        request,
        "letters/overview.html",
        {
            "shown": shown,
            "page": paged(request, _letters(shown)),
            "waiting": OutgoingLetter.objects.waiting().count(),
        },
    )


@require_POST
def try_now(request: HttpRequest) -> HttpResponse:
    _require_staff(request)
    count = actions.hurry(staff=request.user)
    said = ngettext("%d surat dicoba lagi.", "%d surat dicoba lagi.", count) % count
    messages.success(request, said)
    return redirect("letters:overview")


def _letters(shown: str) -> QuerySet[Model]:
    letters = OutgoingLetter.objects.defer("body")
    lists: dict[str, QuerySet[Model]] = {
        "menunggu": letters.waiting().order_by("written_at", "number"),
        "ditolak": letters.refused().order_by("-refused_at"),
        "terkirim": letters.delivered().order_by("-delivered_at"),
        "masuk": ReceivedLetter.objects.refused(),
    }
    return lists[shown]


def _require_staff(request: HttpRequest) -> None:
    if not request.user.is_staff:
        raise Http404
