"""Asking for a step of the worksheet, and counting what the app above reports."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from accounts.models import User
from common.decisions import require
from courses.actions import completion
from courses.models import Activity, Rule, WorksheetTask
from courses.permissions import can_do, can_edit

PARTS = ("intro", "step")


@transaction.atomic
def write(*, author: User, task: WorksheetTask, **parts: Any) -> WorksheetTask:
    """Ask this from now on. What was earned by another step stays."""
    task = WorksheetTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    require(can_edit(author, task.activity.module.course))
    for name in PARTS:
        setattr(task, name, parts[name])
    task.save(update_fields=PARTS)
    return task


@transaction.atomic
def note_filled(*, learner: User, steps: Collection[int], evidence: str) -> None:
    """These steps of one worksheet are filled in; all six of them are the whole."""
    is_whole = set(steps) >= set(WorksheetTask.STEPS)
    for task in WorksheetTask.objects.asked_of(learner):
        if is_whole or task.step in steps:
            credit(learner=learner, task=task, event=Rule.ANSWERED, evidence=evidence)


@transaction.atomic
def note_approved(*, learner: User, evidence: str) -> None:
    """A mentor has approved the whole worksheet, and with it each of its steps."""
    for task in WorksheetTask.objects.asked_of(learner):
        credit(learner=learner, task=task, event=Rule.APPROVED, evidence=evidence)


def credit(*, learner: User, task: WorksheetTask, event: str, evidence: str) -> None:
    """Count it, if doing the activity counts for this learner now."""
    if can_do(learner, task.activity):
        completion.meet(
            learner=learner, activity=task.activity, event=event, evidence=evidence
        )


def make_empty(activity: Activity) -> None:
    """A new task asks for the whole worksheet; so it is never without a question."""
    WorksheetTask.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    asked = WorksheetTask.objects.get(activity=source)
    parts = {name: getattr(asked, name) for name in PARTS}
    WorksheetTask.objects.create(activity=into, **parts)
