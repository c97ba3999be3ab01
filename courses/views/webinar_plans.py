"""Steps that are webinars: the way to a dated one, or the plan without a date."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.models import User
from common.http import whole_number
from courses.actions import webinar_plans
from courses.forms import WebinarPlanForm
from courses.models import Course, Webinar, WebinarPlan
from courses.views.finding import Found


def show(request: HttpRequest, found: Found) -> HttpResponse:
    """A webinar's page is the same inside a course and outside."""
    webinar = Webinar.objects.filter(activity=found.activity).first()
    if webinar is not None:
        return redirect(webinar)
    context = {"found": found, "plan": _plan(found)}
    return render(request, "courses/webinar_plan.html", context)


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    webinar = Webinar.objects.filter(activity=found.activity).first()
    if webinar is not None:
        return redirect("courses:webinar_edit", webinar.pk)
    plan = _plan(found)
    form = WebinarPlanForm(request.POST or None, initial={"summary": plan.summary})
    if form.is_valid():
        webinar_plans.write(author=request.user, plan=plan, **form.cleaned_data)
        messages.success(request, _("Rencana webinar tersimpan."))
        return redirect(found.activity)
    status = 422 if form.is_bound else 200
    context = {"found": found, "form": form}
    return render(request, "courses/webinar_plan_edit.html", context, status=status)


def filled_from(maker: User, activity: str | None) -> dict[str, Any]:
    """What the form of a webinar begins with when it is made from a plan."""
    number = whole_number(activity or "")
    if number is None:
        return {}
    theirs = WebinarPlan.objects.filter(
        activity__module__course__in=Course.objects.edited_by(maker)
    )
    plan = theirs.select_related("activity__module").filter(activity=number).first()
    if plan is None:
        return {}
    planned = {"minutes": plan.activity.minutes} if plan.activity.minutes else {}
    return {
        "course": plan.activity.module.course_id,
        "title": plan.activity.title,
        "summary": plan.summary,
        **planned,
    }


def _plan(found: Found) -> WebinarPlan:
    plan = get_object_or_404(WebinarPlan, activity=found.activity)
    plan.activity = found.activity
    return plan
