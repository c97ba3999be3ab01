"""Words for learners that only need sending: by WhatsApp, or else by e-mail."""

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from accounts import phone_numbers
from accounts.models import User
from courses.models import Activity, Cohort
from courses.summaries.lines import Line

_quoted = lru_cache(maxsize=512)(quote)


def greeting_url(
    cohort: Cohort, reader: User, line: Line, step: Activity | None
) -> str:
    """A link that opens the message; empty when there is nowhere to send it."""
    if line.learner == reader.pk:
        return ""
    template = (usual_greeting if step else _congratulation)(cohort, reader)
    # Quoted once, and not for each learner anew: only what is filled in differs.
    words = _words(cohort, line, step).items()
    text = _replaced(_quoted(template), {_quoted(w): _quoted(v) for w, v in words})
    if line.phone:
        return phone_numbers.whatsapp_url(line.phone, text)
    if line.email:
        subject = _quoted(cohort.course.title)
        return f"mailto:{quote(line.email)}?subject={subject}&body={text}"
    return ""


def whatsapp_url(phone: str, text: str) -> str:
    return phone_numbers.whatsapp_url(phone, quote(text))


def usual_greeting(cohort: Cohort, reader: User) -> str:
    """What one would write, with the words in braces to be filled in for each."""
    return _(
        "Halo {nama}, ini %(me)s dari kelas %(course)s. Apa kabar? Kegiatan Anda"
        " berikutnya: {kegiatan}. Kalau ada yang menghambat, balas saja pesan ini."
        " {tautan}"
    ) % {"me": reader.get_short_name(), "course": cohort.course.title}


def filled(template: str, cohort: Cohort, line: Line, step: Activity | None) -> str:
    return _replaced(template, _words(cohort, line, step))


def _words(cohort: Cohort, line: Line, step: Activity | None) -> dict[str, str]:
    path = (step or cohort.course).get_absolute_url()
    return {
        "{nama}": line.short_name,
        "{kegiatan}": step.title if step else cohort.course.title,
        "{tautan}": f"{settings.PORTAL_URL}{path}",
    }


def _replaced(template: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        template = template.replace(word, value)
    return template


def _congratulation(cohort: Cohort, reader: User) -> str:
    return _("Halo {nama}, ini %(me)s. Selamat sudah menuntaskan %(course)s!") % {
        "me": reader.get_short_name(),
        "course": cohort.course.title,
    }
