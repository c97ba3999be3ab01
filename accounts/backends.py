"""Who a session belongs to: asked on every page of everyone signed in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from accounts.models import User
from common.prepared import prepared


class AccountBackend(AuthenticationBackend):
    """Signs in as django-allauth does."""

    def get_user(self, user_id: int) -> User | None:
        found = next(iter(_person(int(user_id))), None)
        return found if found and self.user_can_authenticate(found) else None


@prepared
def _person(key: int) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(pk=key)
    return found
