"""Writing an assignment: what is asked, and the rubric."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no, require
from courses.models import Activity, Assignment
from courses.permissions import can_edit

PARTS = (
    "instructions",
    "form",
    "most_files",
    "resubmissions",
    "rubric",
    "peers",
    "peer_days",
    "decider",
    "hides_names",
)


@transaction.atomic
def write(*, author: User, assignment: Assignment, **parts: Any) -> Assignment:
    """Ask this from now on. What was judged keeps the rubric it was judged by."""
    assignment = Assignment.objects.select_for_update(of=("self",)).get(
        pk=assignment.pk
    )
    require(can_edit(author, assignment.activity.module.course))
    for name in PARTS:
        setattr(assignment, name, parts[name])
    assignment.save()
    return assignment


def make_empty(activity: Activity) -> None:
    """The assignment of a new activity, still without a word."""
    Assignment.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    parts = {name: getattr(source.assignment, name) for name in PARTS}
    Assignment.objects.create(activity=into, **parts)


def is_ready(activity: Activity) -> Decision:
    if activity.assignment.instructions.strip():
        return YES
    return no(_("Tulis dulu petunjuk tugas ini."))
