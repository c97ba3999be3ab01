"""Into a cohort and out of it: a seat, a request, a place on the waiting list."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import applications, enrollment
from courses.forms import ApplicationForm, CodeForm
from courses.models import Cohort
from courses.views.courses import course_page
from courses.views.finding import find_course


@require_POST
def enroll(request: MemberRequest, pk: int) -> HttpResponse:
    cohort, form = _find_cohort(request, pk), CodeForm(request.POST)
    welcome = _("Selamat datang di %(cohort)s.") % {"cohort": cohort.name}
    return _do(request, cohort, enrollment.enroll, welcome, form)


@require_POST
def wait(request: MemberRequest, pk: int) -> HttpResponse:
    cohort, form = _find_cohort(request, pk), CodeForm(request.POST)
    said = _("Anda di daftar tunggu. Begitu ada kursi, Anda langsung masuk.")
    return _do(request, cohort, enrollment.wait, said, form)


@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    cohort, form = _find_cohort(request, pk), ApplicationForm(request.POST)
    said = _("Permohonan Anda terkirim. Jawabannya kami kabarkan.")
    return _do(request, cohort, applications.ask, said, form)


@require_POST
def give_up(request: MemberRequest, pk: int) -> HttpResponse:
    said = _("Permohonan Anda dibatalkan.")
    return _do(request, _find_cohort(request, pk), enrollment.give_up, said)


@require_POST
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    said = _("Anda sudah keluar dari %(cohort)s. Yang sudah selesai tetap tercatat.")
    return _do(request, cohort, enrollment.leave, said % {"cohort": cohort.name})


def _do(
    request: MemberRequest,
    cohort: Cohort,
    action: Callable[..., Any],
    said: str,
    form: CodeForm | ApplicationForm | None = None,
) -> HttpResponse:
    """Do it and say so; or the course's page again, with the reason why not."""
    given = {"joined": cohort.pk, "form": form}
    if form is not None and not form.is_valid():
        return course_page(
            request, find_course(request, cohort.course.slug), given, status=422
        )
    words = form.cleaned_data if form is not None else {}
    try:
        action(learner=request.user, cohort=cohort, **words)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return course_page(
            request, find_course(request, cohort.course.slug), given, status=422
        )
    messages.success(request, said)
    return redirect(cohort.course)


def _find_cohort(request: MemberRequest, pk: int) -> Cohort:
    cohorts = Cohort.objects.visible_to(request.user).select_related("course")
    return get_object_or_404(cohorts, pk=pk)
