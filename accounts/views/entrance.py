"""Signing in and up: django-allauth's views under our addresses and answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views
from allauth.core.ratelimit import RateLimited, respond_429
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

View = Callable[..., HttpResponse]


def ours(view: View) -> View:
    """allauth's view with our answers: invalid input is 422, haste is 429.

    allauth itself answers 200, and 500 for a second code to a phone within 30 seconds.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except RateLimited:
            response = respond_429(request)
        if isinstance(response, TemplateResponse) and response.context_data:
            # Theirs is an object; ours, of every page, is "portal".
            response.context_data.pop("site", None)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


class ConfirmEmailView(views.ConfirmEmailVerificationCodeView):
    def _change_form_invalid(self, form: Any) -> HttpResponse:
        # allauth 65.21 calls this and has none.
        response: HttpResponse = self.render_to_response(
            self.get_context_data(form=form)
        )
        return response


sign_in = ours(views.login)
sign_out = ours(views.logout)
sign_up = ours(views.signup)
request_code = ours(views.request_login_code)
confirm_code = ours(views.confirm_login_code)
confirm_email = ours(login_not_required(ConfirmEmailView.as_view()))
confirm_phone = ours(views.verify_phone)
reauthenticate = ours(views.reauthenticate)
inactive = ours(views.account_inactive)
forgotten_password = ours(views.password_reset)
confirm_reset = ours(views.confirm_password_reset_code)
new_password = ours(views.complete_password_reset)
new_password_done = ours(views.password_reset_from_key_done)
change_password = ours(views.password_change)
set_password = ours(views.password_set)
change_email = ours(views.email)
change_phone = ours(views.change_phone)
