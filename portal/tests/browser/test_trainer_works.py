"""A course arranged, closed and opened, answered and handed in, to a path's end."""

import io
import json
import os
import re
from dataclasses import dataclass

import pikepdf
from playwright.sync_api import Browser, FilePayload, Route, expect

from portal.tests.browser import desk
from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

TITLE, SECOND = "Menyimak kampung sendiri", "Menulis yang disimak"
PATH = "Jalur penyimak"
FIRST, LATER = "Berjalan keliling", "Menggambar peta"
SURVEY, WORK = "Bagaimana rasanya?", "Peta satu dusun"
ASKED = "Seberapa berguna?*\n= skala\n\nApa yang kurang?\n- Waktu\n- Kertas"
RUBRIC = "Petanya\n4: Terbaca warga\n0: Belum ada"
AUTHOR, PEER = "Rahmi Yulianti", "Zulfahmi Sutan Marajo"
PIECE = 500_000
LAND = os.urandom(2 * PIECE)

# Two courses, the second passed by the learner already; the first has two lessons.
MADE = """
import json
from accounts.models import User
from courses.actions import completion, making
from courses.models import Course
from courses.tests.factories import make_cohort, make_enrollment, make_lesson

who = lambda key: User.objects.get(email=f"{{key}}@contoh.id")
made, people = {{}}, [who("rahmi"), who("zulfahmi")]
for nth, title in enumerate({titles!r}):
    course = making.make(author=who("fasilitator"), title=title, summary="Menyimak.")
    Course.objects.filter(pk=course.pk).update(status="published")
    module = course.modules.get()
    lessons = [make_lesson(module=module, title=name) for name in {lessons!r}[nth:]]
    cohort = make_cohort(
        course=course, facilitator=who("fasilitator"), mentor=who("mentor")
    )
    for person in people:
        make_enrollment(cohort=cohort, learner=person)
    made[nth] = [course.get_absolute_url(), course.pk] + [
        lesson.activity.get_absolute_url() for lesson in lessons
    ]
completion.complete(learner=people[0], activity=lessons[0].activity, evidence="dibaca")
print(json.dumps(list(made.values())))
"""


@dataclass(frozen=True)
class Place:
    """Where what was made is found."""

    course: str
    first: str
    later: str
    courses: list[int]

    @property
    def desk(self) -> str:
        return f"{self.course}susun/"


def test_a_course_is_arranged_answered_and_ends_a_path(
    stack: Stack, browser: Browser
) -> None:
    def person(email: str, *, wide: bool = False) -> Walker:
        urls = stack.portal_url, stack.crowdfunding_url
        return Walker(browser, *urls, wide=wide).sign_in(f"{email}@contoh.id")

    place = make_two_courses(stack)
    lay_a_path(person("admin", wide=True), place)
    trainer = person("fasilitator", wide=True)
    arrange(trainer, place)
    close_until_the_first_is_done(trainer, place)
    survey, work = ask_and_set_work(trainer, place)

    learner, peer = person("rahmi"), person("zulfahmi")
    find_out_what_opens_it(learner, place)
    say_how_it_was(learner, survey)
    hand_in_a_map_on_a_bad_line(learner, work)
    hand_in_and_read_the_other(peer, work)
    mentor = person("mentor", wide=True)
    return_it(mentor, learner)
    mend_it(learner, work)
    approve_it(mentor)
    receive_the_certificate_of_the_path(learner)
    see_the_answers_drawn(trainer, survey)
    for walker in (trainer, learner, peer, mentor):
        walker.end()


def make_two_courses(stack: Stack) -> Place:
    code = MADE.format(titles=(TITLE, SECOND), lessons=(FIRST, LATER))
    (course, one, first, later), (_second, two, _read) = json.loads(
        stack.ask("portal", code)
    )
    return Place(course, first, later, [one, two])


def lay_a_path(staff: Walker, place: Place) -> None:
    staff.go("/belajar/jalur/baru/")
    staff.fill("title", PATH)
    staff.fill("summary", "Dua kelas, satu sertifikat.")
    for number, course in enumerate(place.courses, start=1):
        box = staff.page.locator(f"main [name=kelas_{number}]")
        box.select_option(str(course))
    staff.send("Simpan")
    staff.send("Terbitkan")
    staff.sees("Tarik dari terbitan")
    staff.end()


def arrange(trainer: Walker, place: Place) -> None:
    """By the keyboard there, by dragging back."""
    trainer.go(place.desk)
    grip = desk.row_of(trainer, LATER).locator("[data-grip]")
    with trainer.page.expect_response(re.compile("/urut/$")):
        grip.press("ArrowUp")
    expect(grip).to_be_focused()
    trainer.go(place.desk)
    has_order(trainer, [LATER, FIRST])

    with trainer.page.expect_response(re.compile("/urut/$")):
        grip.hover()
        trainer.page.mouse.down()
        below = desk.row_of(trainer, FIRST).bounding_box()
        assert below is not None
        trainer.page.mouse.move(
            below["x"] + below["width"] / 2, below["y"] + below["height"] - 2, steps=4
        )
        trainer.page.mouse.up()
    trainer.go(place.desk)
    has_order(trainer, [FIRST, LATER])


def has_order(trainer: Walker, titles: list[str]) -> None:
    rows = trainer.page.locator("[data-activity] .body > a")
    expect(rows).to_have_text(titles)


def close_until_the_first_is_done(trainer: Walker, place: Place) -> None:
    """And no way round: a circle of conditions is refused."""
    add_condition(trainer, place.later, FIRST)
    trainer.sees(re.compile(f"{FIRST}.*selesai|selesai.*{FIRST}", re.I | re.S))
    add_condition(trainer, place.first, LATER)
    trainer.sees("lingkaran")


def add_condition(trainer: Walker, activity: str, other: str) -> None:
    trainer.go(f"{activity}atur/")
    option = trainer.page.locator("main details", has_text="Sesudah kegiatan lain")
    option.locator("summary").click()
    option.locator("[name=other]").select_option(label=other)
    with trainer.page.expect_navigation():
        trainer.press("Tambah syarat", within=option)


def ask_and_set_work(trainer: Walker, place: Place) -> tuple[str, str]:
    trainer.go(place.desk)
    for kind, title in (("survey", SURVEY), ("assignment", WORK)):
        desk.add_activity(trainer, 1, kind, title)
    desk.edit(trainer, place.desk, SURVEY)
    survey = trainer.path().removesuffix("sunting/")
    # Of an anonymous one results show only after several answers.
    trainer.page.locator("main [name=is_anonymous]").uncheck()
    trainer.fill("questions", ASKED)
    trainer.send("Simpan")
    desk.edit(trainer, place.desk, WORK)
    work = trainer.path().removesuffix("sunting/")
    trainer.fill("instructions", "Gambarlah dusun Anda.")
    trainer.page.locator("main [name=form]").select_option("both")
    trainer.page.locator("main [name=peers]").select_option("1")
    trainer.fill("rubric", RUBRIC)
    trainer.send("Simpan")
    trainer.go(place.desk)
    desk.publish(trainer, SURVEY)
    desk.publish(trainer, WORK)
    return survey, work


def find_out_what_opens_it(learner: Walker, place: Place) -> None:
    learner.go(place.course)
    learner.follow(LATER)
    learner.sees("Kegiatan ini masih tertutup")
    learner.sees("Yang membukanya")
    learner.follow(re.compile(FIRST))
    for lesson in (place.first, place.later):
        learner.go(lesson)
        learner.send("Tandai selesai")


def say_how_it_was(learner: Walker, survey: str) -> None:
    learner.go(survey)
    learner.sees("Dengan nama Anda")
    learner.page.get_by_label("4", exact=True).check()
    learner.page.get_by_label("Kertas", exact=True).check()
    learner.press("Kirim jawaban")
    learner.sees("Sudah dijawab")


def hand_in_a_map_on_a_bad_line(learner: Walker, work: str) -> None:
    """The second piece is cut off twice; what had come is not sent again."""
    sent: list[int] = []

    def on_a_bad_line(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
            if sent[-1] == PIECE and sent.count(PIECE) <= 2:
                return route.abort("connectionfailed")
        return route.continue_()

    learner.go(work)
    learner.fill("text", "Peta dari pos ronda sampai sumur.")
    learner.page.route(re.compile("/unggah/"), on_a_bad_line)
    paper: FilePayload = {
        "name": "peta.pdf",
        "mimeType": "application/pdf",
        "buffer": map_of(LAND),
    }
    learner.page.locator("main [data-upload] input[type=file]").set_input_files(paper)
    field = learner.page.locator("main [data-upload]")
    expect(field.locator("[data-said]")).to_have_text(re.compile("Terkirim"))
    assert sent == [0, PIECE, PIECE, PIECE, 2 * PIECE]
    learner.press("Kumpulkan")
    learner.sees("peta.pdf")


def map_of(land: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page().obj.Contents = paper.make_stream(land)
        paper.save(made, compress_streams=False)
    return made.getvalue()


def hand_in_and_read_the_other(peer: Walker, work: str) -> None:
    peer.go(work)
    peer.fill("text", "Dusun kami ada di tepi kali.")
    peer.press("Kumpulkan")
    peer.sees("Kiriman ke-1")
    peer.go("/belajar/telaah/")
    peer.follow(AUTHOR)
    peer.sees("Peta dari pos ronda sampai sumur.")
    peer.page.get_by_label(re.compile("^4: ")).check()
    peer.fill("comment", "Sumurnya jelas, jalannya belum.")
    peer.page.get_by_label("Perlu diperbaiki dulu").check()
    peer.send("Kirim telaah")


def return_it(mentor: Walker, learner: Walker) -> None:
    """The mentor decides with what a peer said before her; the file came whole."""
    judge(mentor)
    mentor.sees("Sumurnya jelas, jalannya belum.")
    link = mentor.page.get_by_role("link", name="peta.pdf").get_attribute("href")
    kept = mentor.context.request.get(f"{mentor.portal}{link}")
    assert LAND in kept.body()
    mentor.page.get_by_label(re.compile("^0: ")).check()
    mentor.fill("comment", "Gambarlah jalannya juga.")
    mentor.send("Kembalikan untuk diperbaiki")


def judge(mentor: Walker) -> None:
    mentor.go("/belajar/tugas/")
    row = mentor.page.locator("main .rows li", has_text=WORK).filter(has_text=AUTHOR)
    row.get_by_role("link").first.click()


def mend_it(learner: Walker, work: str) -> None:
    learner.go(work)
    learner.sees("Gambarlah jalannya juga.")
    learner.fill("text", "Kini dengan jalan dan jembatannya.")
    learner.press("Kumpulkan")
    learner.sees("Kiriman ke-2")


def approve_it(mentor: Walker) -> None:
    judge(mentor)
    mentor.sees("Kini dengan jalan dan jembatannya.")
    mentor.page.get_by_label(re.compile("^4: ")).check()
    mentor.send("Setujui")


def receive_the_certificate_of_the_path(learner: Walker) -> None:
    learner.go("/sertifikat/saya/")
    row = learner.page.locator("main .rows li", has_text=PATH)
    learner.reload_until_visible(row.get_by_role("link", name="PDF"))
    row.get_by_role("link", name=PATH).click()
    for words in ("Sertifikat ini asli.", AUTHOR, PATH):
        learner.sees(words)


def see_the_answers_drawn(trainer: Walker, survey: str) -> None:
    trainer.go(f"{survey}survei/hasil/")
    trainer.sees(re.compile(r"rata-rata 4,0 dari 5"))
    charts = trainer.page.locator("main svg.chart")
    expect(charts).to_have_count(2)
    expect(trainer.page.get_by_role("row", name=re.compile("Kertas"))).to_contain_text(
        "1"
    )
