"""Fields that name people and organisations in words, one on a line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.http import whole_number
from courses.people import by_contact, by_name, contact
from network.models import Organization

MOST_SEATS = 5000


class PeopleField(forms.CharField):
    """Accounts by e-mail or mobile number; the value is a list of people.

    With `takes_names` also by a whole name that one account alone has.
    """

    widget = forms.Textarea(attrs={"rows": 3})
    default_error_messages = {
        "unknown": _("Belum ada akun dengan “%(value)s”. Minta ia mendaftar dulu."),
        "several": _(
            "Ada beberapa akun bernama “%(value)s”: tulis e-mail atau nomor ponselnya."
        ),
    }

    def __init__(self, *, takes_names: bool = False, **options: Any) -> None:
        self.takes_names = takes_names
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(person.email or person.phone or "" for person in value)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        words = [word.strip() for line in text.splitlines() for word in line.split(",")]
        wanted = list(dict.fromkeys(filter(None, words)))
        self.validate(wanted)
        known = by_contact(map(contact, wanted))
        names = [word for word in wanted if contact(word) not in known]
        named = by_name(names) if self.takes_names and names else {}
        return list(
            dict.fromkeys(
                known.get(contact(word)) or self._only(word, named) for word in wanted
            )
        )

    def _only(self, word: str, named: dict[str, list[User]]) -> User:
        meant = named.get(word.lower(), [])
        if len(meant) != 1:
            code = "several" if meant else "unknown"
            raise ValidationError(self.error_messages[code], code, {"value": word})
        return meant[0]


class QuotasField(forms.CharField):
    """`Yayasan Melati: 5` on a line; the value maps organisations to seats."""

    widget = forms.Textarea(attrs={"rows": 4, "placeholder": "Yayasan Melati: 5"})
    default_error_messages = {
        "shape": _("Tulis “Nama organisasi: jumlah kursi”, bukan “%(value)s”."),
        "unknown": _("Tidak ada organisasi terdaftar bernama “%(value)s”."),
        "several": _("Ada beberapa organisasi bernama “%(value)s”: hubungi staf."),
        "twice": _("“%(value)s” tertulis dua kali: jadikan satu baris."),
    }

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{quota.organization.name}: {quota.seats}" for quota in value)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        quotas: dict[Organization, int] = {}
        for line in filter(str.strip, text.splitlines()):
            organization, seats = self._read(line)
            if organization in quotas:
                self._refuse("twice", organization.name)
            quotas[organization] = seats
        return quotas

    def _read(self, line: str) -> tuple[Organization, int]:
        name, _colon, seats = (part.strip() for part in line.rpartition(":"))
        count = whole_number(seats) or 0
        if not name or not 0 < count <= MOST_SEATS:
            self._refuse("shape", line.strip())
        found = list(Organization.objects.listed().filter(name__iexact=name)[:2])
        if len(found) != 1:
            self._refuse("several" if found else "unknown", name)
        return found[0], count

    def _refuse(self, code: str, value: str) -> None:
        raise ValidationError(self.error_messages[code], code, {"value": value})
