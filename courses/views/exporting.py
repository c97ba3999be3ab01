"""Taking the bank along: what a file can hold is shown before it is fetched."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from common.http import whole_number
from courses.models import Category
from courses.summaries.exporting import FORMATS, sheet_of
from courses.views.finding import bank_address, find_bank

FULLEST = "moodle"


@require_GET
def show(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    category = _category(request)
    wanted = request.GET.get("bentuk", "")
    form = wanted if wanted in FORMATS else FULLEST
    context = {
        "course": course,
        "address": bank_address(course),
        "categories": Category.objects.of_bank(course),
        "chosen": category,
        "forms": FORMATS,
        "form": form,
        "sheet": sheet_of(course, FORMATS[form], category=category),
    }
    return render(request, "courses/bank_export.html", context)


@require_GET
def file(request: MemberRequest, form: str, slug: str | None = None) -> HttpResponse:
    course = find_bank(request, slug)
    if form not in FORMATS:
        raise Http404
    sheet = sheet_of(course, FORMATS[form], category=_category(request))
    response = HttpResponse(sheet.text, content_type=sheet.form.media_type)
    name = f"bank-soal-{course.slug}" if course else "bank-soal-bersama"
    whole = f'attachment; filename="{name}{sheet.form.suffix}"'
    response["Content-Disposition"] = whole
    return response


def _category(request: MemberRequest) -> str:
    asked = whole_number(request.GET.get("kategori", ""))
    return "" if asked is None else str(asked)
