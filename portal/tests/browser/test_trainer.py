"""From an empty course to a certificate that anyone may check, in the browser."""

import io
import re
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from openbadgeslib.ob3 import OB3Verifier
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, expect

from portal.tests.browser import asked, desk
from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

TITLE = "Rapat warga yang didengar semua"
LESSON, QUIZ, WORK = "Giliran bicara", "Kuis giliran bicara", "Rencana satu rapat"
COHORT = "Angkatan Rapat"
LEARNER = "Dewi Anjarsari"
RUBRIC = "Rencananya\n4: Jelas, dengan giliran bicara\n0: Belum ada"
HANDED_IN = "Rapat dusun hari Sabtu, dua menit untuk setiap orang."

PICTURE = "Lingkaran kursi di balai dusun"


@dataclass(frozen=True)
class Made:
    """Where the trainer's course and what is in it are found."""

    course: str
    lesson: str
    quiz: str
    work: str


def test_a_trainer_leads_a_learner_to_a_certificate(
    stack: Stack, browser: Browser
) -> None:
    def person(email: str = "", *, wide: bool = False) -> Walker:
        urls = stack.portal_url, stack.crowdfunding_url
        walker = Walker(browser, *urls, wide=wide)
        return walker.sign_in(email) if email else walker

    trainer = person("fasilitator@contoh.id", wide=True)
    made = make_a_course(trainer)
    open_a_cohort(trainer)
    learner = person("dewi@contoh.id")
    learn_in_airplane_mode(learner, made)
    hand_in(learner, made)
    read_and_approve(person("mentor@contoh.id"))
    certificate = receive_a_certificate(learner, made)
    check(person(), certificate)
    see_who_passed(trainer)
    for walker in (trainer, learner):
        walker.end()


def make_a_course(trainer: Walker) -> Made:
    trainer.go("/belajar/")
    trainer.follow("Buat kelas baru")
    trainer.fill("title", TITLE)
    trainer.fill("summary", "Tiga cara supaya semua orang bicara.")
    trainer.send("Buat, lalu susun isinya")
    place = trainer.path()
    desk.add_module(trainer, "Mempraktikkan")
    desk.add_activity(trainer, 1, "lesson", LESSON)
    desk.add_activity(trainer, 1, "quiz", QUIZ)
    desk.add_activity(trainer, 2, "assignment", WORK)

    write_the_lesson(trainer, place)
    put_together_the_quiz(trainer, place)
    ask_for_the_work(trainer, place)
    set_the_rules(trainer, place)
    publish(trainer, place)
    return Made(
        course=f"/belajar/{place.strip('/').split('/')[1]}/",
        **{
            name: desk.address_of(trainer, place, title)
            for name, title in {"lesson": LESSON, "quiz": QUIZ, "work": WORK}.items()
        },
    )


def write_the_lesson(trainer: Walker, place: str) -> None:
    """With a picture out of the library of media, which it is put into first."""
    desk.edit(trainer, place, LESSON)
    editor = trainer.page.locator("[contenteditable=true]")
    editor.click()
    editor.press_sequentially("Beri setiap orang dua menit.")
    trainer.follow("Sisipkan media")
    drawer = trainer.page.locator("[data-library-drawer]")
    drawer.locator("[name=file]").set_input_files(a_picture())
    drawer.locator("[name=title]").fill("Lingkaran")
    drawer.locator("[name=alt]").fill(PICTURE)
    trainer.press("Simpan di pustaka", within=drawer)
    trainer.press("Sisipkan", within=drawer)
    expect(editor.get_by_alt_text(PICTURE)).to_be_visible()
    trainer.send("Simpan")
    trainer.sees("Beri setiap orang dua menit.")
    is_drawn(trainer)


def a_picture() -> FilePayload:
    kept = io.BytesIO()
    Image.new("RGB", (640, 400), "teal").save(kept, "JPEG")
    return {"name": "balai.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


def is_drawn(walker: Walker) -> None:
    """Not only named by the page: it came, and is WebP by now."""
    picture = walker.page.locator("main").get_by_alt_text(PICTURE)
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert picture.evaluate("picture => picture.currentSrc").endswith(".webp")


def put_together_the_quiz(trainer: Walker, place: str) -> None:
    """Some questions straight into the quiz, the last two by way of the bank."""
    desk.edit(trainer, place, QUIZ)
    editor = trainer.path()
    *straight, first, second = asked.QUESTIONS
    for question in straight:
        trainer.follow("Tulis soal baru")
        asked.write(trainer, question)
        trainer.sees("Soal tersimpan dan masuk ke kuis.")
    for question in (first, second):
        trainer.go(editor)
        trainer.follow("Bank soal kelas ini")
        trainer.follow("Tulis soal")
        asked.write(trainer, question)
        trainer.sees("Soal tersimpan di bank.")
    trainer.go(editor)
    trainer.follow("Pilih dari bank")
    for question in (first, second):
        trainer.page.locator("main").get_by_label(question.prompt).check()
    trainer.send("Masukkan yang dicentang")
    slots = trainer.page.locator("main .slots > li")
    expect(slots).to_have_count(len(asked.QUESTIONS))


def ask_for_the_work(trainer: Walker, place: str) -> None:
    desk.edit(trainer, place, WORK)
    trainer.fill("instructions", "Rencanakan satu rapat di tempat Anda.")
    trainer.page.locator("main [name=form]").select_option("text")
    trainer.fill("rubric", RUBRIC)
    trainer.send("Simpan")
    expect(trainer.page.locator("main .rubric")).to_contain_text("Rencananya")


def set_the_rules(trainer: Walker, place: str) -> None:
    trainer.go(place)
    trainer.follow("Aturan kelulusan")
    trainer.fill("minimum_average", "60")
    trainer.page.locator("main [name=gives_completion]").check()
    trainer.fill("signatories", "Rahmat Ilyas Paturusi, Fasilitator")
    trainer.send("Simpan aturan")


def publish(trainer: Walker, place: str) -> None:
    trainer.go(place)
    for title in (LESSON, QUIZ, WORK):
        desk.publish(trainer, title)
    trainer.send("Terbitkan kelas")
    trainer.sees("Kelas ini terbit")


def open_a_cohort(trainer: Walker) -> None:
    trainer.go("/belajar/angkatan/")
    trainer.follow("Angkatan baru")
    trainer.page.locator("main [name=course]").select_option(label=TITLE)
    trainer.fill("name", COHORT)
    today = timezone.localdate()
    trainer.fill("starts_on", today.isoformat())
    trainer.fill("ends_on", (today + timedelta(days=60)).isoformat())
    trainer.fill("mentors", "mentor@contoh.id")
    trainer.send("Simpan draf")
    trainer.send("Buka pendaftaran")
    trainer.sees("Pendaftaran dibuka.")


def learn_in_airplane_mode(learner: Walker, made: Made) -> None:
    learner.go("/belajar/")
    learner.follow(TITLE)
    learner.send(f"Ikuti {COHORT}")
    learner.go(made.course)
    panel = learner.page.locator("#pocket")
    learner.press("Simpan di ponsel", within=panel)
    expect(panel).to_have_attribute("data-state", "saved", timeout=60_000)

    with learner.without_a_line():
        learner.go(made.lesson)
        learner.sees("Beri setiap orang dua menit.")
        is_drawn(learner)
        learner.press("Tandai selesai")
        learner.waits_in_the_outbox(1)
        learner.go(made.quiz)
        asked.answer_rightly(learner)
        learner.press("Kirim jawaban")
        learner.waits_in_the_outbox(2)
    learner.close_and_reopen(made.course)
    learner.has_an_empty_outbox()
    learner.go(made.lesson)
    # What waited may still be on its way when the page is asked for.
    learner.reload_until_visible(learner.page.locator("main .badge.done"))
    learner.go(made.quiz)
    # All but the essay is right; that one waits for a reader.
    learner.reload_until_visible(best_score(learner, 90))


def best_score(learner: Walker, score: int) -> Locator:
    said = re.compile(f"Nilai terbaik Anda {score}")
    return learner.page.locator("main").get_by_text(said)


def hand_in(learner: Walker, made: Made) -> None:
    learner.go(made.work)
    learner.fill("text", HANDED_IN)
    learner.press("Kumpulkan")
    learner.sees("Kiriman ke-1")


def read_and_approve(mentor: Walker) -> None:
    """The essay of the quiz, then the work, by its rubric."""
    mentor.go("/esai/")
    mentor.follow(LEARNER)
    mentor.sees(asked.ESSAY)
    mentor.fill("percent", "100")
    mentor.send("Simpan nilai")
    mentor.go("/belajar/tugas/")
    row = mentor.page.locator("main .rows li", has_text=WORK)
    row.get_by_role("link").first.click()
    mentor.sees(HANDED_IN)
    mentor.page.get_by_label(re.compile("^4: Jelas")).check()
    mentor.fill("comment", "Giliran bicaranya sudah jelas.")
    mentor.send("Setujui")
    mentor.end()


def receive_a_certificate(learner: Walker, made: Made) -> str:
    learner.go(made.work)
    learner.sees("Giliran bicaranya sudah jelas.")
    learner.go(made.quiz)
    expect(best_score(learner, 100)).to_be_visible()
    learner.go("/sertifikat/saya/")
    row = learner.page.locator("main .rows li", has_text=TITLE)
    learner.reload_until_visible(row.get_by_role("link", name="PDF"))
    row.get_by_role("link", name=TITLE).click()
    learner.sees("Sertifikat ini asli.")
    path = learner.path()
    paper = learner.context.request.get(f"{learner.portal}{path}pdf/")
    assert paper.body().startswith(b"%PDF")
    learner.go("/kabar/")
    learner.sees(re.compile(f"Sertifikat Anda terbit: {TITLE}"))
    return path


def check(visitor: Walker, certificate: str) -> None:
    """Signed out, by the code on the paper; then its badge, as a stranger would."""
    code = certificate.strip("/").split("/")[-1]
    visitor.go("/sertifikat/")
    visitor.fill("kode", code)
    visitor.send("Periksa")
    expect(visitor.page).to_have_url(re.compile(re.escape(certificate)))
    for words in ("Sertifikat ini asli.", LEARNER, TITLE, COHORT, "Berlaku"):
        visitor.sees(words)
    badge = visitor.context.request.get(f"{visitor.portal}{certificate}lencana/").text()
    site = visitor.portal.removeprefix("http://")
    verifier = OB3Verifier.for_issuer_did(
        f"did:web:{site.replace(':', '%3A')}", download=fetch
    )
    read = verifier.verify(badge, check_status=True, download=fetch)
    assert read.achievement.name == TITLE
    visitor.end()


def fetch(address: str, *_args: Any, **_options: Any) -> bytes:
    """`did:web` asks by https alone; here the site stands without it."""
    plain = address.replace("https://", "http://")
    with urllib.request.urlopen(plain, timeout=30) as answer:
        return bytes(answer.read())


def see_who_passed(trainer: Walker) -> None:
    trainer.go("/belajar/angkatan/")
    trainer.follow(re.compile(COHORT))
    trainer.sees(LEARNER)
