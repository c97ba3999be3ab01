"""A course's own page: what is in it, how far one is, which cohorts are open."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from courses.models import Enrollment, Standing
from courses.permissions import may_enter
from courses.summaries import outline
from courses.views.finding import find_course
from courses.views.ways import ways_into
from forum.models import Forum

FACES = 5


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    return course_page(request, find_course(request, slug))


def course_page(
    request: HttpRequest,
    standing: Standing,
    given: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    course = standing.course
    context = {
        "course": course,
        "standing": standing,
        # Who may read it all may keep it.
        "keeps": standing.is_learning or standing.guides,
        "outline": outline(standing, may_enter),
        "forum": Forum.objects.filter(place=course.place).first(),
    }
    seat = standing.enrollment
    context |= {"ways": ways_into(standing)} if seat is None else _own_cohort(seat)
    context |= given or {}
    return render(request, "courses/course.html", context, status=status)


def _own_cohort(seat: Enrollment) -> dict[str, Any]:
    prefetch_related_objects([seat], "cohort__facilitators", "mentor")
    mates = seat.cohort.enrollments.active().select_related("learner")
    return {
        "seat": seat,
        "mates": mates.order_by("-pk")[:FACES],
        "mate_count": mates.count(),
    }
