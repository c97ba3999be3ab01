"""A course with everything a backup may hold, and what tests do with one."""

from django.core.files.uploadedfile import SimpleUploadedFile

from common.files import Family
from common.uploads import actions as uploads
from courses.actions import intakes
from courses.models import Lesson
from courses.models.media import folder_of, public_files
from courses.tests.moodle_backups import Backup
from courses.tests.moodle_rows import choice, picture, tags

PDF = b"%PDF-1.4\n% panduan\n"


def sent(author, content, name="kelas.mbz"):
    file = SimpleUploadedFile(name, content)
    return uploads.take(owner=author, file=file, allowed=(Family.PACKAGE,))


def looked_through(author, content):
    intake = intakes.receive(author=author, upload=sent(author, content))
    intakes.bring_waiting()
    intake.refresh_from_db()
    return intake


def brought(author, content):
    intake = looked_through(author, content)
    intakes.begin(author=author, intake=intake)
    intakes.bring_waiting()
    intake.refresh_from_db()
    return intake


def lines(intake):
    """What became of each thing, by its name."""
    return {
        entry["about"]: (entry["outcome"], " ".join(entry["notes"]))
        for entry in intake.report
    }


def lesson(title):
    return Lesson.objects.get(activity__title=title)


def stored_files(number):
    try:
        return public_files().listdir(folder_of(number))[1]
    except FileNotFoundError:
        return []


def course_with_everything(version):
    backup = Backup(version=version, has_users=True)
    backup.section()
    start = backup.section("Mulai", "<p>Yang perlu disiapkan.</p>")
    further = backup.section("Lanjut", visible=0)
    page = backup.page(
        "Mengajak",
        '<h1>Ajak</h1><p>Warga <img src="@@PLUGINFILE@@/foto%20saya.jpg" alt="Warga">'
        ' <a href="$@PAGEVIEWBYID*102@$">berikutnya</a>'
        ' <a href="$@WIKIVIEWBYID*9@$">wiki</a></p><script>curi()</script>',
        start,
    )
    backup.page("Merawat", "<p>Rawat.</p>", start, visible=0)
    backup.file("foto saya.jpg", picture(), context=page + 1000, component="mod_page")
    backup.activity("label", "Ingat", start, intro="<p>Ingat ini.</p>", introformat=1)
    chapters = "".join(
        f'<chapter id="{key}">'
        + tags(pagenum=key, subchapter=inner, title=f"Bab {key}")
        + tags(content=f"<p>Isi {key}.</p>", contentformat=1, hidden=0)
        + "</chapter>"
        for key, inner in ((1, 0), (2, 1), (3, 0))
    )
    inner = f"<chapters>{chapters}</chapters>"
    backup.activity("book", "Buku", start, intro="", introformat=1, inner=inner)
    backup.activity(
        "url", "Situs", start, intro="", externalurl="https://contoh.id/a?b=1"
    )
    guide = backup.activity("resource", "Panduan", start, intro="", introformat=1)
    backup.file("panduan.pdf", PDF, context=guide + 1000, component="mod_resource")
    backup.activity(
        "assign",
        "Rencana",
        further,
        intro="<p>Tulis <b>rencana</b>.</p>",
        introformat=1,
        duedate=1_700_000_000,
    )
    backup.activity(
        "forum", "Cerita", further, type="general", intro="<p>Apa ceritanya?</p>"
    )
    backup.activity("forum", "Pengumuman", further, type="news", intro="")
    backup.activity("scorm", "Paket lama", further)
    backup.category(
        "Relawan",
        backup.question(
            1,
            "multichoice",
            "<p>Kapan relawan diajak?</p>",
            choice(("Sejak awal", "1.0000000"), ("Nanti", "0.0000000")),
        ),
        backup.question(2, "calculated", "<p>Berapa {a}?</p>"),
        backup.question(3, "essay", "<p>Ceritakan.</p>", hidden=1),
    )
    backup.activity(
        "quiz",
        "Uji diri",
        further,
        intro="<p>Coba dulu.</p>",
        timelimit=90,
        attempts_number=2,
        shuffleanswers=1,
        inner=backup.slots((1, "2.0000000"), (2, "1.0000000")),
    )
    backup.file(
        "kiriman.docx",
        b"x",
        context=9,
        component="assignsubmission_file",
        area="submission_files",
    )
    return backup
