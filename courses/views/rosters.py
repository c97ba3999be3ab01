"""A list of people from a file: uploaded, looked at, enrolled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import rosters
from courses.forms.rosters import RosterForm
from courses.models import Roster
from courses.views.cohorts import find_managed

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def new(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        roster = rosters.upload(
            facilitator=request.user, cohort=cohort, **form.cleaned_data
        )
        return redirect("courses:roster", pk, roster.pk)
    context = {
        "cohort": cohort,
        "form": form,
        "seats_left": cohort.seats - cohort.enrollments.active().count(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "courses/roster_new.html", context, status=status)


@form_page
def show(request: MemberRequest, pk: int, roster: int) -> HttpResponse:
    """The preview; its button enrols everybody whose row is in order, or nobody."""
    cohort = find_managed(request, pk)
    found = get_object_or_404(cohort.rosters.select_related("cohort"), pk=roster)
    if request.method != "POST":
        return _preview(request, found)
    try:
        count = rosters.enroll(
            facilitator=request.user,
            roster=found,
            promised=request.POST.get("janji", ""),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _preview(request, found, status=422)
    said = ngettext("%d orang mendapat kursi.", "%d orang mendapat kursi.", count)
    messages.success(request, said % count)
    is_whole = all(entry.is_seated for entry in rosters.check(found))
    return redirect(cohort if is_whole else request.path)


def _preview(
    request: MemberRequest, roster: Roster, *, status: int = 200
) -> HttpResponse:
    """Once enrolled, those who were not."""
    entries = rosters.check(roster)
    promised = rosters.promise(entries)
    if roster.enrolled_at is not None:
        entries = [entry for entry in entries if not entry.is_seated]
    wrong = sum(bool(entry.error) for entry in entries)
    context = {
        "cohort": roster.cohort,
        "roster": roster,
        "entries": entries,
        "promised": promised,
        "wrong": wrong,
        "ready": len(entries) - wrong,
        "strangers": [entry for entry in entries if entry.is_stranger],
        "sign_up": request.build_absolute_uri(reverse("account_signup")),
    }
    return render(request, "courses/roster.html", context, status=status)
