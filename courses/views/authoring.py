"""Writing lessons. These pages alone load the rich text editor."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common import editor
from common.decisions import require
from courses.actions import authoring
from courses.forms import LessonForm
from courses.models import Lesson, Module
from courses.permissions import can_edit
from courses.views.finding import find_activity, find_course


@editor.allowed
@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, slug: str, module: int) -> HttpResponse:
    course = find_course(request, slug).course
    require(can_edit(request.user, course))
    found = get_object_or_404(Module, course=course, pk=module)
    form = LessonForm(request.POST or None)
    if form.is_valid():
        lesson = authoring.write_lesson(
            author=request.user, module=found, **form.parts()
        )
        return _saved(request, lesson)
    return _page(request, form, {"course": course, "module": found})


@editor.allowed
@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    require(can_edit(request.user, found.standing.course))
    lesson = get_object_or_404(
        Lesson.objects.select_related("activity", "edited_by"), activity=found.activity
    )
    form = LessonForm(request.POST or None, initial=_as_written(lesson))
    context = {"course": found.standing.course, "module": found.activity.module}
    if form.is_valid():
        try:
            saved = authoring.edit_lesson(
                author=request.user,
                lesson=lesson,
                version=form.cleaned_data["version"] or 0,
                **form.parts(),
            )
        except authoring.Outdated as refusal:
            form = _begun_from(request, lesson)
            form.add_error(None, str(refusal))
            context["newer"] = lesson
        else:
            return _saved(request, saved)
    return _page(request, form, {**context, "lesson": lesson})


def _as_written(lesson: Lesson) -> dict[str, object]:
    return {
        "title": lesson.activity.title,
        "minutes": lesson.activity.minutes,
        "summary": lesson.summary,
        "body": lesson.body,
        "version": lesson.version,
    }


def _begun_from(request: MemberRequest, lesson: Lesson) -> LessonForm:
    """What was typed, to be saved over the newer version only if asked once more."""
    typed = request.POST.copy()
    typed["version"] = str(lesson.version)
    form = LessonForm(typed)
    form.is_valid()
    return form


def _saved(request: MemberRequest, lesson: Lesson) -> HttpResponse:
    messages.success(request, _("Pelajaran tersimpan."))
    return redirect(lesson.activity)


def _page(
    request: MemberRequest, form: LessonForm, context: dict[str, object]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "courses/edit.html", {**context, "form": form}, status=status
    )
