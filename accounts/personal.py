"""What accounts know of a person."""

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Consent, DataCopy, User
from common import journal
from common.models import JournalEntry, KeyedRequest
from common.personal import Chapter, Known, offer, rows

GONE = "Anggota yang sudah pergi"


def tell(person: User) -> Known:
    regency = person.regency
    return {
        "nama": person.name,
        "tentang": person.about,
        "e-mail": person.email,
        "nomor ponsel": person.phone,
        "kabupaten/kota": f"{regency}, {regency.province}" if regency else None,
        "zona waktu": person.time_zone,
        "bahasa": person.language,
        "pengenal di lokadaya.com": str(person.sub),
        "bergabung": person.created_at,
        "terakhir masuk": person.last_login,
        "alamat e-mail": rows(
            EmailAddress.objects.filter(user=person),
            alamat="email",
            utama="primary",
            terbukti="verified",
        ),
        "persetujuan": rows(
            Consent.objects.filter(person=person),
            versi="version",
            bahasa="language",
            diberikan="given_at",
            ditarik="withdrawn_at",
        ),
        "catatan tentang Anda": rows(
            JournalEntry.objects.filter(person=person),
            perbuatan="deed",
            alasan="reason",
            waktu="created_at",
        ),
    }


def forget(person: User) -> None:
    """What is left is a row without a name, so that what it earned still counts."""
    name = person.name
    journal.forget(person=person, words=[name, person.email, person.phone])
    named = Q(object_repr=name)
    if journal.is_distinct(name):
        named |= Q(object_repr__icontains=name)
    LogEntry.objects.filter(named).update(object_repr="")
    LogEntry.objects.filter(user=person).update(object_repr="")
    EmailAddress.objects.filter(user=person).delete()
    KeyedRequest.objects.filter(person=person).delete()
    for copy in DataCopy.objects.filter(person=person):
        transaction.on_commit(copy.delete_file)
        copy.delete()
    person.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    person.groups.clear()
    person.user_permissions.clear()
    _empty(person)


def _empty(person: User) -> None:
    """Saved last: that the account is no longer active ends its sessions everywhere."""
    fresh = User(name=GONE)
    person.name, person.about, person.language = GONE, "", ""
    person.email = person.phone = person.phone_verified_at = None
    person.regency, person.last_login = None, None
    person.time_zone, person.own_time_zone = fresh.time_zone, ""
    person.sub = fresh.sub
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()


offer(Chapter("akun", _("Akun, persetujuan, dan catatan"), tell, forget))
