"""The privacy notice, newest and earlier."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts import privacy_notice


@login_not_required
@require_GET
def show(request: HttpRequest, version: str = "") -> HttpResponse:
    versions = privacy_notice.versions()
    version = version or versions[0]
    if version not in versions:
        raise Http404
    text = privacy_notice.read(version, get_language() or "id")
    context = {"text": text, "version": version, "versions": versions}
    return render(request, "accounts/privacy.html", context)
