"""Who teaches: a role that forums can be opened to."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.roles import Role, register


def _trainers() -> QuerySet[User]:
    people: QuerySet[User] = User.objects.all()
    return people.filter(
        Q(facilitated_cohorts__isnull=False) | Q(mentored_cohorts__isnull=False)
    )


register(Role("trainers", _("Semua fasilitator dan mentor"), _trainers))
