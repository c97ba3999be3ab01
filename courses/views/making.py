"""A whole course: made, described, copied, published, drawn back, previewed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import whole_number
from courses.actions import duplicating, making
from courses.forms import CourseForm
from courses.models import Course
from courses.permissions import can_make_course
from courses.views.composing import find_editable
from courses.views.finding import preview


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_course(request.user))
    form = CourseForm(request.POST or None)
    if form.is_valid():
        course = making.make(author=request.user, **form.cleaned_data)
        return redirect("courses:compose", course.slug)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
def describe(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    fields = ("title", "summary", "description", "hours", "capacity")
    written = {name: getattr(course, name) for name in fields}
    form = CourseForm(request.POST or None, initial=written)
    if form.is_valid():
        making.describe(author=request.user, course=course, **form.cleaned_data)
        messages.success(request, _("Rincian kelas tersimpan."))
        return redirect("courses:compose", slug)
    return _form_page(request, form, course)


@require_POST
def publish(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    try:
        making.publish(author=request.user, course=course)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kelas terbit: semua orang sekarang melihatnya."))
    return redirect("courses:compose", slug)


@require_POST
def withdraw(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    try:
        making.withdraw(author=request.user, course=course)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kelas kembali menjadi draf."))
    return redirect("courses:compose", slug)


@require_POST
def duplicate(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_editable(request, slug)
    twin = duplicating.duplicate_course(author=request.user, course=course)
    messages.success(request, _("Inilah salinannya, masih berupa draf."))
    return redirect("courses:compose", twin.slug)


@require_POST
def start_preview(request: MemberRequest, slug: str) -> HttpResponse:
    """From here on the author sees this course as a learner does."""
    course = find_editable(request, slug)
    preview(request, course)
    activity = whole_number(request.POST.get("activity", ""))
    if activity is not None:
        return redirect("courses:activity", slug, activity)
    return redirect(course)


def _form_page(
    request: HttpRequest, form: CourseForm, course: Course | None
) -> HttpResponse:
    context = {"form": form, "course": course}
    status = 422 if form.is_bound else 200
    return render(request, "courses/course_form.html", context, status=status)
