"""One's own account, and the pages of other members."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import phone_messages
from accounts.actions import profiles
from accounts.forms.profile import ProfileForm
from accounts.http import MemberRequest
from accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    person = request.user
    if request.method != "POST":
        known = {"name": person.name, "about": person.about, "regency": person.regency}
        return _profile_page(request, ProfileForm(initial=known))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, form, status=422)
    profiles.describe(person=person, **form.cleaned_data)
    messages.success(request, _("Profil Anda tersimpan."))
    return redirect("accounts:profile")


def _profile_page(
    request: MemberRequest, form: ProfileForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "consent": request.user.consents.order_by("-given_at").first(),
        "phones_reachable": phone_messages.available(),
    }
    return render(request, "accounts/profile.html", context, status=status)


@require_GET
def person(request: HttpRequest, sub: uuid.UUID) -> HttpResponse:
    people = User.objects.active().select_related("regency__province")
    found = get_object_or_404(people, sub=sub)
    return render(request, "accounts/person.html", {"person": found})
