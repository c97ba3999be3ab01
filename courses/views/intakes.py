"""Questions from a file: uploaded, looked through, brought in, reported on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import page_or_fragment, paged
from courses.actions import intakes
from courses.forms.intakes import IntakeForm
from courses.models import Category, Course, Intake
from courses.views.finding import bank_address, find_bank

form_page = require_http_methods(["GET", "HEAD", "POST"])
OUTCOMES = ("left", "changed", "in")


@form_page
def new(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    form = _form(request, course)
    if form.is_bound and form.is_valid():
        try:
            intake = intakes.look_through(
                author=request.user, course=course, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(intake)
    context = {"course": course, "form": form, "address": bank_address(course)}
    status = 422 if form.is_bound else 200
    return render(request, "courses/intake_new.html", context, status=status)


@form_page
def show(request: MemberRequest, key: UUID) -> HttpResponse:
    """What is in the file, how far it is, what became of it; its button begins."""
    visible = Intake.objects.visible_to(request.user).questions()
    intake = get_object_or_404(visible.select_related("course", "category"), key=key)
    if request.method == "POST":
        intakes.begin(author=request.user, intake=intake)
        return redirect(intake)
    outcome = request.GET.get("hasil", "")
    wanted = [e for e in intake.report if outcome in ("", e["outcome"])]
    context = {
        "intake": intake,
        "course": intake.course,
        "address": bank_address(intake.course),
        "counts": intake.counts,
        "outcome": outcome if outcome in OUTCOMES else "",
        "page": paged(request, wanted),
    }
    return page_or_fragment(
        request, "courses/intake.html", "courses/_intake.html", context
    )


def _form(request: MemberRequest, course: Course | None) -> IntakeForm:
    categories = Category.objects.of_bank(course)
    if request.method == "POST":
        return IntakeForm(categories, request.POST, request.FILES)
    return IntakeForm(categories, initial={"category": request.GET.get("kategori")})
