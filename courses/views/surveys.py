"""Surveys: asked, answered once, and shown as charts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from common.sheets import csv_file, xlsx_file
from courses.actions import surveys
from courses.forms import AnswersForm, SurveyForm
from courses.models import Survey
from courses.permissions import can_answer, can_read_names, can_read_results
from courses.summaries.answers import answer_lines, answer_sheet, named_responses
from courses.summaries.polls import polls
from courses.views import pages
from courses.views.finding import Found, find_activity

PAGE = 50


def show(request: HttpRequest, found: Found) -> HttpResponse:
    survey = _survey(found)
    return _page(request, found, survey, AnswersForm(survey))


@require_POST
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    survey = _survey(found)
    if not found.step.decision:
        return pages.closed(request, found)
    form = AnswersForm(survey, request.POST)
    if form.is_valid():
        try:
            surveys.answer(learner=request.user, survey=survey, given=form.given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Terima kasih, jawaban Anda tersimpan."))
            return redirect(found.activity)
    return _page(request, found, survey, form, status=422)


@require_GET
def results(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    survey = _survey(found)
    require(can_read_results(request.user, survey))
    context = {
        "found": found,
        "survey": survey,
        "polls": polls(survey),
        "total": survey.responses.count(),
        "may_read_names": can_read_names(request.user, survey),
    }
    return render(request, "courses/survey_results.html", context)


@require_GET
def people(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A named survey, person by person."""
    found, survey = _named(request, slug, pk)
    page = paged(request, named_responses(survey), PAGE)
    context = {
        "found": found,
        "survey": survey,
        "page": page,
        "lines": answer_lines(survey, page),
    }
    return render(request, "courses/survey_people.html", context)


@require_GET
def export(request: MemberRequest, slug: str, pk: int, form: str) -> HttpResponseBase:
    found, survey = _named(request, slug, pk)
    write = csv_file if form == "csv" else xlsx_file
    name = slugify(f"survei {found.activity.title} {timezone.localdate()}")
    return write(answer_sheet(survey), name)


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    survey = _survey(found)
    form = SurveyForm(request.POST or None, instance=survey)
    if request.method == "POST" and form.is_valid():
        try:
            surveys.write(author=request.user, survey=survey, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Survei tersimpan."))
            return redirect(
                "courses:edit", found.standing.course.slug, found.activity.pk
            )
    context = {
        "found": found,
        "form": form,
        "answered": survey.participations.count(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/survey_edit.html", context, status=status)


def _named(request: MemberRequest, slug: str, pk: int) -> tuple[Found, Survey]:
    found = find_activity(request, slug, pk)
    survey = _survey(found)
    require(can_read_names(request.user, survey))
    return found, survey


def _survey(found: Found) -> Survey:
    survey = get_object_or_404(Survey, activity=found.activity)
    survey.activity = found.activity
    return survey


def _page(
    request: HttpRequest,
    found: Found,
    survey: Survey,
    form: AnswersForm,
    *,
    status: int = 200,
) -> HttpResponse:
    if not request.user.is_authenticated:
        raise Http404
    context = {
        "found": found,
        "survey": survey,
        "form": form,
        "decision": can_answer(request.user, survey),
        "may_read": can_read_results(request.user, survey),
    }
    return render(request, "courses/survey.html", context, status=status)
