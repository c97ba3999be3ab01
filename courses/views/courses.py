"""A course's own page: what is in it, how far one is, which cohorts are open."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import enrollment
from courses.models import Cohort, Enrollment, Standing
from courses.permissions import may_enroll, may_enter
from courses.summaries import outline
from courses.views.finding import find_course
from forum.models import Forum

FACES = 5


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, find_course(request, slug))


@require_POST
def enroll(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    try:
        enrollment.enroll(learner=request.user, cohort=cohort)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, find_course(request, cohort.course.slug), status=422)
    messages.success(
        request, _("Selamat datang di %(cohort)s.") % {"cohort": cohort.name}
    )
    return redirect(cohort.course)


@require_POST
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    try:
        enrollment.leave(learner=request.user, cohort=cohort)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, find_course(request, cohort.course.slug), status=422)
    messages.success(
        request,
        _("Anda sudah keluar dari %(cohort)s. Yang sudah selesai tetap tercatat.")
        % {"cohort": cohort.name},
    )
    return redirect(cohort.course)


def _find_cohort(request: MemberRequest, pk: int) -> Cohort:
    cohorts = Cohort.objects.visible_to(request.user).select_related("course")
    return get_object_or_404(cohorts, pk=pk)


def _page(
    request: HttpRequest, standing: Standing, *, status: int = 200
) -> HttpResponse:
    course = standing.course
    context = {
        "course": course,
        "standing": standing,
        "outline": outline(standing, may_enter),
        "forum": Forum.objects.filter(place=course.place).first(),
    }
    seat = standing.enrollment
    context |= _cohorts_to_join(standing) if seat is None else _own_cohort(seat)
    return render(request, "courses/course.html", context, status=status)


def _cohorts_to_join(standing: Standing) -> dict[str, Any]:
    cohorts = standing.course.cohorts.joinable().with_seats_left()
    shown = cohorts.order_by("starts_on", "pk").prefetch_related("facilitators")
    return {
        "cohorts": [(c, may_enroll(standing, c, c.seats_left)) for c in shown],
    }


def _own_cohort(seat: Enrollment) -> dict[str, Any]:
    prefetch_related_objects([seat], "cohort__facilitators", "mentor")
    mates = seat.cohort.enrollments.active().select_related("learner")
    return {
        "seat": seat,
        "mates": mates.order_by("-pk")[:FACES],
        "mate_count": mates.count(),
    }
