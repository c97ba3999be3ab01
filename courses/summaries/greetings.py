"""Words for a learner that only need sending: by WhatsApp, or else by e-mail."""

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
    text = greeting(cohort, reader, line, step)
    if line.phone:
        return whatsapp_url(line.phone, text)
    if line.email:
        subject = quote(cohort.course.title)
        return f"mailto:{quote(line.email)}?subject={subject}&body={quote(text)}"
    return ""


def whatsapp_url(phone: str, text: str) -> str:
    number = "".join(filter(str.isdigit, phone))
    return f"https://wa.me/{number}?text={quote(text)}"


def greeting(cohort: Cohort, reader: User, line: Line, step: Activity | None) -> str:
    words = {
        "name": line.short_name,
        "me": reader.get_short_name(),
        "course": cohort.course.title,
    }
    if step is None:
        return (
            _("Halo %(name)s, ini %(me)s. Selamat sudah menuntaskan %(course)s!")
            % words
        )
    path = step.get_absolute_url()
    return _(
        "Halo %(name)s, ini %(me)s dari kelas %(course)s. Apa kabar? Kegiatan Anda"
        " berikutnya: %(step)s. Kalau ada yang menghambat, balas saja pesan ini."
        " %(url)s"
    ) % {**words, "step": step.title, "url": f"{settings.PORTAL_URL}{path}"}
