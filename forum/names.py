"""What to call who wrote something, also when they are gone."""

from django.utils.translation import gettext as _

from accounts.models import User


def author_name(person: User | None) -> str:
    return person.name if person else _("Anggota yang sudah pergi")


def author_place(person: User | None) -> str:
    return str(person.regency) if person and person.regency else ""
