"""Signing up, signing in, codes and passwords."""

import time
from typing import Any

from allauth.account import app_settings
from allauth.account import forms as allauth_forms
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from accounts import phone_messages, phone_numbers, privacy_notice
from accounts.forms.words import PASSWORD_HINT, AccountForm
from accounts.models import User
from common.forms import RegencyField


def normalized_login(text: str) -> str:
    """A number in its one spelling; what is no number is an e-mail in lower case."""
    try:
        return phone_numbers.normalize(text)
    except ValueError:
        return text.strip().lower()


def login_field() -> forms.CharField:
    label = _("Alamat e-mail")
    if phone_messages.available():
        label = _("E-mail atau nomor ponsel")
    return forms.CharField(
        label=label,
        max_length=254,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class SignInForm(AccountForm, allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = login_field()
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        return normalized_login(self.cleaned_data["login"])


class SignUpForm(AccountForm, allauth_forms.SignupForm):
    """One form for people with an e-mail, with a phone, or with both."""

    name = forms.CharField(
        label=_("Nama lengkap"),
        max_length=120,
        help_text=_("Seperti yang Anda inginkan di sertifikat."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    regency = RegencyField(
        help_text=_("Ketik beberapa huruf, lalu pilih. Tempat Anda bekerja.")
    )
    agreed = forms.BooleanField(
        label=_("Saya sudah membaca dan menyetujui pemberitahuan privasi."),
        error_messages={
            "required": _("Tanpa persetujuan ini kami tidak boleh menyimpan data Anda.")
        },
    )
    privacy_version = forms.CharField(widget=forms.HiddenInput, required=False)

    account_already_exists: bool
    field_order = ["name", "email", "phone", "regency", "password1", "agreed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = False
        self.fields["privacy_version"].initial = privacy_notice.newest()
        password = self.fields["password1"]
        password.label = _("Kata sandi")
        password.help_text = PASSWORD_HINT
        # What was typed comes back with the page that says what else is missing; the
        # page is never stored (docs/decisions/0010-signing-in-and-up.md).
        password.widget = forms.PasswordInput(
            render_value=True, attrs={"autocomplete": "new-password"}
        )
        if phone_messages.available():
            self.fields["email"].help_text = _(
                "Isi e-mail, nomor ponsel, atau keduanya."
            )
            self.fields["phone"].help_text = _("Kami mengirim kode ke nomor ini.")
        else:
            del self.fields["phone"]
            self._has_phone_field = False
            self.fields["email"].required = True

    def clean_privacy_version(self) -> str:
        version: str = self.cleaned_data["privacy_version"]
        known = privacy_notice.versions()
        return version if version in known else known[0]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        wrong = "email" in self.errors or "phone" in self.errors
        if not wrong and not cleaned.get("email") and not cleaned.get("phone"):
            self.add_error(
                "email", _("Isi e-mail atau nomor ponsel: ke sanalah kode kami kirim.")
            )
        return cleaned

    def try_save(
        self, request: HttpRequest
    ) -> tuple[User | None, HttpResponseBase | None]:
        """As allauth; of two sign-ups with one number at once, the later is told so."""
        try:
            with transaction.atomic():
                user = self.save(request) if not self.account_already_exists else None
        except IntegrityError:
            self.account_already_exists = True
            user = None
        if user is not None:
            return user, None
        answer: tuple[User | None, HttpResponseBase | None] = super().try_save(request)
        return answer


class RequestCodeForm(AccountForm, allauth_forms.RequestLoginCodeForm):
    """Signing in by code, for who has no e-mail or has forgotten the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {"login": login_field()}

    def clean_login(self) -> str:
        login = normalized_login(self.cleaned_data["login"])
        is_phone = login.startswith("+")
        if is_phone and not phone_messages.available():
            raise ValidationError(_("Kode lewat ponsel belum tersedia. Pakai e-mail."))
        if not is_phone:
            try:
                validate_email(login)
            except ValidationError:
                raise ValidationError(
                    _("Tulis alamat e-mail atau nomor ponsel Indonesia yang lengkap.")
                    if phone_messages.available()
                    else _("Tulis alamat e-mail yang lengkap.")
                ) from None
        self.cleaned_data["phone" if is_phone else "email"] = login
        (self.clean_phone if is_phone else self.clean_email)()
        return login


class ConfirmCodeForm(AccountForm, allauth_forms.ConfirmLoginCodeForm):
    pass


class ConfirmEmailForm(AccountForm, allauth_forms.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPhoneForm(AccountForm, allauth_forms.VerifyPhoneForm):
    pass


class ConfirmResetForm(AccountForm, allauth_forms.ConfirmPasswordResetCodeForm):
    pass


class ForgottenPasswordForm(AccountForm, allauth_forms.ResetPasswordForm):
    pass


class NewPasswordForm(AccountForm, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(AccountForm, allauth_forms.ChangePasswordForm):
    """The old password is asked, unless the person has just signed in by code.

    Without an e-mail a code is the only way back for who forgot it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _signed_in_by_code(self.user):
            del self.fields["oldpassword"]


class SetPasswordForm(AccountForm, allauth_forms.SetPasswordForm):
    pass


class ReauthenticateForm(AccountForm, allauth_forms.ReauthenticateForm):
    pass


class LeaveForm(ReauthenticateForm):
    """The password once more, unless the person has just signed in by code."""

    is_meant = forms.BooleanField(label=_("Ya, hapus akun saya."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _signed_in_by_code(self.user):
            del self.fields["password"]


class AddEmailForm(AccountForm, allauth_forms.AddEmailForm):
    pass


class ChangeEmailForm(AccountForm, allauth_forms.ChangeEmailForm):
    pass


class ChangePhoneForm(AccountForm, allauth_forms.ChangePhoneForm):
    pass


def _signed_in_by_code(person: User) -> bool:
    records = get_authentication_records(context.request, person)
    if not records or records[-1]["method"] != "code":
        return False
    return bool(time.time() - records[-1]["at"] < app_settings.LOGIN_TIMEOUT)
