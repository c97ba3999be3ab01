"""What every activity has: its name, its weight in the course, and what opens it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import composing, releasing
from courses.forms import CONDITION_FORMS, ActivityForm, ConditionForm
from courses.models import Activity, Condition
from courses.permissions import what_opens
from courses.views.composing import find_editable, find_step


@require_http_methods(["GET", "POST"])
def settings(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    activity = find_step(find_editable(request, slug), pk)
    form = ActivityForm(request.POST or None, initial=_set_now(activity))
    if form.is_valid():
        try:
            composing.set_up_activity(
                author=request.user, activity=activity, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Pengaturan kegiatan tersimpan."))
            return redirect("courses:compose", slug)
    return _page(request, activity, form=form, status=422 if form.is_bound else 200)


@require_POST
def add(request: MemberRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    activity = find_step(find_editable(request, slug), pk)
    form_class = next((each for each in CONDITION_FORMS if each.kind == kind), None)
    if form_class is None:
        raise Http404
    form = form_class(activity, request.POST)
    if form.is_valid():
        try:
            releasing.set_condition(
                author=request.user, activity=activity, kind=kind, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Syarat tersimpan."))
            return redirect("courses:activity_settings", slug, pk)
    return _page(request, activity, condition_form=form, status=422)


@require_POST
def remove(request: MemberRequest, slug: str, pk: int, condition: int) -> HttpResponse:
    activity = find_step(find_editable(request, slug), pk)
    conditions = Condition.objects.select_related("activity__module__course")
    found = get_object_or_404(conditions, activity=activity, pk=condition)
    releasing.remove_condition(author=request.user, condition=found)
    messages.success(request, _("Syarat dihapus."))
    return redirect("courses:activity_settings", slug, pk)


def _set_now(activity: Activity) -> dict[str, Any]:
    return {name: getattr(activity, name) for name in ActivityForm.base_fields}


def _page(
    request: MemberRequest,
    activity: Activity,
    *,
    form: ActivityForm | None = None,
    condition_form: ConditionForm | None = None,
    status: int,
) -> HttpResponse:
    fresh = [each(activity) for each in CONDITION_FORMS]
    tried = [condition_form] if condition_form else []
    forms = [next((t for t in tried if t.kind == f.kind), f) for f in fresh]
    conditions = activity.conditions.for_reader(request.user)
    context = {
        "course": activity.module.course,
        "activity": activity,
        "form": form or ActivityForm(initial=_set_now(activity)),
        "conditions": [(each, what_opens(each)) for each in conditions],
        "condition_forms": [each for each in forms if each.is_offered],
    }
    return render(request, "courses/activity_settings.html", context, status=status)
