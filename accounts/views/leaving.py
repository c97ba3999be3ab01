"""Having one's account deleted: what that means, and asking for it."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import leaving
from accounts.forms.entrance import LeaveForm
from accounts.http import MemberRequest
from common.personal import duties_of


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest) -> HttpResponse:
    person = request.user
    form = LeaveForm(request.POST or None, user=person)
    if form.is_valid():
        leaving.ask(person=person)
        logout(request)
        return redirect("accounts:left")
    context = {
        "form": form,
        "duties": duties_of(person),
        "hours": settings.ACCOUNT_DELETION_HOURS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "accounts/leave.html", context, status=status)


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(
        request, "accounts/left.html", {"hours": settings.ACCOUNT_DELETION_HOURS}
    )
