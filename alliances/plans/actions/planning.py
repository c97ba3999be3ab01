"""Plans are made, filled with goals, actions and risks, followed, and closed."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance
from alliances.plans.models import Action, Goal, Plan, Risk
from alliances.plans.permissions import can_plan, can_reopen, can_report, can_write
from common import journal
from common.decisions import no, require
from forum.models import Forum
from network.models import Organization

Part = TypeVar("Part", Goal, Action, Risk)


@transaction.atomic
def make(
    *,
    author: User,
    owner: Alliance | Forum,
    kind: str,
    title: str,
    summary: str,
    starts_on: date,
    ends_on: date,
) -> Plan:
    require(can_plan(author, owner))
    plan = Plan.objects.create(
        alliance=owner if isinstance(owner, Alliance) else None,
        forum=None if isinstance(owner, Alliance) else owner,
        kind=kind,
        title=title,
        summary=summary,
        starts_on=starts_on,
        ends_on=ends_on,
        author=author,
    )
    journal.record(deed="plans.made", subject=plan, actor=author)
    return plan


@transaction.atomic
def change(*, author: User, plan: Plan, **fields: Any) -> Plan:
    plan = _locked(plan)
    require(can_write(author, plan))
    for name, value in fields.items():
        setattr(plan, name, value)
    outside = Q(starts_on__lt=plan.starts_on) | Q(ends_on__gt=plan.ends_on)
    left_out = Action.objects.filter(outside, goal__plan=plan).first()
    if left_out is not None:
        said = gettext("“%(title)s” akan berada di luar masa rencana.")
        require(no(said % {"title": left_out.title}))
    plan.save()
    return plan


@transaction.atomic
def close(*, author: User, plan: Plan) -> Plan:
    """Over, whether all was reached or not: nothing changes until it is reopened."""
    plan = _locked(plan)
    require(can_write(author, plan))
    plan.is_over = True
    plan.save(update_fields=["is_over", "changed_at"])
    journal.record(deed="plans.closed", subject=plan, actor=author)
    return plan


@transaction.atomic
def reopen(*, author: User, plan: Plan) -> Plan:
    plan = _locked(plan)
    require(can_reopen(author, plan))
    plan.is_over = False
    plan.save(update_fields=["is_over", "changed_at"])
    journal.record(deed="plans.reopened", subject=plan, actor=author)
    return plan


@transaction.atomic
def add_goal(*, author: User, plan: Plan, title: str, measure: str = "") -> Goal:
    plan = _locked(plan)
    require(can_write(author, plan))
    last = plan.goals.aggregate(last=Max("position"))["last"] or 0
    goal: Goal = plan.goals.create(title=title, measure=measure, position=last + 1)
    return goal


@transaction.atomic
def add_action(
    *,
    author: User,
    goal: Goal,
    title: str,
    starts_on: date,
    ends_on: date,
    organization: Organization | None = None,
    who: str = "",
    resources: str = "",
) -> Action:
    """Its days lie within the plan's. `organization` or `who` does it."""
    plan = _locked(goal.plan)
    require(can_write(author, plan))
    _require_inside(plan, starts_on, ends_on)
    return Action.objects.create(
        goal=goal,
        title=title,
        organization=organization,
        who="" if organization else who,
        starts_on=starts_on,
        ends_on=ends_on,
        resources=resources,
    )


@transaction.atomic
def add_risk(
    *,
    author: User,
    plan: Plan,
    text: str,
    likelihood: int,
    impact: int,
    response: str,
) -> Risk:
    plan = _locked(plan)
    require(can_write(author, plan))
    return Risk.objects.create(
        plan=plan,
        text=text,
        likelihood=likelihood,
        impact=impact,
        response=response,
    )


@transaction.atomic
def change_part(*, author: User, plan: Plan, part: Part, **fields: Any) -> Part:
    """Say a goal, an action or a risk otherwise; what was reported of it stays."""
    plan = _locked(plan)
    require(can_write(author, plan))
    if isinstance(part, Action):
        _require_inside(plan, fields["starts_on"], fields["ends_on"])
        fields["who"] = "" if fields["organization"] else fields["who"]
    for name, value in fields.items():
        setattr(part, name, value)
    stamps: list[str] = ["changed_at"] if isinstance(part, Action) else []
    part.save(update_fields=[*fields, *stamps])
    journal.record(
        deed="plans.part_changed", subject=plan, actor=author, part=str(part)
    )
    return part


@transaction.atomic
def remove(*, author: User, plan: Plan, part: Part) -> None:
    """Take a goal with its actions, an action, or a risk out; the journal keeps it."""
    plan = _locked(plan)
    require(can_write(author, plan))
    journal.record(
        deed="plans.part_removed", subject=plan, actor=author, part=str(part)
    )
    part.delete()


@transaction.atomic
def report(*, person: User, action: Action, progress: int, note: str = "") -> Action:
    """How far it is, in percent, and a sentence about it."""
    _locked(action.goal.plan)
    found = Action.objects.select_related(
        "goal__plan__alliance", "goal__plan__forum", "organization"
    )
    action = found.get(pk=action.pk)
    require(can_report(person, action))
    action.progress = progress
    action.note = note
    action.save(update_fields=["progress", "note", "changed_at"])
    return action


def _require_inside(plan: Plan, starts_on: date, ends_on: date) -> None:
    if starts_on < plan.starts_on or ends_on > plan.ends_on:
        require(no(_("Kegiatan berlangsung di dalam masa rencana.")))


def _locked(plan: Plan) -> Plan:
    rows = Plan.objects.select_for_update(of=("self",))
    return rows.select_related("alliance", "forum").get(pk=plan.pk)
