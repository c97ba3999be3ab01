"""Words for learners that only need sending: by WhatsApp, or else by e-mail."""

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import Activity, Cohort
from courses.summaries.lines import Line


def greeting_url(
    cohort: Cohort, reader: User, line: Line, step: Activity | None
) -> str:
    """A link that opens the message; empty when there is nowhere to send it."""
    if line.learner == reader.pk:
        return ""
    words = usual_greeting if step else _congratulation
    text = filled(words(cohort, reader), cohort, line, step)
    if line.phone:
        return whatsapp_url(line.phone, text)
    if line.email:
        subject = quote(cohort.course.title)
        return f"mailto:{quote(line.email)}?subject={subject}&body={quote(text)}"
    return ""


def whatsapp_url(phone: str, text: str) -> str:
    number = "".join(filter(str.isdigit, phone))
    return f"https://wa.me/{number}?text={quote(text)}"


def usual_greeting(cohort: Cohort, reader: User) -> str:
    """What one would write, with the words in braces to be filled in for each."""
    return _(
        "Halo {nama}, ini %(me)s dari kelas %(course)s. Apa kabar? Kegiatan Anda"
        " berikutnya: {kegiatan}. Kalau ada yang menghambat, balas saja pesan ini."
        " {tautan}"
    ) % {"me": reader.get_short_name(), "course": cohort.course.title}


def filled(template: str, cohort: Cohort, line: Line, step: Activity | None) -> str:
    path = (step or cohort.course).get_absolute_url()
    words = {
        "{nama}": line.short_name,
        "{kegiatan}": step.title if step else cohort.course.title,
        "{tautan}": f"{settings.PORTAL_URL}{path}",
    }
    for word, value in words.items():
        template = template.replace(word, value)
    return template


def _congratulation(cohort: Cohort, reader: User) -> str:
    return _("Halo {nama}, ini %(me)s. Selamat sudah menuntaskan %(course)s!") % {
        "me": reader.get_short_name(),
        "course": cohort.course.title,
    }
