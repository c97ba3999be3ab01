"""Quizzes as learners meet them: with a clock, or without."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Decision, Refused
from common.http import is_copy
from common.prepared import prepared
from courses.actions import quizzes, reading
from courses.forms import PaperForm
from courses.models import Attempt, Forged, Paper, Quiz, read_paper
from courses.permissions import may_do, may_try
from courses.summaries.papers import draw
from courses.summaries.reviews import review
from courses.views import pages
from courses.views.finding import Found, find_activity


@dataclass(frozen=True)
class Taking:
    """A quiz, and how often its reader has tried it."""

    found: Found
    quiz: Quiz
    reader: int

    @cached_property
    def tries(self) -> list[Attempt]:
        tries = self.quiz.attempts.filter(learner=self.reader).order_by("number")
        return list(tries)

    @property
    def running(self) -> Attempt | None:
        return next((one for one in self.tries if one.is_open), None)

    @property
    def handed_in(self) -> list[Attempt]:
        return [one for one in self.tries if not one.is_open]

    @property
    def best(self) -> Attempt | None:
        return max(self.handed_in, key=lambda one: one.score, default=None)

    @property
    def may_begin(self) -> Decision:
        """To do it so that it counts, and once more."""
        doing = may_do(self.found.standing)
        return may_try(self.quiz, len(self.handed_in)) if doing else doing

    def paper(self) -> Paper:
        latest = max((one.number for one in self.tries), default=0)
        return draw(self.quiz, self.reader, latest + 1)


def show(request: HttpRequest, found: Found) -> HttpResponse:
    if not is_copy(request):
        reading.note_reading(standing=found.standing, activity=found.activity)
    taking = _taking(request, found)
    if taking.quiz.is_timed:
        return _timed(request, taking)
    form = PaperForm(taking.paper(), shuffles=taking.quiz.shuffles_choices)
    return _page(request, taking, form)


@require_POST
def begin(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Start the clock of a quiz that has one."""
    found = find_activity(request, slug, pk)
    if not found.step.decision:
        return pages.closed(request, found)
    taking = _taking(request, found)
    try:
        quizzes.begin(learner=request.user, quiz=taking.quiz)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _start(request, taking, status=422)
    return redirect(found.activity)


@require_POST
def keep(request: MemberRequest, slug: str, pk: int, attempt: int) -> HttpResponse:
    """What is answered so far, noted by the page itself while the clock runs."""
    running = _find_attempt(request, find_activity(request, slug, pk), attempt)
    quizzes.keep(learner=request.user, attempt=running, given=_given(request, running))
    return HttpResponse(status=204)


@require_POST
def submit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Hand in a quiz without a clock.

    A whole hall does this at once: what is taken asks its rules once, in the action.
    Only what is not gets a page, and with it the course around it.
    """
    form, refused = None, ""
    quiz = _asked_of(slug, pk)
    try:
        paper = read_paper(
            request.POST.get("kertas", ""), quiz=quiz.pk, learner=request.user.pk
        )
        form = PaperForm(paper, request.POST, shuffles=quiz.shuffles_choices)
        if form.is_valid():
            attempt = quizzes.hand_in(
                learner=request.user, quiz=quiz, paper=paper, given=form.given
            )
            return redirect("courses:attempt", slug, pk, attempt.pk)
    except Forged:
        refused = _("Soalnya sudah berganti. Periksa lagi, lalu kirim.")
    except quizzes.Used as refusal:
        # Its questions are known by now: the page has those of a new try.
        form, refused = None, str(refusal)
    except Refused as refusal:
        refused = str(refusal)
    return _not_taken(request, find_activity(request, slug, pk), form, refused)


@require_POST
def finish(request: MemberRequest, slug: str, pk: int, attempt: int) -> HttpResponse:
    """Hand in a quiz with a clock; late or not, unless something can be mended yet."""
    found = find_activity(request, slug, pk)
    running = _find_attempt(request, found, attempt)
    if running.is_open and running.is_late:
        late = _(
            "Waktunya sudah lewat: yang dinilai adalah jawaban yang tiba sebelumnya."
        )
        messages.warning(request, late)
    given = _given(request, running)
    try:
        quizzes.finish(learner=request.user, attempt=running, given=given)
    except Refused as refusal:
        return _to_mend(request, found, running, str(refusal))
    return redirect("courses:attempt", slug, pk, attempt)


@require_GET
def attempt(request: MemberRequest, slug: str, pk: int, attempt: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    handed_in = _find_attempt(request, found, attempt)
    if handed_in.is_open:
        return redirect(found.activity)
    taking = _taking(request, found)
    context = {
        "found": found,
        "attempt": handed_in,
        "best": taking.best,
        "may_begin": taking.may_begin,
        "review": review(handed_in, taking.handed_in),
    }
    return render(request, "courses/attempt.html", context)


def _timed(request: HttpRequest, taking: Taking) -> HttpResponse:
    running = taking.running
    if running is None:
        return _start(request, taking)
    running = Attempt.objects.for_reading().get(pk=running.pk)
    if running.is_late:
        quizzes.finish(learner=running.learner, attempt=running, given={})
        return redirect(running)
    noted = {answer.question_id: answer.given for answer in running.answers.all()}
    form = PaperForm(
        running.paper(),
        shuffles=taking.quiz.shuffles_choices,
        noted=noted,
        is_timed=True,
    )
    return _page(request, taking, form, running=running)


def _start(request: HttpRequest, taking: Taking, *, status: int = 200) -> HttpResponse:
    context = {"found": taking.found, "taking": taking, "quiz": taking.quiz}
    return render(request, "courses/quiz_start.html", context, status=status)


def _page(
    request: HttpRequest,
    taking: Taking,
    form: PaperForm,
    *,
    running: Attempt | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "found": taking.found,
        "taking": taking,
        "quiz": taking.quiz,
        "form": form,
        "running": running,
        "now": timezone.now(),
    }
    return render(request, "courses/quiz.html", context, status=status)


def _not_taken(
    request: HttpRequest, found: Found, form: PaperForm | None, refused: str
) -> HttpResponse:
    """The page again, with what was answered and why it was not taken."""
    if not found.step.decision:
        return pages.closed(request, found)
    taking = _taking(request, found)
    if form is None:
        paper, shuffles = taking.paper(), taking.quiz.shuffles_choices
        form = PaperForm(paper, request.POST, shuffles=shuffles)
    if refused:
        form.add_error(None, refused)
    return _page(request, taking, form, status=422)


def _to_mend(
    request: HttpRequest, found: Found, running: Attempt, refused: str
) -> HttpResponse:
    """The page again while its clock runs, with everything typed and what to mend."""
    taking = _taking(request, found)
    form = PaperForm(
        running.paper(),
        request.POST,
        shuffles=taking.quiz.shuffles_choices,
        is_timed=True,
    )
    form.add_error(None, refused)
    return _page(request, taking, form, running=running, status=422)


def _given(request: HttpRequest, running: Attempt) -> dict[int, list[str]]:
    form = PaperForm(running.paper(), request.POST, shuffles=False, is_timed=True)
    return form.raw


def _asked_of(slug: str, pk: int) -> Quiz:
    """The quiz alone. Whether its reader may know of it is for the caller to ask."""
    found = next(iter(_quiz(slug, pk)), None)
    if found is None:
        raise Http404
    return found


@prepared
def _quiz(slug: str, pk: int) -> QuerySet[Quiz]:
    quizzes_of = Quiz.objects.select_related("activity__module__course")
    return quizzes_of.filter(activity=pk, activity__module__course__slug=slug)


def _taking(request: HttpRequest, found: Found) -> Taking:
    quiz = get_object_or_404(Quiz.objects.for_asking(), activity=found.activity)
    # One activity for all: neither rules nor addresses ask for it again.
    quiz.activity = found.activity
    return Taking(found, quiz, request.user.pk or 0)


def _find_attempt(request: MemberRequest, found: Found, attempt: int) -> Attempt:
    mine = Attempt.objects.visible_to(request.user).filter(
        quiz__activity=found.activity
    )
    return get_object_or_404(mine.for_reading(), pk=attempt)
