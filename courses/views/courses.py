"""A course's own page: what is in it, how far one is, which cohorts are open."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from common.prepared import prepared
from courses.models import Achievement, Cohort, Course, Enrollment, Standing
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
        "forum": next(iter(_forum(course.place)), None),
    }
    seat = standing.enrollment
    context |= (
        {"ways": ways_into(standing)} if seat is None else _own_cohort(seat, course)
    )
    context |= given or {}
    return render(request, "courses/course.html", context, status=status)


def _own_cohort(seat: Enrollment, course: Course) -> dict[str, Any]:
    [(guides, count)] = _company(seat.cohort)
    return {
        "seat": seat,
        "passed": next(iter(_passed(seat.learner_id, course)), None),
        "guides": get_text_list(guides, _("dan")),
        "mates": _mates(seat.cohort),
        "mate_count": count,
    }


@prepared
def _forum(place: str) -> QuerySet[Forum]:
    found: QuerySet[Forum] = Forum.objects.filter(place=place)
    return found


@prepared
def _passed(learner: int, course: Course) -> QuerySet[Achievement]:
    """What was passed stays so, whatever the course has come to ask since."""
    return Achievement.objects.passed(course).filter(learner=learner)


@prepared
def _mates(cohort: Cohort) -> QuerySet[Enrollment]:
    mates = cohort.enrollments.active().select_related("learner")
    return mates.order_by("-pk")[:FACES]


@prepared
def _company(cohort: Cohort) -> QuerySet[Cohort, tuple[list[str], int]]:
    """Who guides the cohort, by name, and how many learn in it."""
    guides = User.objects.filter(facilitated_cohorts=OuterRef("pk")).order_by("pk")
    seats = Count("enrollments", filter=Q(enrollments__ended_at=None))
    counted = Cohort.objects.filter(pk=cohort.pk).annotate(mates=seats)
    return counted.values_list(ArraySubquery(guides.values("name")), "mates")
