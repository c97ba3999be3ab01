"""The main pages of both sites: axe finds nothing, nothing is wider than a screen."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from portal.tests.browser.people import LAPTOP, PHONE, Walker
from portal.tests.browser.stack import Stack

AXE = (Path(__file__).parent / "axe" / "axe-4.14.1.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COURSE = "/belajar/penggalangan-sumber-daya-domestik/"
SIX_STEPS = "/belajar/6-langkah-formulasi-inisiatif/"
ALLIANCE = "/aliansi/ekonomi-hijau/"
CROWDFUNDING = "{crowdfunding}"

# What a learner opens in a course, and what its trainer edits, by their titles.
STEPS = ("Kuis: dari masalah", "Lembar kerja Langkah 1", "Tugas: tiga pembaca")
MADE = ("Kuis: dukungan apa", "Tugas: rencana", "Survei: bagaimana")

# A page, or a page and the link on it that is followed.
Page = str | tuple[str, str]
PAGES: dict[str, list[Page]] = {
    "": [
        *(
            "/",
            "/tanya-jawab/",
            "/bantuan/",
            "/daftar/",
            "/belajar/",
            (COURSE, ".module a"),
        ),
        *("/webinar/", "/webinar/seri/jumat-belajar/", "/belajar/jalur/"),
        *("/sertifikat/", "/direktori/", f"{CROWDFUNDING}/galang-daya/"),
        *("/pustaka/", ("/pustaka/", ".rows a")),
        (f"{CROWDFUNDING}/", ".tiles h3 a"),
    ],
    "peserta@contoh.id": [
        *("/", "/kabar/", "/akun/", COURSE, "/inisiatif/baru/", "/inisiatif/"),
        *(("/", "a[href*='/topik/']"), f"{CROWDFUNDING}/saya/"),
        *("/belajar/nilai/", "/sertifikat/saya/", ("/sertifikat/saya/", ".rows a")),
        *("/belajar/jalur/dari-masalah-sampai-dukungan/", f"{SIX_STEPS}nilai/"),
        *((SIX_STEPS, f".module a:has-text('{step}')") for step in STEPS),
    ],
    "fasilitator@contoh.id": [
        *("/webinar/baru/", "/pustaka/baru/", ("/belajar/angkatan/", ".rows a")),
        *("/belajar/baru/", "/belajar/angkatan/baru/", "/belajar/angkatan/1/nilai/"),
        *("/belajar/angkatan/1/bagan/", f"{COURSE}susun/", f"{COURSE}aturan/"),
        *(f"{COURSE}bank/", (f"{COURSE}bank/", ".rows a")),
        *((f"{COURSE}susun/", f".bench a:has-text('{step}')") for step in MADE),
    ],
    "mentor@contoh.id": [
        ("/inisiatif/telaah/", ".rows a"),
        *("/belajar/tugas/", ("/belajar/tugas/", ".rows a")),
    ],
    "pengurus@contoh.id": [f"{ALLIANCE}pengurus/", f"{ALLIANCE}ruang/ruang-bersama/"],
}


@pytest.mark.parametrize("email", PAGES, ids=lambda email: email or "anyone")
def test_every_page_can_be_used_by_everyone(
    stack: Stack, browser: Browser, email: str
) -> None:
    walker = Walker(browser, stack.portal_url, stack.crowdfunding_url)
    walker.page.emulate_media(reduced_motion="reduce")
    if email:
        walker.sign_in(email)
    said, asked = listen(walker)

    found = {}
    for page in PAGES[email]:
        visit(walker, page)
        found[walker.page.url] = faults(walker)
    walker.end()

    assert {url: wrong for url, wrong in found.items() if wrong} == {}
    assert said == []
    assert asked == []


def listen(walker: Walker) -> tuple[list[str], list[str]]:
    """What the console says is wrong, and what is asked of anyone else."""
    said: list[str] = []
    asked: list[str] = []
    ours = (walker.portal, walker.crowdfunding, "data:", "blob:")

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    def see(request: Request) -> None:
        if not request.url.startswith(ours):
            asked.append(request.url)

    walker.page.on("console", hear)
    walker.page.on("request", see)
    return said, asked


def visit(walker: Walker, page: Page) -> None:
    path, link = (page, "") if isinstance(page, str) else page
    walker.go(path.replace(CROWDFUNDING, walker.crowdfunding))
    if link:
        found = walker.page.locator("main").locator(link).first
        walker.go(found.evaluate("link => link.href"))


def faults(walker: Walker) -> list[Any]:
    page = walker.page
    wrong: list[Any] = []
    for screen in (LAPTOP, PHONE):
        page.set_viewport_size(screen)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"wider than {screen['width']}")
    if page.locator("h1").count() != 1:
        wrong.append("not one h1")
    page.evaluate(AXE)
    page.emulate_media(color_scheme="dark")
    wrong += run_axe(walker, {"runOnly": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    wrong += run_axe(walker, {"runOnly": TAGS})
    return wrong


def run_axe(walker: Walker, options: dict[str, Any]) -> list[Any]:
    result: list[Any] = walker.page.evaluate(
        """async (options) => {
          const { violations } = await axe.run(document, {
            resultTypes: ["violations"], ...options,
          });
          return violations.map(({ id, nodes }) => [id, nodes[0].html]);
        }""",
        options,
    )
    return result
