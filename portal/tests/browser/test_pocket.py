"""A course in the pocket: saved, read and answered without a line, sent once after."""

import re
import time

from playwright.sync_api import Browser, Locator, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

COURSE = "/belajar/6-langkah-formulasi-inisiatif/"
TITLE = "6 Langkah Formulasi Inisiatif Layanan Lokal"
LEARNER = "peserta@contoh.id"
NEIGHBOR = "peserta2@contoh.id"


def test_a_learner_takes_a_course_into_airplane_mode(
    stack: Stack, browser: Browser
) -> None:
    learner = Walker(browser, stack.portal_url, stack.crowdfunding_url)
    learner.sign_in(LEARNER)
    lesson, opened, quiz = untouched(stack)
    tries = tries_at(stack, quiz)
    save(learner)

    with learner.without_a_line():
        read(learner, lesson)
        open_only(learner, opened)
        take(learner, quiz)
        find_the_way(learner)
        learner.close_and_reopen(COURSE)
        learner.waits_in_the_outbox(3)
    learner.close_and_reopen("/")
    learner.has_an_empty_outbox()

    assert tries_at(stack, quiz) == tries + 1
    assert is_done(stack, lesson)
    assert is_done(stack, opened)
    renewed_quietly(learner, lesson)
    see_what_changed(learner, stack, lesson)
    leave_nothing_to_the_next(learner)
    remove(learner)
    learner.end()


def untouched(stack: Stack) -> tuple[str, str, str]:
    """A lesson that nobody has done yet, one that is done by opening it, and a quiz
    without a clock."""
    found = stack.ask(
        "portal",
        "from courses.actions import outline\n"
        "from courses.models import Activity, Lesson, Module\n"
        f"module = Module.objects.filter(course__slug={slug()!r}).first()\n"
        "new = outline.add_activity(module=module, kind='lesson', title='Baru')\n"
        "Lesson.objects.create(activity=new, body='<p>Isinya.</p>')\n"
        "opened = outline.add_activity(module=module, kind='lesson', title='Baca')\n"
        "opened.rule = 'viewed'; opened.save()\n"
        "Lesson.objects.create(activity=opened, body='<p>Dibaca.</p>')\n"
        "quizzes = Activity.objects.published().of_course(module.course)\n"
        "quiz = quizzes.filter(kind='quiz', quiz__minutes_allowed=None).first()\n"
        "print(*(one.get_absolute_url() for one in (new, opened, quiz)))",
    )
    lesson, opened, quiz = found.split()
    return lesson, opened, quiz


def save(learner: Walker) -> None:
    learner.go(COURSE)
    panel = panel_in(learner, "none")
    expect(panel).to_contain_text(re.compile(r"sekitar\s+[\d,]+ (KB|MB)"))
    learner.press("Simpan di ponsel", within=panel)
    panel_in(learner, "saved")
    expect(panel.get_by_text("Tersimpan", exact=True)).to_be_visible()


def read(learner: Walker, lesson: str) -> None:
    """The course, then a lesson, which is marked as done and waits to be sent."""
    learner.go(COURSE)
    is_a_copy(learner)
    learner.go(lesson)
    is_a_copy(learner)
    expect(learner.page.locator("article.prose")).to_be_visible()
    learner.press("Tandai selesai")
    learner.waits_in_the_outbox(1)
    learner.go(COURSE)
    row = learner.page.locator(".module li", has=address(learner, lesson))
    expect(row.locator("[data-waits]")).to_have_text(re.compile("Menunggu dikirim"))


def open_only(learner: Walker, lesson: str) -> None:
    """Done by being opened: it waits once, however often it is opened."""
    for _ in range(2):
        learner.go(lesson)
        is_a_copy(learner)
        learner.sees("Selesai dengan dibaca.")
        learner.waits_in_the_outbox(2)


def take(learner: Walker, quiz: str) -> None:
    learner.go(quiz)
    learner.answers_every_question()
    learner.press("Kirim jawaban")
    learner.waits_in_the_outbox(3)
    learner.go(quiz)
    expect(learner.page.get_by_role("button", name="Kirim jawaban")).to_be_disabled()
    learner.sees("menunggu dikirim")


def find_the_way(learner: Walker) -> None:
    """A page that is not saved says so, and lists what is."""
    learner.go("/forum/")
    learner.sees("halaman ini belum tersimpan")
    learner.sees(TITLE)
    learner.follow(TITLE)
    is_a_copy(learner)


def renewed_quietly(learner: Walker, lesson: str) -> None:
    """What the learner did since is in the copies after the next look at the course."""
    learner.go(COURSE)
    panel_in(learner, "saved")
    deadline = time.monotonic() + 30
    while "badge done" not in copy_of(learner, lesson):
        assert time.monotonic() < deadline, "the copy still shows the lesson undone"
        learner.page.wait_for_timeout(500)


def copy_of(learner: Walker, path: str) -> str:
    find = "async path => (await (await caches.match(path)).text())"
    return str(learner.page.evaluate(find, path))


def see_what_changed(learner: Walker, stack: Stack, lesson: str) -> None:
    stack.ask(
        "portal",
        "from courses.models import Lesson\n"
        f"found = Lesson.objects.get(activity={lesson.strip('/').split('/')[-1]})\n"
        "found.body = '<p>Kalimat yang baru.</p>' + found.body; found.version += 1\n"
        "found.save(); print('done')",
    )
    learner.go(COURSE)
    panel = panel_in(learner, "changed")
    learner.press(re.compile("^Perbarui"), within=panel)
    panel_in(learner, "saved")
    with learner.without_a_line():
        learner.go(lesson)
        learner.sees("Kalimat yang baru.")


def leave_nothing_to_the_next(learner: Walker) -> None:
    """Who signs out, and who signs in after on the same phone, sees none of it."""
    learner.go("/akun/")
    learner.send("Keluar")
    has_nothing_saved(learner)
    learner.sign_in(NEIGHBOR)
    has_nothing_saved(learner)
    learner.go("/akun/")
    learner.send("Keluar")
    learner.sign_in(LEARNER)
    with learner.without_a_line():
        learner.go(COURSE)
        is_a_copy(learner)


def remove(learner: Walker) -> None:
    learner.go(COURSE)
    learner.press("Hapus dari ponsel", within=panel_in(learner, "saved"))
    panel_in(learner, "none")
    has_nothing_saved(learner)


def has_nothing_saved(learner: Walker) -> None:
    """The page that is asked for says so, and comes by itself with the line."""
    with learner.without_a_line():
        learner.go(COURSE)
        learner.sees("Belum ada yang tersimpan")
    wanted = learner.page.get_by_role("heading", level=1, name=TITLE)
    expect(wanted).to_be_visible(timeout=20_000)


def panel_in(learner: Walker, state: str) -> Locator:
    panel = learner.page.locator("#pocket")
    expect(panel).to_have_attribute("data-state", state, timeout=60_000)
    return panel


def is_a_copy(learner: Walker) -> None:
    copy = learner.page.locator(".copy")
    expect(copy).to_contain_text("Salinan tersimpan", timeout=20_000)


def slug() -> str:
    return COURSE.strip("/").split("/")[-1]


def address(learner: Walker, path: str) -> Locator:
    return learner.page.locator(f'a[href="{path}"]')


def tries_at(stack: Stack, quiz: str) -> int:
    number = quiz.strip("/").split("/")[-1]
    counted = stack.ask(
        "portal",
        "from courses.models import Attempt\n"
        f"print(Attempt.objects.filter(quiz__activity={number},"
        f" learner__email={LEARNER!r}).count())",
    )
    return int(counted)


def is_done(stack: Stack, lesson: str) -> bool:
    number = lesson.strip("/").split("/")[-1]
    counted = stack.ask(
        "portal",
        "from courses.models import Completion\n"
        f"print(Completion.objects.filter(activity={number},"
        f" learner__email={LEARNER!r}).count())",
    )
    return counted == "1"
