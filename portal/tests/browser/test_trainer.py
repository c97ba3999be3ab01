"""From an empty course to a certificate that anyone may check, in the browser."""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

TITLE = "Rapat warga yang didengar semua"
LESSON, QUIZ, WORK = "Giliran bicara", "Kuis giliran bicara", "Rencana satu rapat"
COHORT = "Angkatan Rapat"
LEARNER = "Dewi Anjarsari"
RUBRIC = "Rencananya\n4: Jelas, dengan giliran bicara\n0: Belum ada"
HANDED_IN = "Rapat dusun hari Sabtu, dua menit untuk setiap orang."

# Of each kind: its name, what is asked, and what is typed in its boxes.
ASKED: list[tuple[str, str, dict[str, list[str]]]] = [
    (
        "Pilihan ganda, satu jawaban",
        "Siapa yang bicara lebih dulu?",
        {"row-text": ["Yang biasanya diam", "Kepala dusun"], "row-mark": ["right", ""]},
    ),
    (
        "Angka",
        "Berapa menit giliran setiap orang?",
        {"row-text": ["2"], "row-tolerance": ["1"]},
    ),
    (
        "Mengurutkan",
        "Urutkan jalannya rapat.",
        {"row-text": ["Menyapa", "Bergiliran bicara", "Menyepakati"]},
    ),
]


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
    approve(person("mentor@contoh.id"))
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
    desk = trainer.path()
    add_module(trainer, "Mempraktikkan")
    add_activity(trainer, 1, "lesson", LESSON)
    add_activity(trainer, 1, "quiz", QUIZ)
    add_activity(trainer, 2, "assignment", WORK)

    write_the_lesson(trainer, desk)
    put_together_the_quiz(trainer, desk)
    ask_for_the_work(trainer, desk)
    set_the_rules(trainer, desk)
    publish(trainer, desk)
    return Made(
        course=f"/belajar/{desk.strip('/').split('/')[1]}/",
        **{
            name: address_of(trainer, desk, title)
            for name, title in {"lesson": LESSON, "quiz": QUIZ, "work": WORK}.items()
        },
    )


def add_module(trainer: Walker, title: str) -> None:
    form = trainer.page.locator("form.adding.short")
    form.locator("[name=title]").fill(title)
    trainer.press("Tambah modul", within=form)
    expect(bench(trainer, 2)).to_contain_text(title)


def add_activity(trainer: Walker, module: int, kind: str, title: str) -> None:
    adding = bench(trainer, module).locator("details.add")
    adding.locator("summary").click()
    adding.locator("[name=kind]").select_option(kind)
    adding.locator("[name=title]").fill(title)
    trainer.press("Tambah", within=adding)
    expect(row_of(trainer, title)).to_contain_text("Draf")


def bench(trainer: Walker, module: int) -> Locator:
    return trainer.page.locator("[data-module]").nth(module - 1)


def row_of(trainer: Walker, title: str) -> Locator:
    return trainer.page.locator(f'[data-activity][data-name="{title}"]')


def edit(trainer: Walker, desk: str, title: str) -> None:
    trainer.go(desk)
    with trainer.page.expect_navigation():
        row_of(trainer, title).get_by_role("link", name=title).first.click()


def address_of(trainer: Walker, desk: str, title: str) -> str:
    """Where learners find it, from the address of its editor."""
    edit(trainer, desk, title)
    return trainer.path().removesuffix("sunting/")


def write_the_lesson(trainer: Walker, desk: str) -> None:
    edit(trainer, desk, LESSON)
    editor = trainer.page.locator("[contenteditable=true]")
    editor.click()
    editor.press_sequentially("Beri setiap orang dua menit.")
    trainer.send("Simpan")
    trainer.sees("Beri setiap orang dua menit.")


def put_together_the_quiz(trainer: Walker, desk: str) -> None:
    """The first question straight into the quiz, the others by way of the bank."""
    edit(trainer, desk, QUIZ)
    editor = trainer.path()
    trainer.follow("Tulis soal baru")
    write_a_question(trainer, *ASKED[0])
    trainer.sees("Soal tersimpan dan masuk ke kuis.")
    for question in ASKED[1:]:
        trainer.go(desk)
        trainer.follow("Bank soal")
        trainer.follow("Tulis soal")
        write_a_question(trainer, *question)
        trainer.sees("Soal tersimpan di bank.")
    trainer.go(editor)
    trainer.follow("Pilih dari bank")
    for _kind, prompt, _boxes in ASKED[1:]:
        trainer.page.locator("main").get_by_label(prompt).check()
    trainer.send("Masukkan yang dicentang")
    expect(trainer.page.locator("main .slots > li")).to_have_count(len(ASKED))


def write_a_question(
    trainer: Walker, kind: str, prompt: str, boxes: dict[str, list[str]]
) -> None:
    trainer.follow(kind)
    trainer.fill("prompt", prompt)
    for name, texts in boxes.items():
        found = trainer.page.locator(f"main [name={name}]")
        for nth, text in enumerate(texts):
            box = found.nth(nth)
            if name == "row-mark":
                box.select_option(text)
            else:
                box.fill(text)
    trainer.send("Simpan")


def ask_for_the_work(trainer: Walker, desk: str) -> None:
    edit(trainer, desk, WORK)
    trainer.fill("instructions", "Rencanakan satu rapat di tempat Anda.")
    trainer.page.locator("main [name=form]").select_option("text")
    trainer.fill("rubric", RUBRIC)
    trainer.send("Simpan")
    expect(trainer.page.locator("main .rubric")).to_contain_text("Rencananya")


def set_the_rules(trainer: Walker, desk: str) -> None:
    trainer.go(desk)
    trainer.follow("Aturan kelulusan")
    trainer.fill("minimum_average", "60")
    trainer.page.locator("main [name=gives_completion]").check()
    trainer.fill("signatories", "Rahmat Ilyas Paturusi, Fasilitator")
    trainer.send("Simpan aturan")


def publish(trainer: Walker, desk: str) -> None:
    trainer.go(desk)
    for title in (LESSON, QUIZ, WORK):
        row = row_of(trainer, title)
        row.locator(".row-menu > summary").click()
        trainer.press("Terbitkan", within=row)
        expect(row_of(trainer, title).get_by_text("Draf", exact=True)).to_have_count(0)
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
        learner.press("Tandai selesai")
        learner.waits_in_the_outbox(1)
        learner.go(made.quiz)
        answer(learner)
        learner.press("Kirim jawaban")
        learner.waits_in_the_outbox(2)
    learner.close_and_reopen(made.course)
    learner.has_an_empty_outbox()
    learner.go(made.lesson)
    # What waited may still be on its way when the page is asked for.
    learner.reload_until_visible(learner.page.locator("main .badge.done"))
    learner.go(made.quiz)
    best = re.compile("Nilai terbaik Anda.*100", re.S)
    learner.reload_until_visible(learner.page.locator("main").get_by_text(best))


def answer(learner: Walker) -> None:
    """Rightly, however the choices are shuffled."""
    page = learner.page
    page.get_by_label("Yang biasanya diam").check()
    page.locator("main fieldset.question input.number").fill("2")
    steps = ASKED[2][2]["row-text"]
    for place, step in enumerate(steps, start=1):
        page.get_by_label(step, exact=True).select_option(label=str(place))


def hand_in(learner: Walker, made: Made) -> None:
    learner.go(made.work)
    learner.fill("text", HANDED_IN)
    learner.send("Kumpulkan")
    learner.sees(HANDED_IN)


def approve(mentor: Walker) -> None:
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
    """Signed out, by the code on the paper."""
    code = certificate.strip("/").split("/")[-1]
    visitor.go("/sertifikat/")
    visitor.fill("kode", code)
    visitor.send("Periksa")
    expect(visitor.page).to_have_url(re.compile(re.escape(certificate)))
    for words in ("Sertifikat ini asli.", LEARNER, TITLE, COHORT, "Berlaku"):
        visitor.sees(words)
    visitor.end()


def see_who_passed(trainer: Walker) -> None:
    trainer.go("/belajar/angkatan/")
    trainer.follow(re.compile(COHORT))
    trainer.sees(LEARNER)
