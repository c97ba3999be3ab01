"""A trainer brings a course from Moodle and questions from a file, in the browser."""

import re

from playwright.sync_api import Browser, FilePayload, expect

from courses.tests.moodle_course import course_with_everything
from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

COURSE = "Manajemen Relawan"
GIFT = """$CATEGORY: $course$/top/Air

::Ajak::Kapan warga diajak?{=Sejak awal ~Sesudah dana cair#Terlambat.}

Bak penampung diperiksa {=setiap} minggu.

Keterangan ini bukan soal.
"""


def test_a_trainer_brings_a_course_and_its_questions_and_reads_what_became_of_them(
    stack: Stack, browser: Browser
) -> None:
    trainer = Walker(browser, stack.portal_url, stack.crowdfunding_url, wide=True)
    trainer.sign_in("fasilitator@contoh.id")

    bring_the_course(trainer)
    course = open_the_draft(trainer)
    bring_the_questions(trainer, course)

    trainer.end()


def choose(trainer: Walker, name: str, content: bytes) -> None:
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    trainer.page.locator("main input[type=file]").set_input_files(file)


def heading(trainer: Walker, words: str) -> None:
    """The page fetches what is new by itself: nobody loads it again."""
    expect(trainer.page.locator("main h1")).to_have_text(re.compile(words))


def bring_the_course(trainer: Walker) -> None:
    trainer.go("/belajar/")
    trainer.follow("Bawa kelas dari tempat lain")
    choose(trainer, "relawan.mbz", course_with_everything("4.3").packed("indexed"))
    # It goes ahead of its form, in pieces.
    sent = trainer.page.locator("[data-upload] input[type=hidden][name=file_ahead]")
    expect(sent).to_have_count(1)
    trainer.send("Lihat isinya")
    heading(trainer, r"\d+ hal siap dibawa, \d+ ditinggalkan")
    trainer.sees("Rencana, baris demi baris")
    trainer.send("Bawa masuk sebagai kelas draf")
    heading(trainer, f"“{COURSE}” sudah ada di sini")
    trainer.sees("Laporan, baris demi baris")
    for outcome in ("apa adanya", "diubah", "ditinggalkan"):
        trainer.sees(re.compile(rf"{outcome} \d+"))
    trainer.follow(re.compile("^ditinggalkan"))
    for words in ("Paket lama", "Data pribadi tidak dibawa"):
        trainer.sees(words)


def open_the_draft(trainer: Walker) -> str:
    """Where it stands."""
    trainer.follow("Buka kelas drafnya")
    expect(trainer.page).to_have_url(re.compile(r"/manajemen-relawan-\d+/"))
    for words in (COURSE, "Mengajak", "Uji diri"):
        trainer.sees(words)
    return f"/belajar/{trainer.path().strip('/').split('/')[1]}/"


def bring_the_questions(trainer: Walker, course: str) -> None:
    trainer.go(f"{course}bank/bawa/")
    choose(trainer, "air.gift.txt", GIFT.encode())
    trainer.send("Lihat isinya")
    heading(trainer, "2 soal siap dimasukkan")
    trainer.sees("ini keterangan, bukan soal")
    trainer.send("Mulai masukkan")
    heading(trainer, "2 soal masuk ke bank")
    trainer.follow("Buka bank soal")
    trainer.sees("Kapan warga diajak?")
