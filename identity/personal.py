"""What identity knows of a person: where they are signed on, and who must hear."""

from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AccessToken, IDToken, RefreshToken

from accounts.models import User
from common.letters import actions as letters
from common.personal import Chapter, Known, offer, rows
from identity.actions import sign_out
from identity.models import Grant, SignOn

KIND, VERSION = "person.removed", 1


def tell(person: User) -> Known:
    return {
        "masuk ke situs lain dengan akun ini": rows(
            SignOn.objects.filter(person=person).order_by("created_at"),
            situs="client__name",
            sejak="created_at",
            berakhir="ended_at",
        )
    }


def forget(person: User) -> None:
    """Sign out everywhere, and have lokadaya.com forget them too: by a letter."""
    sign_out.end_everywhere(person=person)
    for model in (AccessToken, RefreshToken, IDToken, Grant):
        model.objects.filter(user=person).delete()
    SignOn.objects.filter(person=person).delete()
    sub = str(person.sub)
    letters.write(
        kind=KIND, version=VERSION, subject=f"person:{sub}", body={"sub": sub}
    )


offer(Chapter("situs-lain", _("Situs lain yang Anda masuki"), tell, forget))
