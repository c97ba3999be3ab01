"""Plans of an alliance or of a group: the list, and the page of each."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm as Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.models import Alliance
from alliances.plans import figure, groups, summaries
from alliances.plans.actions import planning
from alliances.plans.forms import GoalForm, PlanForm, RiskForm, filled_or
from alliances.plans.models import Plan
from alliances.plans.permissions import can_plan, can_reopen, can_write, reportable
from common.decisions import Refused, require
from common.http import paged
from forum.models import Forum


@require_GET
def index(request: MemberRequest, owner: str | int) -> HttpResponse:
    whose = _owner(request, owner)
    plans = Plan.objects.visible_to(request.user).filter(**_of(whose)).for_list()
    context = {
        **named(whose),
        "page": paged(request, plans),
        "can_plan": can_plan(request.user, whose),
    }
    return render(request, "alliances/plans/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, owner: str | int) -> HttpResponse:
    whose = _owner(request, owner)
    require(can_plan(request.user, whose))
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plan = planning.make(author=request.user, owner=whose, **form.cleaned_data)
        messages.success(request, _("Rencana dibuat. Mulailah dari sasarannya."))
        return redirect(plan)
    context = {**named(whose), "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/plans/edit.html", context, status=status)


@require_GET
def show(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    return page_of(request, find_plan(request, owner, pk))


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    require(can_write(request.user, plan))
    form = PlanForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change(author=request.user, plan=plan, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(plan)
    context = {**named(plan.owner), "plan": plan, "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/plans/edit.html", context, status=status)


@require_POST
def close(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    planning.close(author=request.user, plan=plan)
    messages.success(request, _("Rencana ditutup."))
    return redirect(plan)


@require_POST
def reopen(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    planning.reopen(author=request.user, plan=plan)
    messages.success(request, _("Rencana dibuka lagi."))
    return redirect(plan)


def _owner(request: MemberRequest, owner: str | int) -> Alliance | Forum:
    if isinstance(owner, int):
        forums = Forum.objects.visible_to(request.user)
        forum: Forum = get_object_or_404(forums, pk=owner)
        if not groups.is_group(forum):
            raise Http404
        return forum
    return get_object_or_404(Alliance.objects.visible_to(request.user), slug=owner)


def _of(owner: Alliance | Forum) -> dict[str, Alliance | Forum]:
    return {"alliance" if isinstance(owner, Alliance) else "forum": owner}


def named(owner: Alliance | Forum) -> dict[str, Any]:
    """What a page says of whose plan it is, and where its addresses begin."""
    if isinstance(owner, Alliance):
        return {"alliance": owner, "owner": owner, "key": owner.slug, "urls": "plans"}
    return {"owner": owner, "key": owner.pk, "urls": "group_plans"}


def find_plan(request: MemberRequest, owner: str | int, pk: int) -> Plan:
    plans = Plan.objects.visible_to(request.user).with_progress()
    whose = {"forum": owner} if isinstance(owner, int) else {"alliance__slug": owner}
    return get_object_or_404(plans.select_related("alliance", "forum"), **whose, pk=pk)


def page_of(
    request: MemberRequest, plan: Plan, *, filled: Form | None = None
) -> HttpResponse:
    """The whole plan; a form that has faults takes the place of its empty one."""
    goals = list(plan.goals.prefetch_related("actions__organization"))
    actions = [action for goal in goals for action in goal.actions.all()]
    writes = can_write(request.user, plan)
    for action in actions:
        action.goal.plan = plan
    context: dict[str, Any] = {
        **named(plan.owner),
        "plan": plan,
        "goals": goals,
        "timeline": figure.timeline(plan, actions) if actions else None,
        "risks": sorted(plan.risks.all(), key=lambda risk: (-risk.weight, risk.pk)),
        "can_write": writes,
        "can_reopen": can_reopen(request.user, plan),
        "filled": filled,
        "reporting": reportable(request.user, plan, actions),
    }
    if writes:
        context |= {
            "names": summaries.names_at_hand(plan.owner),
            "goal_form": filled_or(GoalForm(prefix="sasaran"), filled),
            "risk_form": filled_or(RiskForm(prefix="risiko"), filled),
        }
    status = 422 if filled else 200
    return render(request, "alliances/plans/plan.html", context, status=status)
