"""The authors of a course and the curators of a series: a page for each team."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused, require
from courses.actions import teams
from courses.forms import TeamForm
from courses.models import Course, Series
from courses.people import found
from courses.permissions import can_curate, can_share_course
from courses.views.composing import find_editable

team_page = require_http_methods(["GET", "HEAD", "POST"])


@team_page
def authors(request: MemberRequest, slug: str) -> HttpResponse:
    """Facilitators of its cohorts read who they are; the authors change it."""
    course = find_editable(request, slug)
    context = {
        "title": _("Penulis kelas"),
        "may_change": can_share_course(request.user, course),
        "facilitators": course.cohorts.exists(),
    }
    return _serve(request, course, "courses:authors", context)


@team_page
def curators(request: MemberRequest, slug: str) -> HttpResponse:
    series = get_object_or_404(Series, slug=slug)
    decision = can_curate(request.user, series)
    require(decision)
    context = {"title": _("Pengampu seri"), "may_change": decision}
    return _serve(request, series, "courses:curators", context)


def _serve(
    request: MemberRequest, whole: Course | Series, page: str, context: dict[str, Any]
) -> HttpResponse:
    if request.method != "POST":
        return _page(request, whole, context)
    form = TeamForm(request.POST)
    if not form.is_valid():
        refusal = _("Orang ini tidak kami kenal. Cari lagi namanya.")
        return _page(request, whole, {**context, "refusal": refusal}, status=422)
    person, deed = form.cleaned_data["person"], form.cleaned_data["deed"]
    act = teams.add if deed == "tambah" else teams.remove
    try:
        act(actor=request.user, whole=whole, person=person)
    except Refused as refusal:
        return _page(request, whole, {**context, "refusal": refusal}, status=422)
    said = _("%(name)s ditambahkan.") if deed == "tambah" else _("%(name)s dilepas.")
    messages.success(request, said % {"name": person.name})
    is_out = person == request.user and not request.user.is_staff and deed == "lepas"
    return redirect("courses:catalog") if is_out else redirect(page, whole.slug)


def _page(
    request: MemberRequest,
    whole: Course | Series,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    team = whole.authors if isinstance(whole, Course) else whole.curators
    members = list(team.select_related("regency__province").order_by("name", "pk"))
    words = request.GET.get("cari", "").replace("\x00", "")
    strangers = [person for person in found(words) if person not in members]
    more = {"whole": whole, "members": members, "found": strangers, "words": words}
    return render(request, "courses/team.html", {**context, **more}, status=status)
