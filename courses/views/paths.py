"""Learning paths: what there is, one as its reader walks it, and making them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import paths
from courses.forms.paths import PathForm
from courses.models import Path
from courses.permissions.paths import can_make_path, may_publish_path
from courses.summaries.paths import walk

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    shown = Path.objects.visible_to(request.user).prefetch_related("courses")
    context = {
        "page": paged(request, shown),
        "can_make": can_make_path(request.user),
    }
    return render(request, "courses/paths.html", context)


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    path = _find(request, slug)
    context = {
        "walk": walk(path, request.user),
        "path": path,
        "can_make": can_make_path(request.user),
        "may_publish": may_publish_path(path),
    }
    return render(request, "courses/path.html", context)


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_path(request.user))
    form = PathForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, form)
    path = paths.make(maker=request.user, **form.cleaned_data)
    messages.success(request, _("Draf tersimpan. Terbitkan bila sudah siap."))
    return redirect(path)


@form_page
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    require(can_make_path(request.user))
    path = _find(request, slug)
    form = PathForm(request.POST or None, initial=PathForm.filled_from(path))
    if not form.is_valid():
        return _form_page(request, form, path)
    try:
        paths.edit(maker=request.user, path=path, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, form, path)
    messages.success(request, _("Perubahan tersimpan."))
    return redirect(path)


@require_POST
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    path = _find(request, slug)
    action = paths.withdraw if path.status == Path.Status.PUBLISHED else paths.publish
    try:
        action(maker=request.user, path=path)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Jalur belajar diperbarui."))
    return redirect(path)


def _find(request: HttpRequest, slug: str) -> Path:
    return get_object_or_404(Path.objects.visible_to(request.user), slug=slug)


def _form_page(
    request: MemberRequest, form: PathForm, path: Path | None = None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "path": path}
    return render(request, "courses/path_form.html", context, status=status)
