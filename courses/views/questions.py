"""One question of a bank: written, worded anew, put away and taken out again."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import whole_number
from courses.actions import bank, quiz_making
from courses.forms import PaperForm, QuestionForm
from courses.models import (
    Category,
    Course,
    Item,
    Paper,
    Question,
    QuestionVersion,
    Quiz,
)
from courses.permissions import can_write_bank
from courses.views.finding import bank_address, find_bank


@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, slug: str | None = None) -> HttpResponse:
    """A new question, put into the quiz that asked for it, if one did."""
    course = find_bank(request, slug)
    kind = request.GET.get("jenis", "")
    if kind not in QuestionVersion.Kind.values:
        return _kinds(request, course)
    categories = Category.objects.of_bank(course)
    if not categories.exists():
        title = course.title if course else _("Umum")
        bank.add_category(author=request.user, course=course, title=title)
    form = QuestionForm(
        kind,
        categories,
        _sent(request),
        initial={"category": request.GET.get("kategori")},
    )
    quiz = _quiz(request, course)
    if _is_saved(request, form):
        question = bank.write_question(
            author=request.user, kind=kind, **form.cleaned_data
        )
        if quiz is not None:
            quiz_making.ask(author=request.user, quiz=quiz, questions=[question])
            messages.success(request, _("Soal tersimpan dan masuk ke kuis."))
            return redirect(_editor(quiz))
        messages.success(request, _("Soal tersimpan di bank."))
        return redirect("courses:question", question.pk)
    return _question(request, form, {"course": course, "quiz": quiz, "kind": kind})


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    current = question.current
    if current is None:
        raise Http404
    course = question.category.course
    form = QuestionForm(
        current.kind,
        Category.objects.of_bank(course),
        _sent(request),
        version=current,
        initial={
            "category": question.category_id,
            "prompt": current.prompt,
            "explanation": current.explanation,
            "name": question.name,
        },
    )
    if _is_saved(request, form):
        try:
            bank.reword(
                author=request.user,
                question=question,
                version=_begun_from(request),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Soal tersimpan."))
            return redirect("courses:question", pk)
    context = {
        "course": course,
        "question": question,
        "kind": current.kind,
        "version": current,
        "posed": _preview(current),
        "versions": question.versions.select_related("written_by").annotate(
            given=Count("answers")
        ),
        "quizzes": Quiz.objects.filter(slots__question=question).select_related(
            "activity__module__course"
        ),
    }
    return _question(request, form, context)


@require_POST
def retire(request: MemberRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    bank.retire(author=request.user, question=question)
    messages.success(request, _("Soal disimpan di arsip: tidak diundi lagi."))
    return redirect("courses:question", pk)


@require_POST
def bring_back(request: MemberRequest, pk: int) -> HttpResponse:
    question = _find(request, pk)
    bank.bring_back(author=request.user, question=question)
    messages.success(request, _("Soal dipakai lagi."))
    return redirect("courses:question", pk)


def _find(request: MemberRequest, pk: int) -> Question:
    question = get_object_or_404(
        Question.objects.select_related("category__course", "current"), pk=pk
    )
    course = question.category.course
    if course is not None and not course.is_visible_to(request.user):
        raise Http404
    require(can_write_bank(request.user, course))
    return question


def _editor(quiz: Quiz) -> str:
    activity = quiz.activity
    return reverse("courses:edit", args=[activity.module.course.slug, activity.pk])


def _quiz(request: MemberRequest, course: Course | None) -> Quiz | None:
    """The quiz of this course that the new question is for."""
    asked_for = whole_number(request.GET.get("kuis", ""))
    if course is None or asked_for is None:
        return None
    quizzes = Quiz.objects.filter(activity__module__course=course)
    return quizzes.filter(activity=asked_for).first()


def _sent(request: MemberRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _is_saved(request: MemberRequest, form: QuestionForm) -> bool:
    """Asking for more rows saves nothing."""
    return "more" not in request.POST and form.is_valid()


def _begun_from(request: MemberRequest) -> int:
    return whole_number(request.POST.get("version", "")) or 0


def _preview(version: QuestionVersion) -> Any:
    """The question as its learner meets it."""
    paper = Paper(0, 0, "", (Item(version, 1),))
    return PaperForm(paper, shuffles=False).posed[0]


def _kinds(request: MemberRequest, course: Course | None) -> HttpResponse:
    query = request.GET.copy()
    context = {
        "course": course,
        "kinds": QuestionVersion.Kind.choices,
        "query": query.urlencode(),
        "address": bank_address(course),
    }
    return render(request, "courses/bank_kinds.html", context)


def _question(
    request: MemberRequest, form: QuestionForm, context: dict[str, Any]
) -> HttpResponse:
    is_wrong = form.is_bound and "more" not in request.POST
    context = {
        **context,
        "form": form,
        "address": bank_address(context["course"]),
        "kind_label": QuestionVersion.Kind(context["kind"]).label,
    }
    return render(
        request, "courses/question.html", context, status=422 if is_wrong else 200
    )
