"""Whole courses from elsewhere: uploaded, looked through, brought in, reported on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from common.decisions import require
from common.http import page_or_fragment, paged
from courses.actions import intakes
from courses.forms.packages import PackageForm
from courses.models import Intake
from courses.permissions import can_make_course
from courses.summaries import bringing

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_course(request.user))
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = PackageForm(request.user, *data)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        return redirect(intakes.receive(author=request.user, upload=upload))
    context = {"form": form, "recent": Intake.objects.courses_of(request.user)[:3]}
    status = 422 if form.is_bound else 200
    return render(request, "courses/package_new.html", context, status=status)


@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """All that the person has brought, so that a report is found again."""
    require(can_make_course(request.user))
    page = paged(request, Intake.objects.courses_of(request.user))
    return render(request, "courses/packages.html", {"page": page})


@form_page
def show(request: MemberRequest, key: UUID) -> HttpResponse:
    """What is in it, how far it is, what became of it; its button begins."""
    visible = Intake.objects.visible_to(request.user).courses()
    intake = get_object_or_404(visible.select_related("course"), key=key)
    if request.method == "POST":
        intakes.begin(author=request.user, intake=intake)
        return redirect(intake)
    chosen = bringing.Chosen(request.GET.get("hasil", ""), request.GET.get("apa", ""))
    context = {
        "intake": intake,
        "course": intake.course,
        "counts": intake.counts,
        "things": bringing.things(intake.report),
        "chosen": chosen,
        "page": paged(request, chosen.of(intake.report)),
    }
    return page_or_fragment(
        request, "courses/package.html", "courses/_package.html", context
    )
