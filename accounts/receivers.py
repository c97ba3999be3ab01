"""What accounts hear of: somebody signed in, and so does not want to leave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.actions import leaving
from accounts.models import User


@receiver(user_logged_in)
def stay(request: HttpRequest, user: User, **kwargs: Any) -> None:
    if leaving.cancel(person=user):
        messages.success(
            request,
            _("Selamat datang kembali. Penghapusan akun Anda dibatalkan."),
        )
