"""What stays of a webinar: putting it on the page, and watching the recording."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.http import MemberRequest
from common.decisions import require
from common.uploads import serving
from courses.actions import afterwards
from courses.forms import AfterForm, WatchForm
from courses.permissions import can_keep_afterwards, can_watch
from courses.views.finding import get_webinar

KEPT = ("recap", "recording", "recording_megabytes", "slides")


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    require(can_keep_afterwards(request.user, webinar))
    form = AfterForm(
        request.POST or None,
        request.FILES or None,
        initial={name: getattr(webinar, name) for name in KEPT},
        owner=request.user,
        webinar=webinar,
    )
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
    if not webinar.plays_here:
        answer: HttpResponse = redirect(address)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer
    answer = render(request, "courses/recording.html", {"webinar": webinar})
    place = urlsplit(address)
    if place.netloc:
        # Read by django-csp: this page alone may load media from where it lies.
        answer._csp_update = {"media-src": [f"{place.scheme}://{place.netloc}"]}  # type: ignore[attr-defined]
    return answer


@require_safe
def play(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The recording itself, where it was uploaded, to whoever may watch it."""
    webinar = get_webinar(request, pk)
    require(can_watch(request.user, webinar))
    if webinar.recording_file is None:
        raise Http404
    return serving.play(request, webinar.recording_file)


@login_not_required
@require_safe
def slides(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The slides that were uploaded, to whoever sees the webinar."""
    webinar = get_webinar(request, pk)
    if webinar.slides_file is None:
        raise Http404
    return serving.download(webinar.slides_file)


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
