"""The media library of a course: a page of its own, and a drawer of the editor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import page_or_fragment, paged, wants_fragment
from common.uploads import actions as uploads
from courses.actions import library
from courses.forms import LibraryFilters, MediaForm
from courses.furnishing import code_for
from courses.models import Course, Media
from courses.views.composing import find_editable

PAGE = 24


@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    if request.method == "GET":
        return _page(request, course, MediaForm(request.user))
    form = MediaForm(request.user, request.POST, request.FILES)
    if not form.is_valid() or not _taken_in(request, course, form):
        return _page(request, course, form, status=422)
    if wants_fragment(request):
        return _page(request, course, MediaForm(request.user))
    messages.success(request, _("Tersimpan di pustaka media."))
    return redirect("courses:library", slug)


@require_POST
def remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    course = find_editable(request, slug)
    media = get_object_or_404(course.library.select_related("course"), pk=pk)
    knows = request.POST.get("tahu") == "ya"
    try:
        library.remove(author=request.user, media=media, knows_of_old=knows)
    except library.ShownOfOld as warning:
        context = {"course": course, "media": media, "revisions": warning.revisions}
        return render(request, "courses/media_remove.html", context, status=422)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, course, MediaForm(request.user), status=422)
    messages.success(request, _("Media dihapus."))
    return redirect("courses:library", slug)


@login_not_required
@require_GET
def file(request: HttpRequest, key: str) -> HttpResponse:
    """Where a text's link leads: our own file, or the place it lies elsewhere."""
    media = get_object_or_404(Media, key=key)
    return redirect(media.address or media.file.url)


def _taken_in(request: MemberRequest, course: Course, form: MediaForm) -> bool:
    given = dict(form.cleaned_data)
    upload, address, alt = given.pop("file"), given.pop("address"), given.pop("alt")
    common = {"author": request.user, "course": course, **given}
    try:
        with uploads.spent(upload) as file:
            if file:
                library.add_file(file=file, alt=alt, **common)
            else:
                library.add_address(address=address, **common)
    except ValidationError as problem:
        form.add_error("file" if upload else "poster", problem)
        return False
    return True


def _page(
    request: MemberRequest, course: Course, form: MediaForm, *, status: int = 200
) -> HttpResponse:
    filters = LibraryFilters(request.GET)
    page = paged(request, course.library.matching(**filters.wanted()), PAGE)
    context: dict[str, Any] = {
        "course": course,
        "form": form,
        "filters": filters,
        "page": page,
        "media": [(media, code_for(media)) for media in page],
    }
    return page_or_fragment(
        request,
        "courses/library.html",
        "courses/_library.html",
        context,
        status=status,
    )
