"""Lessons and quizzes as learners meet them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import quizzes, reading
from courses.forms import QuizForm
from courses.models import Activity, Attempt, Lesson, Quiz, Webinar
from courses.permissions import may_do
from courses.views.finding import Found, find_activity
from forum.links import ask_url
from forum.summaries import topics_about


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    if found.activity.kind == Activity.Kind.WEBINAR:
        return redirect(get_object_or_404(Webinar, activity=found.activity))
    if not found.step.decision:
        return _closed(request, found)
    if found.activity.kind == Activity.Kind.LESSON:
        return _lesson(request, found)
    return _quiz(request, found, QuizForm(_quiz_of(found)))


@require_POST
def finish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    if found.activity.kind != Activity.Kind.LESSON:
        raise Http404
    try:
        reading.finish(learner=request.user, activity=found.activity)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _refused(request, found)
    onward = found.after.activity if found.after else found.standing.course
    messages.success(
        request, _("Selesai: %(title)s.") % {"title": found.activity.title}
    )
    return redirect(onward)


@require_POST
def submit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    quiz = _quiz_of(found)
    form = QuizForm(quiz, request.POST)
    if not form.is_valid():
        return _refused(request, found, form)
    try:
        attempt = quizzes.submit(
            learner=request.user, quiz=quiz, chosen=form.cleaned_data["chosen"]
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, found, form)
    return redirect("courses:attempt", slug, pk, attempt.pk)


@require_GET
def attempt(request: MemberRequest, slug: str, pk: int, attempt: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    tries = Attempt.objects.visible_to(request.user).filter(quiz=_quiz_of(found))
    handed_in = get_object_or_404(tries.for_reading(), pk=attempt)
    context = {"found": found, "attempt": handed_in, "best": tries.best_first().first()}
    return render(request, "courses/attempt.html", context)


def _lesson(request: HttpRequest, found: Found, *, status: int = 200) -> HttpResponse:
    reading.note_reading(standing=found.standing, activity=found.activity)
    context = {
        "found": found,
        "lesson": get_object_or_404(Lesson, activity=found.activity),
        "may_do": may_do(found.standing),
        "ask_url": ask_url(place=found.outline.course.place, origin=found.activity),
        "topics": topics_about(found.activity, request.user),
    }
    return render(request, "courses/lesson.html", context, status=status)


def _quiz(
    request: HttpRequest, found: Found, form: QuizForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "may_do": may_do(found.standing),
        "best": Attempt.objects.best_of(request.user, form.quiz),
    }
    return render(request, "courses/quiz.html", context, status=status)


def _closed(request: HttpRequest, found: Found) -> HttpResponse:
    return render(request, "courses/closed.html", {"found": found}, status=403)


def _refused(
    request: HttpRequest, found: Found, form: QuizForm | None = None
) -> HttpResponse:
    """The page again, with what was typed, and why it was not taken."""
    if not found.step.decision:
        return _closed(request, found)
    if form is None:
        return _lesson(request, found, status=422)
    return _quiz(request, found, form, status=422)


def _quiz_of(found: Found) -> Quiz:
    return get_object_or_404(Quiz.objects.for_asking(), activity=found.activity)
