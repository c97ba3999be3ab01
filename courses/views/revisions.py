"""What a lesson has said before, and how to make it say so again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.http import paged
from courses.actions import authoring
from courses.models import Course, Lesson, Revision
from courses.summaries import changes
from courses.views.composing import find_editable


@require_GET
def index(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    lesson = _lesson_of(find_editable(request, slug), pk)
    page = paged(request, lesson.revisions.select_related("saved_by"))
    context = {"lesson": lesson, "page": page}
    return render(request, "courses/revisions.html", context)


@require_GET
def show(request: MemberRequest, slug: str, pk: int, version: int) -> HttpResponse:
    lesson = _lesson_of(find_editable(request, slug), pk)
    revision = _revision_of(lesson, version)
    context = {
        "lesson": lesson,
        "revision": revision,
        "changes": changes(revision.body, lesson.body),
    }
    return render(request, "courses/revision.html", context)


@require_POST
def restore(request: MemberRequest, slug: str, pk: int, version: int) -> HttpResponse:
    lesson = _lesson_of(find_editable(request, slug), pk)
    revision = _revision_of(lesson, version)
    authoring.restore_lesson(author=request.user, revision=revision)
    messages.success(request, _("Versi %(n)s dipakai lagi.") % {"n": version})
    return redirect("courses:revisions", slug, pk)


def _lesson_of(course: Course, pk: int) -> Lesson:
    lessons = Lesson.objects.select_related("activity__module__course", "edited_by")
    return get_object_or_404(lessons, activity=pk, activity__module__course=course)


def _revision_of(lesson: Lesson, version: int) -> Revision:
    revisions = lesson.revisions.select_related("saved_by")
    return get_object_or_404(revisions, version=version)
