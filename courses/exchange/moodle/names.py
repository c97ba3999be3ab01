"""What Moodle's activities are called, and why some have no place here."""

from django.utils.translation import gettext as _


def name_of(kind: str) -> str:
    names = {
        "page": _("Halaman"),
        "label": _("Label"),
        "book": _("Buku"),
        "url": _("Tautan"),
        "resource": _("Berkas"),
        "folder": _("Folder"),
        "assign": _("Tugas"),
        "forum": _("Forum"),
        "quiz": _("Kuis"),
        "choice": _("Pilihan (Choice)"),
        "feedback": _("Umpan balik (Feedback)"),
        "survey": _("Survei"),
        "lesson": _("Pelajaran bercabang (Lesson)"),
        "glossary": _("Glosarium"),
        "wiki": _("Wiki"),
        "workshop": _("Lokakarya (Workshop)"),
        "data": _("Basis data"),
        "chat": _("Obrolan"),
        "scorm": _("Paket SCORM"),
        "h5pactivity": _("H5P"),
        "hvp": _("H5P"),
        "lti": _("Alat luar (LTI)"),
        "imscp": _("Paket IMS"),
        "assignment": _("Tugas lama (2.2)"),
        "attendance": _("Presensi"),
        "bigbluebuttonbn": _("BigBlueButton"),
        "customcert": _("Sertifikat"),
        "certificate": _("Sertifikat"),
        "qbank": _("Bank soal"),
        "questionnaire": _("Kuesioner"),
        "journal": _("Jurnal"),
        "checklist": _("Daftar periksa"),
        "scheduler": _("Janji temu"),
        "hotpot": _("Hot Potatoes"),
        "zoom": _("Zoom"),
        "googlemeet": _("Google Meet"),
    }
    return names.get(kind) or _("Kegiatan “%s”") % kind[:30]


def reason_for(kind: str) -> str:
    """Why an activity of this kind is left out, and what to do instead."""
    survey = _("Susun ulang sebagai survei: jawabannya terikat pada Moodle.")
    package = _("Paket seperti ini berjalan di dalam Moodle. Unggah isinya satu-satu.")
    webinar = _("Rencanakan webinar di kelas ini.")
    reasons = {
        "choice": survey,
        "feedback": survey,
        "survey": survey,
        "questionnaire": survey,
        "qbank": _("Soalnya masuk ke bank soal kelas; ia sendiri bukan kegiatan."),
        "journal": _("Susun ulang sebagai tugas berupa teks."),
        "zoom": webinar,
        "googlemeet": webinar,
        "hotpot": package,
        "workshop": _("Susun ulang sebagai tugas dengan telaah teman."),
        "assignment": _("Jenis tugas dari Moodle 2.2. Susun ulang sebagai tugas."),
        "bigbluebuttonbn": webinar,
        "attendance": _("Presensi webinar dicatat di sini dengan caranya sendiri."),
        "customcert": _("Sertifikat diterbitkan di sini dengan rancangannya sendiri."),
        "certificate": _("Sertifikat diterbitkan di sini dengan rancangannya sendiri."),
        "scorm": package,
        "h5pactivity": package,
        "hvp": package,
        "imscp": package,
        "lti": _("Alat dari luar tidak kami sambungkan."),
        "lesson": _("Pelajaran bercabang belum ada di sini: tulis sebagai bacaan."),
        "glossary": _("Glosarium belum ada di sini: tulis sebagai bacaan."),
        "wiki": _("Wiki belum ada di sini: tulis sebagai bacaan."),
        "data": _("Isinya dari peserta, jadi tidak dibawa."),
        "chat": _("Isinya dari peserta, jadi tidak dibawa."),
    }
    return reasons.get(kind) or _("Kegiatan jenis ini tidak ada di sini.")
