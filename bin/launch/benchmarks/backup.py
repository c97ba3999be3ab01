"""A course of a hundred megabytes from Moodle, from the upload to the last picture."""

import json
import random
import subprocess
from collections.abc import Iterator

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.files import Family
from common.uploads import actions as uploads
from courses.actions import intakes, unpacking
from courses.models import Course, Intake
from courses.tests.moodle_backups import Backup
from courses.tests.moodle_rows import choice, saved, tags
from launch.bench import Row
from launch.benchmarks import crowd
from launch.environment import PYTHON, ROOT

LEAST_BYTES = 100_000_000
SECONDS = 120
MEGABYTES = 400
SECTIONS, PAGES, CHAPTERS = 20, 240, 60
PICTURES, DOCUMENTS, QUESTIONS = 60, 25, 2_000


def rows() -> Iterator[Row]:
    """In a process of its own, as a worker would; taken back at the end."""
    content = _backup().packed("indexed")
    if len(content) < LEAST_BYTES:
        raise RuntimeError("the backup is too small to measure")
    file = SimpleUploadedFile("ukur.mbz", content)
    trainer = crowd.trainer()
    upload = uploads.take(owner=trainer, file=file, allowed=(Family.PACKAGE,))
    intake = intakes.receive(author=trainer, upload=upload)
    try:
        child = [str(PYTHON), "-m", "launch.benchmarks.bringing", str(intake.pk)]
        said = subprocess.run(child, cwd=ROOT / "bin", check=True, capture_output=True)
        measured = json.loads(said.stdout)
        intake.refresh_from_db()
        # That nobody comes along is the one line of what is left out.
        if intake.state != Intake.State.DONE or intake.counts["left"] != 1:
            raise RuntimeError(f"{intake.state}: not everything came in")
    finally:
        _take_back(intake)
    note = (
        f"{len(content) / 1e6:.0f} MB: {PAGES + CHAPTERS} lessons, {PICTURES} pictures,"
        f" {DOCUMENTS} files, {QUESTIONS} questions; {measured['busy']} s of processor"
    )
    yield Row("courses.backup_import_s", measured["seconds"], "s", SECONDS, note)
    memory = "peak of the process, Django with it"
    yield Row("courses.backup_import_mb", measured["mb"], "MB", MEGABYTES, memory)


def _take_back(intake: Intake) -> None:
    number, upload = intake.course_number, intake.upload
    intake.delete()
    if number is not None:
        Course.objects.filter(pk=number).delete()
        unpacking.forget_files(number)
    if upload is not None:
        uploads.release(upload=upload)
    uploads.forget_expired()


def _backup() -> Backup:
    """The same each time."""
    dice = random.Random(100)  # noqa: S311
    backup = Backup(version="4.3", title="Kelas ukur")
    sections = [backup.section(f"Bagian {n}") for n in range(SECTIONS)]
    for number in range(PAGES):
        _page(backup, number, sections, dice)
    chapters = "".join(
        f'<chapter id="{n}">'
        + tags(pagenum=n, subchapter=0, title=f"Bab {n}", content=_words(dice))
        + tags(contentformat=1, hidden=0)
        + "</chapter>"
        for n in range(CHAPTERS)
    )
    inner = f"<chapters>{chapters}</chapters>"
    backup.activity("book", "Buku", sections[0], intro="", inner=inner)
    for number in range(DOCUMENTS):
        name = f"dokumen-{number}.pdf"
        module = backup.activity("resource", name, dice.choice(sections), intro="")
        content = b"%PDF-1.4\n" + dice.randbytes(1_500_000)
        backup.file(name, content, context=module + 1000, component="mod_resource")
    _questions(backup, sections)
    return backup


def _page(
    backup: Backup, number: int, sections: list[int], dice: random.Random
) -> None:
    shown = f'<p><img src="@@PLUGINFILE@@/foto-{number}.jpg" alt="Foto {number}"></p>'
    text = _words(dice) + (shown if number < PICTURES else "")
    section = sections[number % SECTIONS]
    module = backup.page(f"Halaman {number}", text, section)
    if number < PICTURES:
        name = f"foto-{number}.jpg"
        backup.file(name, _photo(dice), context=module + 1000, component="mod_page")


def _photo(dice: random.Random) -> bytes:
    """Six megapixels with something to see in each corner."""
    grain = Image.frombytes("RGB", (300, 200), dice.randbytes(300 * 200 * 3))
    return saved(grain.resize((3000, 2000)))


def _questions(backup: Backup, sections: list[int]) -> None:
    answers = choice(("Sejak awal", "1.0000000"), ("Nanti", "0.0000000"))
    numbers = range(1, QUESTIONS + 1)
    rows = [
        backup.question(n, "multichoice", f"<p>Soal {n}: kapan?</p>", answers)
        for n in numbers
    ]
    backup.category("Ukur", *rows)
    for start in range(1, QUESTIONS, 100):
        asked = backup.slots(*((n, "1.0") for n in range(start, start + 100)))
        backup.activity("quiz", f"Kuis {start}", sections[-1], intro="", inner=asked)


def _words(dice: random.Random) -> str:
    said = ["warga", "relawan", "rencana", "bukti", "desa", "layanan", "dana"]
    blocks = (" ".join(dice.choices(said, k=60)) for _turn in range(25))
    return "".join(f"<p>{block}.</p>" for block in blocks)
