"""What a backup holds around the course: people and settings, which stay outside."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange.moodle import fields
from courses.exchange.parcels import Line


def left(archive: Archive, settings: dict[str, str]) -> Iterator[Line]:
    yield _people(archive, settings)
    for member, name, about, reason in _things():
        count = sum(1 for _each in fields.elements(archive, member, name))
        if count:
            said = _("%(count)d %(about)s") % {"count": count, "about": about}
            yield Line(_("Setelan"), said, notes=(reason,))
    blocks = {each.name.split("/")[2] for each in archive.under("course/blocks/")}
    if blocks:
        said = _("%(count)d %(about)s") % {
            "count": len(blocks),
            "about": _("blok di tepi halaman"),
        }
        yield Line(_("Setelan"), said, notes=(_("Halaman di sini tanpa blok."),))


def _people(archive: Archive, settings: dict[str, str]) -> Line:
    """Always said, also when there is nothing to say: it is what people ask first."""
    if settings.get("users") == "1" or "users.xml" in archive:
        return Line(
            _("Data orang"),
            _("Peserta, nilai, jawaban, kiriman, dan posting mereka"),
            notes=(
                _("Data pribadi tidak dibawa. Peserta mendaftar sendiri di angkatan."),
            ),
        )
    return Line(
        _("Data orang"),
        _("Tidak ada di dalam backup ini"),
        notes=(_("Memang tidak kami bawa."),),
    )


def _things() -> list[tuple[str, str, str, str]]:
    """File, element, what it is called, and why it does not come in."""
    return [
        (
            *("groups.xml", "group", _("kelompok")),
            _("Kelompok di sini berupa angkatan."),
        ),
        (
            *("badges.xml", "badge", _("lencana")),
            _("Lencana diterbitkan di sini dengan syaratnya sendiri."),
        ),
        (
            *("gradebook.xml", "grade_category", _("kategori nilai")),
            _("Nilai dihitung di sini dari kegiatan wajib."),
        ),
        (
            *("completion.xml", "course_completion_criteria", _("syarat kelulusan")),
            _("Kelulusan di sini: semua kegiatan wajib selesai."),
        ),
        (
            *("course/calendar.xml", "event", _("acara kalender")),
            _("Jadwal milik angkatan."),
        ),
        (
            *("contentbank.xml", "content", _("isi bank konten")),
            _("Bank konten tidak ada di sini."),
        ),
        (
            *("scales.xml", "scale", _("skala nilai")),
            _("Nilai di sini dalam persen atau rubrik."),
        ),
        (
            *("outcomes.xml", "outcome", _("capaian belajar")),
            _("Capaian belajar tidak ada di sini."),
        ),
    ]
