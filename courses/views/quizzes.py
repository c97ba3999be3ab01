"""Quizzes as learners meet them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import quizzes
from courses.forms import QuizForm
from courses.models import Attempt, Quiz
from courses.permissions import may_do
from courses.views import pages
from courses.views.finding import Found, find_activity


def show(request: HttpRequest, found: Found) -> HttpResponse:
    return _page(request, found, QuizForm(_quiz_of(found)))


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


def _page(
    request: HttpRequest, found: Found, form: QuizForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "found": found,
        "form": form,
        "may_do": may_do(found.standing),
        "best": Attempt.objects.best_of(request.user, form.quiz),
    }
    return render(request, "courses/quiz.html", context, status=status)


def _refused(request: HttpRequest, found: Found, form: QuizForm) -> HttpResponse:
    """The page again, with what was typed, and why it was not taken."""
    if not found.step.decision:
        return pages.closed(request, found)
    return _page(request, found, form, status=422)


def _quiz_of(found: Found) -> Quiz:
    return get_object_or_404(Quiz.objects.for_asking(), activity=found.activity)
