"""Worksheet tasks: what to fill in, how far one is, and the way to the worksheet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.models import User
from common.http import is_copy
from courses.actions import reading, worksheet_tasks
from courses.forms import WorksheetTaskForm
from courses.forms.worksheet_tasks import WHOLE
from courses.models import Rule, WorksheetTask
from courses.permissions import may_do
from courses.summaries.worksheets import WorksheetState, state_of
from courses.views.finding import Found


def show(request: HttpRequest, found: Found) -> HttpResponse:
    task = _task(found)
    user = request.user
    state = state_of(user, task.step) if user.is_authenticated else None
    if not is_copy(request):
        reading.note_reading(standing=found.standing, activity=found.activity)
        if user.is_authenticated and state and not found.step.is_done:
            _catch_up(user, task, state)
    context = {
        "found": found,
        "task": task,
        "state": state,
        "may_do": may_do(found.standing),
    }
    return render(request, "courses/worksheet_task.html", context)


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    task = _task(found)
    initial = {"intro": task.intro, "step": task.step or WHOLE}
    form = WorksheetTaskForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        worksheet_tasks.write(author=request.user, task=task, **form.cleaned_data)
        messages.success(request, _("Tugas lembar kerja tersimpan."))
        return redirect("courses:edit", found.standing.course.slug, found.activity.pk)
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "courses/worksheet_task_edit.html", context, status=status)


def _catch_up(learner: User, task: WorksheetTask, state: WorksheetState) -> None:
    """What was filled in or approved before it counted here counts now."""
    event = Rule.APPROVED if state.is_approved else Rule.ANSWERED
    if state.is_filled or state.is_approved:
        worksheet_tasks.credit(
            learner=learner, task=task, event=event, evidence=state.evidence
        )


def _task(found: Found) -> WorksheetTask:
    task = get_object_or_404(WorksheetTask, activity=found.activity)
    task.activity = found.activity
    return task
