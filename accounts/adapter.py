"""How django-allauth works here: people have an e-mail or a phone, no user name."""

import logging
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import phone_messages
from accounts.actions import joining, profiles
from accounts.fields import MobileField
from accounts.forms.words import AccountForm
from accounts.models import User
from accounts.phone_senders import PhoneMessage

logger = logging.getLogger(__name__)

WRONG = _("E-mail atau nomor ponsel dan kata sandi itu tidak cocok. Periksa lagi.")
ENOUGH_MESSAGES = _(
    "Hari ini sudah banyak pesan kami kirim, jadi yang ini belum. Pakai kode terakhir"
    " yang Anda terima, atau coba lagi besok."
)
TOO_MANY = _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Akun ini sedang tidak aktif."),
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "email_taken": _("Alamat e-mail ini sudah dipakai akun lain."),
        "phone_taken": _("Nomor ini sudah dipakai akun lain."),
        "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
        "incorrect_password": _("Kata sandi tidak cocok."),
        "incorrect_code": _("Kode tidak cocok. Lihat lagi pesan terakhir dari kami."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "same_as_current": _("Ini sama dengan yang sekarang."),
        "duplicate_email": _("Alamat e-mail ini sudah ada di akun Anda."),
        "unverified_primary_email": _("Pastikan dulu alamat e-mail Anda."),
    }

    def save_user(
        self, request: HttpRequest, user: User, form: AccountForm, commit: bool = True
    ) -> User:
        given = form.cleaned_data
        return joining.register(
            name=given["name"],
            email=given["email"],
            phone=given.get("phone"),
            password=given["password1"],
            regency=given["regency"],
            language=request.LANGUAGE_CODE,
            privacy_version=given["privacy_version"],
        )

    def post_login(
        self,
        request: HttpRequest,
        user: User,
        *,
        signup: bool,
        redirect_url: str | None,
        **options: Any,
    ) -> HttpResponse:
        """Who has just joined is first asked which organisation they belong to."""
        if signup:
            asked = redirect_url
            redirect_url = resolve_url(settings.ACCOUNT_SIGNUP_REDIRECT_URL)
            if asked and asked != "/":
                redirect_url = f"{redirect_url}?{urlencode({'next': asked})}"
        response: HttpResponse = super().post_login(
            request, user, signup=signup, redirect_url=redirect_url, **options
        )
        return response

    def get_login_stages(self) -> list[str]:
        ours = "accounts.stages.EmailOrPhoneVerificationStage"
        theirs = "allauth.account.stages.EmailVerificationStage"
        return [ours if s == theirs else s for s in super().get_login_stages()]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("accounts:profile")

    def phone_form_field(self, **options: Any) -> MobileField:
        options.pop("label", None)
        return MobileField(**options)

    def get_user_by_phone(self, phone: str) -> User | None:
        found: User | None = User.objects.filter(phone=phone).first()
        return found

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """No sender, no code: then a number is neither asked for nor waited for."""
        if not user.phone or not phone_messages.available():
            return None
        return user.phone, user.phone_verified_at is not None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        profiles.set_phone(person=user, phone=phone, verified=verified)

    def set_phone_verified(self, user: User, phone: str) -> None:
        profiles.set_phone(person=user, phone=phone, verified=True)

    def send_verification_code_sms(
        self, user: User, phone: str, code: str, **options: Any
    ) -> None:
        text = gettext(
            "%(code)s adalah kode Lokadaya Anda. Jangan beri tahu siapa pun."
        )
        self._send(PhoneMessage(phone, "kode", text % {"code": code}, (code,)))

    def send_account_already_exists_sms(self, phone: str) -> None:
        text = gettext(
            "Nomor ini sudah punya akun Lokadaya. Masuk, atau minta kode masuk, di"
            " %(address)s"
        )
        self._send(_leading(phone, text, _address("account_login")))

    def send_unknown_account_sms(self, phone: str, **options: Any) -> None:
        text = gettext(
            "Ada yang meminta kode masuk Lokadaya untuk nomor ini, tetapi nomor ini"
            " belum punya akun. Daftar di %(address)s"
        )
        self._send(_leading(phone, text, _address("account_signup")))

    def _send(self, message: PhoneMessage) -> None:
        """Who waits for a code that is not sent is told so."""
        counted = ratelimit.consume(
            self.request, action="phone_message", key=message.phone
        )
        if not counted:
            messages.error(self.request, str(ENOUGH_MESSAGES))
            return
        try:
            phone_messages.send(message)
        except phone_messages.Unreachable:
            logger.exception("a message to a phone was not taken")
            text = gettext("Pesan ke ponsel Anda belum terkirim. Coba lagi nanti.")
            messages.error(self.request, text)

    def _get_login_attempts_cache_key(
        self, request: HttpRequest, **credentials: Any
    ) -> str:
        """allauth counts all phones as one: one person's slips would lock out all."""
        phone = credentials.get("phone")
        if phone:
            return f"phone:{phone}"
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        return key


def _leading(phone: str, text: str, address: str) -> PhoneMessage:
    said = text.partition("%")[0].strip()
    return PhoneMessage(phone, "kabar", text % {"address": address}, (said, address))


def _address(name: str) -> str:
    return f"{settings.PORTAL_URL}{resolve_url(name)}"
