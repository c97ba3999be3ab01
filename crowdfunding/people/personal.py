"""What lokadaya.com knows of who signed in."""

from importlib import import_module

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import journal
from common.models import JournalEntry, KeyedRequest
from common.personal import Chapter, Known, offer, rows
from crowdfunding.people.models import Person, SignedIn


def tell(person: Person) -> Known:
    return {
        "nama": person.name,
        "bahasa": person.language,
        "zona waktu": person.time_zone,
        "pengenal dari lokadaya.net": person.subject,
        "pertama masuk": person.created_at,
        "sesi": rows(SignedIn.objects.filter(person=person), sejak="created_at"),
        "catatan tentang Anda": rows(
            JournalEntry.objects.filter(person=person),
            perbuatan="deed",
            alasan="reason",
            waktu="created_at",
        ),
    }


def forget(person: Person) -> None:
    """What is left is a row without a name, which what is public leads to."""
    engine = import_module(settings.SESSION_ENGINE)
    for session in SignedIn.objects.filter(person=person):
        engine.SessionStore(session.session_key).delete()
        session.delete()
    journal.forget(person=person, words=[person.name])
    if person.name:
        named = Q(object_repr=person.name)
        if journal.is_distinct(person.name):
            named |= Q(object_repr__icontains=person.name)
        LogEntry.objects.filter(named).update(object_repr="")
    KeyedRequest.objects.filter(person=person).delete()
    person.name = person.language = ""
    person.is_staff = person.is_superuser = person.is_reviewer = False
    person.last_login = None
    person.save()


offer(Chapter("akun", _("Akun dan catatan"), tell, forget))
