"""Taking the bank along: what a file can hold is shown before it is fetched."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from courses.models import Category
from courses.summaries.exporting import gift_sheet
from courses.views.finding import bank_address, find_bank


@require_GET
def show(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    category = _category(request)
    context = {
        "course": course,
        "address": bank_address(course),
        "categories": Category.objects.of_bank(course),
        "chosen": category,
        "sheet": gift_sheet(course, category=category),
    }
    return render(request, "courses/bank_export.html", context)


@require_GET
def gift(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    sheet = gift_sheet(course, category=_category(request))
    response = HttpResponse(sheet.text, content_type="text/plain; charset=utf-8")
    name = f"bank-soal-{course.slug}" if course else "bank-soal-bersama"
    response["Content-Disposition"] = f'attachment; filename="{name}.gift.txt"'
    return response


def _category(request: MemberRequest) -> str:
    asked = request.GET.get("kategori", "")
    return asked if asked.isdecimal() and len(asked) < 12 else ""
