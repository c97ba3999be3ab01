"""Writing to those whom the board's filters show."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from courses.actions import greeting
from courses.forms import BoardFilters
from courses.forms.greetings import GreetingForm
from courses.models import Cohort
from courses.summaries import board
from courses.summaries.greetings import usual_greeting
from courses.summaries.lines import Lines
from courses.views.boards import find_cohort


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_cohort(request, pk)
    shown = _shown(request, cohort)
    if request.method != "POST":
        usual = {"text": usual_greeting(cohort, request.user)}
        return _page(request, cohort, shown, GreetingForm(initial=usual))
    form = GreetingForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, shown, form, status=422)
    way, text = form.cleaned_data["way"], form.cleaned_data["text"]
    seats = [line.seat for line in shown]
    if way == "whatsapp":
        return _links(request, cohort, seats, text)
    try:
        count = greeting.greet(
            writer=request.user,
            cohort=cohort,
            seats=seats,
            text=text,
            email=way == "email",
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, cohort, shown, form, status=422)
    said = ngettext("%d orang sudah disapa.", "%d orang sudah disapa.", count)
    messages.success(request, said % count)
    return redirect(cohort)


def _shown(request: MemberRequest, cohort: Cohort) -> Lines:
    """Those of the filters in the address, but the writer."""
    whole = board(cohort, request.user)
    found = whole.matching(**BoardFilters(whole, request.GET).wanted())
    return found.only(~Q(learner=request.user))


def _links(
    request: MemberRequest, cohort: Cohort, seats: list[int], text: str
) -> HttpResponse:
    ready = greeting.messages_for(
        writer=request.user, cohort=cohort, seats=seats, text=text
    )
    context = {
        "cohort": cohort,
        "ready": [one for one in ready if one.whatsapp_url],
        "without": [one.line for one in ready if not one.whatsapp_url],
        "title": _("Tautan WhatsApp"),
    }
    return render(request, "courses/whatsapp.html", context)


def _page(
    request: MemberRequest,
    cohort: Cohort,
    shown: Lines,
    form: GreetingForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "cohort": cohort,
        "form": form,
        "shown": shown,
        "with_email": sum(bool(line.email) for line in shown),
        "with_phone": sum(bool(line.phone) for line in shown),
    }
    return render(request, "courses/greet.html", context, status=status)
