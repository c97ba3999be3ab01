"""Who may sign in here."""

from django.utils.translation import gettext as _

from common.decisions import YES, Decision, no
from crowdfunding.people.models import Person


def can_sign_in(person: Person) -> Decision:
    if not person.is_active:
        return no(
            _(
                "Akun Anda dinonaktifkan di lokadaya.com. Bila menurut Anda ini keliru,"
                " hubungi pengelola lewat lokadaya.net."
            )
        )
    return YES
