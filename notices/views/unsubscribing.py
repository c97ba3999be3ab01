"""Stopping mail with one click, as RFC 8058 has it, or on a page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from notices import unsubscribing
from notices.actions import preferences


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking stops nothing: programs that check mail follow links too."""
    stop = unsubscribing.read(token)
    if stop is None:
        raise Http404
    person = get_object_or_404(User.objects.active(), pk=stop.person_id)
    if request.method == "POST":
        preferences.stop_mail(person=person, group=stop.group)
    context = {
        "stop": stop,
        "done": request.method == "POST",
        "everything_url": unsubscribing.address(person.pk, None),
    }
    return render(request, "notices/unsubscribe.html", context)
