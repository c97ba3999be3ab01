"""Lessons, read and written. Editing pages alone load the rich text editor."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common import editor
from common.context import saves_data
from common.decisions import Refused, require
from common.http import is_copy
from common.prepared import prepared
from common.readings import named_in
from courses.actions import authoring, reading
from courses.forms import LessonForm
from courses.furnishing import furnish
from courses.models import Activity, Lesson, Module, Rule
from courses.permissions import can_edit, may_do
from courses.views import pages
from courses.views.finding import Found, find_activity, find_course
from forum.links import ask_url
from forum.summaries import topics_about


def show(request: HttpRequest, found: Found) -> HttpResponse:
    return _page(request, found)


@require_POST
def finish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    is_lesson = found.activity.kind == Activity.Kind.LESSON
    if not is_lesson and found.activity.rule != Rule.VIEWED:
        raise Http404
    try:
        reading.finish(learner=request.user, activity=found.activity)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if not found.step.decision or not is_lesson:
            return pages.closed(request, found)
        return _page(request, found, status=422)
    onward = found.after.activity if found.after else found.standing.course
    messages.success(
        request, _("Selesai: %(title)s.") % {"title": found.activity.title}
    )
    return redirect(onward)


@prepared
def _lesson(activity: Activity) -> QuerySet[Lesson]:
    return Lesson.objects.filter(activity=activity)


def _page(request: HttpRequest, found: Found, *, status: int = 200) -> HttpResponse:
    if not is_copy(request):
        reading.note_reading(standing=found.standing, activity=found.activity)
    lesson = next(iter(_lesson(found.activity)), None)
    if lesson is None:
        raise Http404
    context = {
        "found": found,
        "lesson": lesson,
        "body": furnish(lesson.body, saves_data=saves_data(request)),
        "may_do": may_do(found.standing),
        "ask_url": ask_url(place=found.outline.course.place, origin=found.activity),
        "topics": topics_about(found.activity, request.user),
        "readings": named_in(lesson.body, request.user),
    }
    return render(request, "courses/lesson.html", context, status=status)


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
    return _form_page(request, form, {"course": course, "module": found})


def edit(request: MemberRequest, found: Found) -> HttpResponse:
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
    return _form_page(request, form, {**context, "lesson": lesson})


def _as_written(lesson: Lesson) -> dict[str, object]:
    return {
        "title": lesson.activity.title,
        # None yet is not zero: it is reckoned from the text.
        "minutes": lesson.activity.minutes or None,
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


def _form_page(
    request: MemberRequest, form: LessonForm, context: dict[str, object]
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "courses/edit.html", {**context, "form": form}, status=status
    )
