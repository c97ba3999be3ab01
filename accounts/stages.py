"""Steps between the password and being signed in."""

from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponseBase


class EmailOrPhoneVerificationStage(EmailVerificationStage):
    """E-mail must be verified, unless there is none and the phone is."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        person = self.login.user
        if person is not None and not person.email:
            return None, person.phone_verified_at is not None
        answer: tuple[HttpResponseBase | None, bool] = super().handle()
        return answer
