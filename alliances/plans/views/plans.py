"""Plans of an alliance or of a group: the list, the page of each, and its parts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.models import Alliance
from alliances.plans import figure
from alliances.plans.actions import planning
from alliances.plans.forms import (
    ActionForm,
    GoalForm,
    PlanForm,
    ProgressForm,
    RiskForm,
)
from alliances.plans.models import Action, Goal, Plan, Risk
from alliances.plans.permissions import can_plan, can_write, reportable
from common.decisions import Refused, require
from common.http import paged
from forum.models import Forum
from network.models import Organization

PARTS: dict[str, type[Goal] | type[Action] | type[Risk]] = {
    "sasaran": Goal,
    "kegiatan": Action,
    "risiko": Risk,
}


def addresses(base: str) -> list[URLPattern]:
    """The same pages for an alliance, named by its slug, and a group, by its number."""
    plan = f"{base}<int:pk>/"
    return [
        path(base, index, name="index"),
        path(f"{base}baru/", new, name="new"),
        path(plan, show, name="plan"),
        path(f"{plan}ubah/", change, name="change"),
        path(f"{plan}tutup/", close, name="close"),
        path(f"{plan}sasaran/", add_goal, name="add_goal"),
        path(f"{plan}sasaran/<int:goal>/kegiatan/", add_action, name="add_action"),
        path(f"{plan}risiko/", add_risk, name="add_risk"),
        path(f"{plan}kegiatan/<int:action>/kemajuan/", report, name="report"),
        path(f"{plan}<str:part>/<int:number>/hapus/", remove, name="remove"),
    ]


@require_GET
def index(request: MemberRequest, owner: str | int) -> HttpResponse:
    whose = _owner(request, owner)
    plans = Plan.objects.visible_to(request.user).filter(**_of(whose)).for_list()
    context = {
        **_named(whose),
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
    context = {**_named(whose), "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/plans/edit.html", context, status=status)


@require_GET
def show(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    return _page(request, _find(request, owner, pk))


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = _find(request, owner, pk)
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
    context = {**_named(plan.owner), "plan": plan, "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/plans/edit.html", context, status=status)


@require_POST
def close(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = _find(request, owner, pk)
    planning.close(author=request.user, plan=plan)
    messages.success(request, _("Rencana ditutup."))
    return redirect(plan)


@require_POST
def add_goal(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = _find(request, owner, pk)
    form = GoalForm(request.POST, prefix="sasaran")
    if not form.is_valid():
        return _page(request, plan, status=422, goal_form=form)
    goal = planning.add_goal(author=request.user, plan=plan, **form.cleaned_data)
    return redirect(f"{plan.get_absolute_url()}#sasaran-{goal.pk}")


@require_POST
def add_action(
    request: MemberRequest, owner: str | int, pk: int, goal: int
) -> HttpResponse:
    plan = _find(request, owner, pk)
    found = get_object_or_404(plan.goals.select_related("plan"), pk=goal)
    form = ActionForm(request.POST, prefix=f"kegiatan-{goal}")
    filled = {"action_form": form, "filled_goal": goal}
    if not form.is_valid():
        return _page(request, plan, status=422, **filled)
    try:
        planning.add_action(author=request.user, goal=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("starts_on", str(refusal))
        return _page(request, plan, status=422, **filled)
    return redirect(f"{plan.get_absolute_url()}#sasaran-{goal}")


@require_POST
def add_risk(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = _find(request, owner, pk)
    form = RiskForm(request.POST, prefix="risiko")
    if not form.is_valid():
        return _page(request, plan, status=422, risk_form=form)
    planning.add_risk(author=request.user, plan=plan, **form.cleaned_data)
    return redirect(f"{plan.get_absolute_url()}#risiko")


@require_POST
def report(
    request: MemberRequest, owner: str | int, pk: int, action: int
) -> HttpResponse:
    plan = _find(request, owner, pk)
    actions = Action.objects.select_related("goal__plan")
    found = get_object_or_404(actions, goal__plan=plan, pk=action)
    form = ProgressForm(request.POST, prefix=f"kemajuan-{action}")
    if not form.is_valid():
        return _page(request, plan, status=422, progress_form=form)
    planning.report(person=request.user, action=found, **form.cleaned_data)
    messages.success(request, _("Kemajuan disimpan."))
    return redirect(f"{plan.get_absolute_url()}#kegiatan-{action}")


@require_POST
def remove(
    request: MemberRequest, owner: str | int, pk: int, part: str, number: int
) -> HttpResponse:
    plan = _find(request, owner, pk)
    model: Any = PARTS.get(part)
    if model is None:
        raise Http404
    inside = {"goal__plan": plan} if model is Action else {"plan": plan}
    found = get_object_or_404(model, pk=number, **inside)
    planning.remove(author=request.user, plan=plan, part=found)
    return redirect(plan)


def _owner(request: MemberRequest, owner: str | int) -> Alliance | Forum:
    if isinstance(owner, int):
        forums = Forum.objects.visible_to(request.user)
        forum: Forum = get_object_or_404(forums, pk=owner)
        return forum
    return get_object_or_404(Alliance.objects.visible_to(request.user), slug=owner)


def _of(owner: Alliance | Forum) -> dict[str, Alliance | Forum]:
    return {"alliance" if isinstance(owner, Alliance) else "forum": owner}


def _named(owner: Alliance | Forum) -> dict[str, Any]:
    """What a page says of whose plan it is, and where its addresses begin."""
    if isinstance(owner, Alliance):
        return {"alliance": owner, "owner": owner, "key": owner.slug, "urls": "plans"}
    return {"owner": owner, "key": owner.pk, "urls": "group_plans"}


def _find(request: MemberRequest, owner: str | int, pk: int) -> Plan:
    plans = Plan.objects.visible_to(request.user).with_progress()
    whose = {"forum": owner} if isinstance(owner, int) else {"alliance__slug": owner}
    return get_object_or_404(plans.select_related("alliance", "forum"), **whose, pk=pk)


def _page(
    request: MemberRequest, plan: Plan, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The whole plan; a form that was filled in takes the place of its empty one."""
    goals = list(plan.goals.prefetch_related("actions__organization"))
    actions = [action for goal in goals for action in goal.actions.all()]
    writes = can_write(request.user, plan)
    for action in actions:
        action.goal.plan = plan
    context: dict[str, Any] = {
        **_named(plan.owner),
        "plan": plan,
        "goals": goals,
        "timeline": figure.timeline(plan, actions) if actions else None,
        "risks": sorted(plan.risks.all(), key=lambda risk: (-risk.weight, risk.pk)),
        "can_write": writes,
        "reporting": reportable(request.user, plan, actions),
    }
    if writes:
        listed = Organization.objects.listed().order_by("name")
        context |= {
            "names": listed.values_list("name", flat=True),
            "goal_form": GoalForm(prefix="sasaran"),
            "risk_form": RiskForm(prefix="risiko"),
        }
    return render(request, "alliances/plans/plan.html", context | forms, status=status)
