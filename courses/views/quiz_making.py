"""Putting a quiz together: rules, questions, what is drawn, and how it fared."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import quiz_making
from courses.forms import BankFilters, DrawForm, PickForm, QuizRulesForm, SlotForm
from courses.models import Answer, Category, Question, Quiz, Slot
from courses.permissions import can_edit
from courses.summaries.items import item_figures
from courses.views.finding import Found, find_activity

STEPS = {"naik": -1, "turun": 1}


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    """The author's page of a quiz."""
    quiz = _quiz_of(found)
    form = QuizRulesForm(request.POST or None, instance=quiz)
    if request.method == "POST" and form.is_valid():
        quiz_making.set_rules(author=request.user, quiz=quiz, **form.cleaned_data)
        messages.success(request, _("Aturan kuis tersimpan."))
        return redirect("courses:edit", found.standing.course.slug, found.activity.pk)
    return _page(request, found, quiz, rules=form)


@require_POST
def draw(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Add a draw from a category."""
    found, quiz = _find(request, slug, pk)
    form = DrawForm(_categories(found), request.POST)
    if not form.is_valid():
        return _page(request, found, quiz, draws=form)
    quiz_making.ask_some(author=request.user, quiz=quiz, **form.cleaned_data)
    return redirect("courses:edit", slug, pk)


@require_http_methods(["GET", "POST"])
def pick(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Tick questions of the course's bank and the shared one."""
    found, quiz = _find(request, slug, pk)
    usable = Question.objects.usable_in(found.standing.course).asked()
    usable = usable.exclude(slots__quiz=quiz)
    form = PickForm(usable, request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data["questions"].select_related("category")
        quiz_making.ask(author=request.user, quiz=quiz, questions=chosen)
        return redirect("courses:edit", slug, pk)
    filters = BankFilters(list(_categories(found)), request.GET)
    questions = usable.for_bank().matching(**filters.wanted())
    context = {
        "found": found,
        "form": form,
        "filters": filters,
        "page": paged(request, questions, 50),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/quiz_pick.html", context, status=status)


@require_POST
def change(request: MemberRequest, slug: str, pk: int, slot: int) -> HttpResponse:
    """Move a slot, weigh it, or take it out: the button pressed says which."""
    found, quiz = _find(request, slug, pk)
    row = get_object_or_404(Slot.objects.filter(quiz=quiz), pk=slot)
    deed = request.POST.get("deed", "")
    try:
        if deed in STEPS:
            quiz_making.move(author=request.user, slot=row, by=STEPS[deed])
        elif deed == "hapus":
            quiz_making.take_out(author=request.user, slot=row)
        else:
            _weigh(request, row)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, found, quiz, status=422)
    return redirect("courses:edit", slug, pk)


@require_GET
def items(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """How hard each question is, and whom it tells apart."""
    found, quiz = _find(request, slug, pk)
    context = {"found": found, "quiz": quiz, "figures": item_figures(quiz)}
    return render(request, "courses/quiz_items.html", context)


def _weigh(request: MemberRequest, slot: Slot) -> None:
    form = SlotForm(request.POST)
    if not form.is_valid():
        raise Refused(
            _("Bobot dan banyaknya soal ditulis sebagai angka, 1 sampai 100.")
        )
    given = form.cleaned_data
    quiz_making.weigh(
        author=request.user,
        slot=slot,
        points=given["points"],
        count=given["count"] or slot.count,
    )


def _find(request: MemberRequest, slug: str, pk: int) -> tuple[Found, Quiz]:
    found = find_activity(request, slug, pk)
    require(can_edit(request.user, found.standing.course))
    return found, _quiz_of(found)


def _quiz_of(found: Found) -> Quiz:
    quiz = get_object_or_404(Quiz.objects.for_asking(), activity=found.activity)
    quiz.activity = found.activity
    return quiz


def _categories(found: Found) -> QuerySet[Category]:
    return Category.objects.usable_in(found.standing.course)


def _page(
    request: MemberRequest,
    found: Found,
    quiz: Quiz,
    *,
    rules: QuizRulesForm | None = None,
    draws: DrawForm | None = None,
    status: int | None = None,
) -> HttpResponse:
    is_wrong = any(form is not None and form.is_bound for form in (rules, draws))
    context = {
        "found": found,
        "quiz": quiz,
        "slots": quiz.slots.select_related("question__current", "category"),
        "rules": rules or QuizRulesForm(instance=quiz),
        "draws": draws or DrawForm(_categories(found)),
        "tries": quiz.attempts.submitted().count(),
        "waiting": Answer.objects.ungraded().filter(attempt__quiz=quiz).count(),
    }
    status = status or (422 if is_wrong else 200)
    return render(request, "courses/quiz_edit.html", context, status=status)
