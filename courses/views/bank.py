"""The question bank, as those who write courses see it: its list, its categories."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import bank
from courses.forms import BankFilters, CategoryForm
from courses.models import Category, Course, Question
from courses.permissions import can_write_bank
from courses.views.finding import bank_address, find_bank


@require_GET
def index(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    return _index(request, course, CategoryForm())


@require_POST
def add_category(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    form = CategoryForm(request.POST)
    if not form.is_valid():
        return _index(request, course, form, status=422)
    bank.add_category(author=request.user, course=course, **form.cleaned_data)
    return redirect(bank_address(course))


@require_POST
def rename_category(request: MemberRequest, pk: int) -> HttpResponse:
    category = get_object_or_404(Category, pk=pk)
    require(can_write_bank(request.user, category.course))
    form = CategoryForm(request.POST)
    if form.is_valid():
        try:
            bank.rename_category(
                author=request.user, category=category, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("title", str(refusal))
    if not form.is_valid():
        return _index(request, category.course, form, status=422)
    return redirect(f"{bank_address(category.course)}?kategori={pk}")


def _index(
    request: MemberRequest,
    course: Course | None,
    form: CategoryForm,
    *,
    status: int = 200,
) -> HttpResponse:
    categories = list(
        Category.objects.of_bank(course).annotate(
            held=Count("questions", filter=Q(questions__retired_at=None))
        )
    )
    filters = BankFilters(categories, request.GET)
    wanted = filters.wanted()
    questions = Question.objects.of_bank(course).for_bank().matching(**wanted)
    chosen = [c for c in categories if str(c.pk) == wanted["category"]]
    context = {
        "course": course,
        "address": bank_address(course),
        "categories": categories,
        "chosen": chosen[0] if chosen else None,
        "filters": filters,
        "form": form,
        "page": paged(request, questions),
    }
    return render(request, "courses/bank.html", context, status=status)
