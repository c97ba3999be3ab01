"""One step of a worksheet: written here, or read when it may not be written."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from initiatives import outline, summaries
from initiatives.actions import writing
from initiatives.coursework import open_worksheet_of
from initiatives.forms import SavedPageForm, StepForm
from initiatives.models import Step, Worksheet
from initiatives.permissions import can_edit
from initiatives.views.finding import find, find_own


@require_http_methods(["GET", "POST"])
def step(request: MemberRequest, worksheet: UUID, number: int) -> HttpResponse:
    if number not in outline.NUMBERS:
        raise Http404
    if request.method == "POST":
        return _save(request, find_own(request, worksheet), number)
    found = find(request, worksheet)
    kept = found.steps.select_related("saved_by").get(number=number)
    form = StepForm(
        outline.step_of(number),
        content=kept.content,
        new_row_in=request.GET.get("baris", ""),
    )
    return _page(request, found, kept, form)


@require_GET
def own(request: MemberRequest, number: int) -> HttpResponse:
    """What a lesson links to: this step of the reader's own worksheet, or a new one."""
    if number not in outline.NUMBERS:
        raise Http404
    worksheet = open_worksheet_of(request.user)
    if worksheet is None:
        return redirect("initiatives:start")
    return redirect("initiatives:step", worksheet.uuid, number)


def _save(request: MemberRequest, worksheet: Worksheet, number: int) -> HttpResponse:
    form = StepForm(outline.step_of(number), data=request.POST)
    seen = SavedPageForm(request.POST)
    if not all([form.is_valid(), seen.is_valid()]):
        return _unsaved(request, worksheet, number, form, seen)
    try:
        kept = writing.save_step(
            writer=request.user,
            worksheet=worksheet,
            number=number,
            content=form.cleaned,
            **seen.cleaned_data,
        )
    except (Refused, writing.Overtaken) as problem:
        return _unsaved(request, worksheet, number, form, seen, problem)
    if _saves_itself(request):
        return JsonResponse({"saved_at": f"{timezone.localtime():%H.%M}"})
    return redirect(_after(request, worksheet, kept))


def _after(request: MemberRequest, worksheet: Worksheet, kept: Step) -> str:
    """Where the pressed button leads once everything is kept."""
    here, table = kept.get_absolute_url(), request.POST.get("add", "")
    if table in {known.name for known in outline.step_of(kept.number).tables}:
        return f"{here}?baris={table}#{table}-baru"
    if request.POST.get("remove"):
        return f"{here}#{request.POST['remove'].split('-')[0]}"
    turns = {"next": kept.number + 1, "previous": kept.number - 1}
    number = turns.get(request.POST.get("go", ""), kept.number)
    if number not in outline.NUMBERS:
        return worksheet.get_absolute_url()
    return reverse("initiatives:step", args=[worksheet.uuid, number])


def _saves_itself(request: MemberRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _unsaved(
    request: MemberRequest,
    worksheet: Worksheet,
    number: int,
    form: StepForm,
    seen: SavedPageForm,
    problem: Exception | None = None,
) -> HttpResponse:
    """What was typed, with what is wrong beside it; nothing of it is lost.

    Only a page that shows both texts counts as having seen the newer one.
    """
    worksheet.refresh_from_db()
    kept = worksheet.steps.select_related("saved_by").get(number=number)
    overtaken = isinstance(problem, writing.Overtaken)
    if _saves_itself(request):
        said = {
            "errors": form.errors,
            "overtaken": overtaken,
            "reason": str(problem or ""),
        }
        return JsonResponse(said, status=422)
    if overtaken:
        theirs = summaries.differences(form.step, form.cleaned, kept.content)
        return _page(request, worksheet, kept, form, status=422, theirs=theirs)
    before = {"base": 0, "page": uuid4(), **seen.cleaned_data}
    refusal = str(problem or "")
    return _page(
        request, worksheet, kept, form, seen=before, status=422, refusal=refusal
    )


def _page(
    request: MemberRequest,
    worksheet: Worksheet,
    kept: Step,
    form: StepForm,
    *,
    seen: dict[str, Any] | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The opened page has a name, and knows which text it shows."""
    journey = summaries.journey(worksheet)
    opened = seen or {"base": kept.revision, "page": uuid4()}
    return render(
        request,
        "initiatives/step.html",
        {
            "worksheet": worksheet,
            "kept": kept,
            "form": form,
            "opened": SavedPageForm(initial=opened),
            "journey": journey,
            "line": journey.steps[kept.number - 1],
            "previous": journey.steps[kept.number - 2] if kept.number > 1 else None,
            "next": journey.steps[kept.number] if kept.number < 6 else None,
            "can_edit": can_edit(request.user, worksheet),
            **more,
        },
        status=status,
    )
