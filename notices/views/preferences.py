"""How a person wants to be told, on one page."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import User
from notices import zones
from notices.actions import preferences
from notices.forms.preferences import HoursForm, PreferencesForm
from notices.models import Choice, QuietHours
from notices.summaries.offered import offered


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest) -> HttpResponse:
    form, hours = _forms(request)
    if request.method != "POST":
        return _page(request, form, hours)
    if not (form.is_valid() and hours.is_valid()):
        return _page(request, form, hours, status=422)
    with transaction.atomic():
        preferences.choose(person=request.user, chosen=form.chosen())
        preferences.keep_hours(person=request.user, **hours.cleaned_data)
    messages.success(request, _("Pilihan Anda tersimpan."))
    return redirect("notices:preferences")


def _forms(request: MemberRequest) -> tuple[PreferencesForm, HoursForm]:
    person = request.user
    data = request.POST if request.method == "POST" else None
    held = Choice.objects.filter(person=person)
    chosen = {(choice.group, choice.channel): choice.how for choice in held}
    quiet = QuietHours.objects.filter(person=person).first()
    initial: dict[str, object] = {"time_zone": person.own_time_zone}
    if quiet is not None:
        initial |= {"begins": quiet.begins, "ends": quiet.ends}
    return (
        PreferencesForm(data, channels=offered(person), chosen=chosen),
        HoursForm(data, initial=initial, at_home=_at_home(person)),
    )


def _at_home(person: User) -> str:
    """What it is to choose no zone: that of where the person works."""
    if person.regency is None:
        return _("Waktu Jakarta (WIB)")
    zone = person.regency.province.time_zone
    return _("Mengikuti %(place)s (%(zone)s)") % {
        "place": person.regency,
        "zone": str(zones.NAMES.get(zone, zone)).partition(",")[0],
    }


def _page(
    request: MemberRequest,
    form: PreferencesForm,
    hours: HoursForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "hours": hours}
    return render(request, "notices/preferences.html", context, status=status)
