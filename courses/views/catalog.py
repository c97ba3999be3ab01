"""The catalogue of courses."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from courses.models import Cohort, Course
from courses.permissions import can_make_course


@login_not_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    courses = list(Course.objects.for_catalog(request.user))
    user = request.user
    context = {
        "mine": [course for course in courses if course.is_mine],
        "others": [course for course in courses if not course.is_mine],
        "makes": can_make_course(user),
        "follows": user.is_authenticated and Cohort.objects.followed_by(user).exists(),
    }
    return render(request, "courses/catalog.html", context)
