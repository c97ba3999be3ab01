"""Grades: a learner's own, and the gradebook of a cohort."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from common.http import paged
from common.sheets import csv_file, xlsx_file
from courses.forms import BookFilters
from courses.models import Cohort
from courses.summaries import board
from courses.summaries.board import Board
from courses.summaries.gradebook import below, book, book_sheet, columns
from courses.summaries.grades import all_grades, course_grades
from courses.summaries.lines import Lines
from courses.views.boards import find_cohort
from courses.views.finding import find_course

PAGE = 50


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    return render(request, "courses/grades.html", {"lines": all_grades(request.user)})


@require_GET
def of_course(request: MemberRequest, slug: str) -> HttpResponse:
    own = course_grades(find_course(request, slug), request.user)
    return render(request, "courses/course_grades.html", {"own": own})


@require_GET
def gradebook(request: MemberRequest, pk: int) -> HttpResponse:
    whole, filters, found = _shown(request, find_cohort(request, pk))
    page = paged(request, found, PAGE)
    context = {
        "board": whole,
        "filters": filters,
        "page": page,
        "columns": columns(whole),
        "rows": book(whole, list(page)),
    }
    return render(request, "courses/gradebook.html", context)


@require_GET
def export(request: MemberRequest, pk: int, form: str) -> HttpResponseBase:
    """The gradebook exactly as the filters show it, as a file."""
    cohort = find_cohort(request, pk)
    whole, _filters, found = _shown(request, cohort)
    write = csv_file if form == "csv" else xlsx_file
    name = slugify(f"nilai {cohort.course.slug} {cohort.name} {timezone.localdate()}")
    return write(book_sheet(whole, found), name)


def _shown(request: MemberRequest, cohort: Cohort) -> tuple[Board, BookFilters, Lines]:
    whole = board(cohort, request.user)
    filters = BookFilters(whole, request.GET)
    found = whole.matching(**filters.wanted())
    if filters.limit is not None:
        found = below(whole, found, filters.limit)
    return whole, filters, found.by_name()
