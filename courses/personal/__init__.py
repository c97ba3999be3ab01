"""What courses and webinars know of a person: told, looked after, forgotten."""

from django.utils.translation import gettext_lazy as _

from common.personal import Chapter, offer
from courses.personal.duties import duties
from courses.personal.forgetting import forget
from courses.personal.telling import files, tell

offer(
    Chapter(
        "belajar",
        _("Kelas, kuis, tugas, webinar, dan sertifikat"),
        tell,
        forget,
        files,
        duties,
    )
)
