"""What a plan is made of: goals, actions and risks, and how far the actions are."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.plans import summaries
from alliances.plans.actions import planning
from alliances.plans.forms import ActionForm, GoalForm, ProgressForm, RiskForm
from alliances.plans.models import Action, Goal, Plan, Risk
from alliances.plans.permissions import can_write
from alliances.plans.views.plans import find_plan, named, page_of
from common.decisions import Refused, require

PARTS: dict[str, tuple[Any, Any]] = {
    "sasaran": (Goal, GoalForm),
    "kegiatan": (Action, ActionForm),
    "risiko": (Risk, RiskForm),
}


@require_POST
def add_goal(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    form = GoalForm(request.POST, prefix="sasaran")
    if not form.is_valid():
        return page_of(request, plan, filled=form)
    goal = planning.add_goal(author=request.user, plan=plan, **form.cleaned_data)
    return redirect(f"{plan.get_absolute_url()}#sasaran-{goal.pk}")


@require_POST
def add_action(
    request: MemberRequest, owner: str | int, pk: int, goal: int
) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    found = get_object_or_404(plan.goals.select_related("plan"), pk=goal)
    form = ActionForm(request.POST, prefix=f"kegiatan-{goal}")
    if not form.is_valid():
        return page_of(request, plan, filled=form)
    try:
        planning.add_action(author=request.user, goal=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("starts_on", str(refusal))
        return page_of(request, plan, filled=form)
    return redirect(f"{plan.get_absolute_url()}#sasaran-{goal}")


@require_POST
def add_risk(request: MemberRequest, owner: str | int, pk: int) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    form = RiskForm(request.POST, prefix="risiko")
    if not form.is_valid():
        return page_of(request, plan, filled=form)
    planning.add_risk(author=request.user, plan=plan, **form.cleaned_data)
    return redirect(f"{plan.get_absolute_url()}#risiko")


@require_POST
def report(
    request: MemberRequest, owner: str | int, pk: int, action: int
) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    actions = Action.objects.select_related("goal__plan")
    found = get_object_or_404(actions, goal__plan=plan, pk=action)
    form = ProgressForm(request.POST, prefix=f"kemajuan-{action}")
    if not form.is_valid():
        return page_of(request, plan, filled=form)
    planning.report(person=request.user, action=found, **form.cleaned_data)
    messages.success(request, _("Kemajuan disimpan."))
    return redirect(f"{plan.get_absolute_url()}#kegiatan-{action}")


@require_http_methods(["GET", "POST"])
def change(
    request: MemberRequest, owner: str | int, pk: int, part: str, number: int
) -> HttpResponse:
    plan = find_plan(request, owner, pk)
    require(can_write(request.user, plan))
    found, shape = _find(plan, part, number)
    form = shape(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_part(
                author=request.user, plan=plan, part=found, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(plan)
    return _page(request, plan, part, found, form)


@require_http_methods(["GET", "POST"])
def remove(
    request: MemberRequest, owner: str | int, pk: int, part: str, number: int
) -> HttpResponse:
    """Asked for once more, with what goes along."""
    plan = find_plan(request, owner, pk)
    require(can_write(request.user, plan))
    found, _shape = _find(plan, part, number)
    if request.method == "POST":
        planning.remove(author=request.user, plan=plan, part=found)
        messages.success(request, _("Sudah dihapus dari rencana."))
        return redirect(plan)
    below = list(found.actions.all()) if isinstance(found, Goal) else []
    context = {
        **named(plan.owner),
        "plan": plan,
        "part": part,
        "found": found,
        "below": below,
    }
    return render(request, "alliances/plans/remove.html", context)


def _find(plan: Plan, part: str, number: int) -> tuple[Any, Any]:
    """A goal, an action or a risk of this plan, and the form it is written in."""
    if part not in PARTS:
        raise Http404
    model, shape = PARTS[part]
    inside = {"goal__plan": plan} if model is Action else {"plan": plan}
    return get_object_or_404(model, pk=number, **inside), shape


def _page(
    request: MemberRequest, plan: Plan, part: str, found: Any, form: BaseForm
) -> HttpResponse:
    context = {
        **named(plan.owner),
        "plan": plan,
        "part": part,
        "found": found,
        "form": form,
        "names": summaries.names_at_hand(plan.owner) if part == "kegiatan" else [],
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/plans/part.html", context, status=status)
