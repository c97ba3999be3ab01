"""What stays of a webinar: putting it on the page, and watching the recording."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import require
from courses.actions import afterwards
from courses.forms import AfterForm, WatchForm
from courses.permissions import can_keep_afterwards, can_watch
from courses.views.finding import get_webinar

KEPT = ("recap", "recording", "recording_megabytes", "slides")


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    require(can_keep_afterwards(request.user, webinar))
    filled = {name: getattr(webinar, name) for name in KEPT}
    form = AfterForm(request.POST or None, initial=filled)
    if not form.is_valid():
        context = {"webinar": webinar, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "courses/webinar_after.html", context, status=status)
    afterwards.keep(host=request.user, webinar=webinar, **form.cleaned_data)
    messages.success(request, _("Tersimpan di halaman webinar."))
    return redirect(webinar)


@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """The recording: played here if it is a video, else led to."""
    webinar = get_webinar(request, pk)
    require(can_watch(request.user, webinar))
    address = afterwards.open_recording(person=request.user, webinar=webinar)
    if not webinar.is_video:
        answer: HttpResponse = redirect(address)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer
    answer = render(request, "courses/recording.html", {"webinar": webinar})
    place = urlsplit(address)
    # Read by django-csp: this page alone may load media from where the recording lies.
    answer._csp_update = {"media-src": [f"{place.scheme}://{place.netloc}"]}  # type: ignore[attr-defined]
    return answer


@require_POST
def watch(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    form = WatchForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    seconds = afterwards.watch(
        person=request.user, webinar=webinar, **form.cleaned_data
    )
    return JsonResponse({"seconds": seconds})
