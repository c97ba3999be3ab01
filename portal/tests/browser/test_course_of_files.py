"""A course that came from files, walked from enrolling to its certificate."""

import re
import tomllib
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, expect

from common import texts
from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

FOLDER = settings.BASE_DIR / "fixtures" / "courses" / "tata-kelola-profil-mitra"
COURSE = f"/belajar/{FOLDER.name}/"
ANSWER = "Yang dipakai: notula dibacakan sebelum rapat bubar."


def test_a_course_of_files_leads_from_its_first_lesson_to_a_certificate(
    stack: Stack, browser: Browser
) -> None:
    learner = Walker(browser, stack.portal_url, stack.crowdfunding_url)
    learner.sign_in("hotmauli@contoh.id")
    plan = tomllib.loads((FOLDER / "course.toml").read_text())
    learner.go(COURSE)
    learner.send(re.compile("^Ikuti "))

    for name in (file for part in plan["modules"] for file in part["activities"]):
        if name.endswith(".md"):
            read(learner, texts.parse((FOLDER / name).read_text()).title)
        else:
            answer(learner, tomllib.loads((FOLDER / name).read_text()))

    learner.go("/sertifikat/saya/")
    row = learner.page.locator("main .rows li", has_text=plan["title"])
    learner.reload_until_visible(row.get_by_role("link", name="PDF"))
    row.get_by_role("link", name=plan["title"]).click()
    learner.sees("Sertifikat ini asli.")
    learner.end()


def read(learner: Walker, title: str) -> None:
    learner.go(COURSE)
    learner.follow(title)
    for words in ("Contoh rekaan:", "Coba sekarang", "Periksa diri"):
        heading = learner.page.locator("main h2", has_text=words)
        expect(heading).to_be_visible()
    learner.send("Tandai selesai")


def answer(learner: Walker, said: dict[str, Any]) -> None:
    """The right choice of every question, or something of one's own."""
    learner.go(COURSE)
    learner.follow(said["title"])
    asked = said.get("questions", [])
    for number, question in enumerate(asked):
        [right] = [each["text"] for each in question["choices"] if each["correct"]]
        fieldset = learner.page.locator("main fieldset.question").nth(number)
        fieldset.get_by_label(right, exact=True).check()
    if not asked:
        learner.fill("body", ANSWER)
    learner.send("Kirim jawaban")
    all_right = f"{len(asked)} dari {len(asked)} jawaban tepat."
    learner.sees(all_right if asked else ANSWER)
