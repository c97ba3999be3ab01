"""Series of webinars: the page of one, following it, and making it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import require
from common.http import paged
from courses.actions import following
from courses.forms import SeriesForm
from courses.models import Series, Webinar
from courses.permissions import can_curate, can_make_series

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What is coming in this series, then what has been."""
    known = Series.objects.with_follow_of(request.user)
    series = get_object_or_404(known, slug=slug)
    shown = Webinar.objects.published().visible_to(request.user).filter(series=series)
    context = {
        "series": series,
        "page": paged(request, shown.for_list().with_registration_of(request.user)),
        "curator": bool(can_curate(request.user, series)),
        "follower_count": series.followers.count(),
    }
    return render(request, "courses/series.html", context)


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_series(request.user))
    form = SeriesForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, form)
    series = following.make_series(curator=request.user, **form.cleaned_data)
    messages.success(request, _("Seri dibuat. Rencanakan webinar pertamanya."))
    return redirect(series)


@form_page
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series, slug=slug)
    require(can_curate(request.user, series))
    filled = {"title": series.title, "summary": series.summary}
    form = SeriesForm(request.POST or None, initial=filled, series=series)
    if not form.is_valid():
        return _form_page(request, form, series)
    following.edit_series(curator=request.user, series=series, **form.cleaned_data)
    messages.success(request, _("Perubahan tersimpan."))
    return redirect(series)


@require_POST
def follow(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series, slug=slug)
    if request.POST.get("follow") == "tidak":
        following.unfollow(person=request.user, series=series)
        messages.success(request, _("Anda tidak lagi mengikuti seri ini."))
    else:
        following.follow(person=request.user, series=series)
        messages.success(request, _("Kami kabari setiap ada webinar baru di seri ini."))
    return redirect(series)


def _form_page(
    request: MemberRequest, form: Form, series: Series | None = None
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "series": series}
    return render(request, "courses/series_form.html", context, status=status)
