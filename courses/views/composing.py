"""The outline of a course as its authors arrange it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import page_or_fragment, wants_fragment
from courses.actions import arranging, composing, duplicating
from courses.forms import ModuleForm, NewActivityForm, OrderForm
from courses.models import Activity, Course, Module
from courses.permissions import can_edit, may_publish_course, may_withdraw_course
from courses.summaries import workbench
from courses.views.finding import find_course, stop_preview
from courses.views.kinds import EDITORS

Deed = Callable[..., object]

# What a button beside a module or an activity does, by the word in its address.
MODULE_DEEDS: dict[str, Deed] = {
    "naik": partial(arranging.shift_module, by=-1),
    "turun": partial(arranging.shift_module, by=1),
    "gandakan": duplicating.duplicate_module,
    "hapus": composing.remove_module,
}
ACTIVITY_DEEDS: dict[str, Deed] = {
    "naik": partial(arranging.shift_activity, by=-1),
    "turun": partial(arranging.shift_activity, by=1),
    "terbitkan": composing.publish_activity,
    "tarik": composing.withdraw_activity,
    "gandakan": duplicating.duplicate_activity,
    "hapus": composing.remove_activity,
}


@require_GET
def show(request: MemberRequest, slug: str) -> HttpResponse:
    """Whoever comes back to the outline has seen enough of the preview."""
    stop_preview(request)
    return _page(request, find_editable(request, slug))


@require_POST
def add_module(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    form = ModuleForm(request.POST)
    return _do(request, course, form, partial(composing.add_module, course=course))


@require_POST
def rename_module(request: MemberRequest, slug: str, module: int) -> HttpResponse:
    course = find_editable(request, slug)
    found = _module_of(course, module)
    deed = partial(composing.rename_module, module=found)
    return _do(request, course, ModuleForm(request.POST), deed)


@require_POST
def add_activity(request: MemberRequest, slug: str, module: int) -> HttpResponse:
    course = find_editable(request, slug)
    found = _module_of(course, module)
    deed = partial(composing.add_activity, module=found)
    return _do(request, course, NewActivityForm(request.POST), deed)


@require_POST
def arrange(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    deed = partial(arranging.arrange, course=course)
    return _do(request, course, OrderForm(request.POST), deed)


@require_POST
def change_module(
    request: MemberRequest, slug: str, module: int, deed: str
) -> HttpResponse:
    course = find_editable(request, slug)
    if deed not in MODULE_DEEDS:
        raise Http404
    act = partial(MODULE_DEEDS[deed], module=_module_of(course, module))
    return _do(request, course, forms.Form(request.POST), act)


@require_POST
def change_activity(
    request: MemberRequest, slug: str, pk: int, deed: str
) -> HttpResponse:
    course = find_editable(request, slug)
    if deed not in ACTIVITY_DEEDS:
        raise Http404
    act = partial(ACTIVITY_DEEDS[deed], activity=find_step(course, pk))
    return _do(request, course, forms.Form(request.POST), act)


def find_editable(request: MemberRequest, slug: str) -> Course:
    """The course, if the reader writes in it; hidden is 404, not theirs is 403."""
    course = find_course(request, slug).course
    require(can_edit(request.user, course))
    return course


def _module_of(course: Course, pk: int) -> Module:
    return get_object_or_404(
        Module.objects.select_related("course"), pk=pk, course=course
    )


def find_step(course: Course, pk: int) -> Activity:
    activities = Activity.objects.of_course(course).select_related("module__course")
    return get_object_or_404(activities, pk=pk)


def _do(
    request: MemberRequest, course: Course, form: forms.Form, deed: Deed
) -> HttpResponse:
    """Bind, act, and show the outline as it has become."""
    if not form.is_valid():
        return _page(request, course, {"form": form}, status=422)
    try:
        deed(author=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _page(request, course, {"refusal": refusal}, status=422)
    if wants_fragment(request):
        return _page(request, course)
    messages.success(request, _("Susunan kelas tersimpan."))
    return redirect("courses:compose", course.slug)


def _page(
    request: MemberRequest,
    course: Course,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "course": course,
        "workbench": workbench(course),
        "can_publish": may_publish_course(course),
        "can_withdraw": may_withdraw_course(course),
        "editors": EDITORS,
        "new_module": ModuleForm(),
        "new_activity": NewActivityForm(auto_id=False),
        **(more or {}),
    }
    page, fragment = "courses/compose.html", "courses/_workbench.html"
    return page_or_fragment(request, page, fragment, context, status=status)
