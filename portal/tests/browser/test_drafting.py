"""What is typed into a section is never lost: no line, a dead one, a page that ends."""

import pytest
from playwright.sync_api import Browser, Locator, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

WRITER = "sri@contoh.id"
FIRST = "Truk desa datang hari Rabu, bukan lagi hari Senin."
SECOND = "Sejak itu gudangnya tidak pernah penuh."
THIRD = "Ongkosnya dibagi tiga dusun."
FOURTH = "Mulai Januari semua dusun ikut membayar."
# As when a phone is put away, and ends the tab without another word.
HIDE = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
IS_WRITTEN_DOWN = """(words) => new Promise((resolve) => {
  indexedDB.open("lokadaya-outbox").onsuccess = ({ target: { result } }) => {
    const items = result.transaction("items").objectStore("items").getAll();
    items.onsuccess = () => resolve(JSON.stringify(items.result).includes(words));
    result.close();
  };
})"""
LOSE_PATIENCE = """() => {
  const wait = AbortSignal.timeout.bind(AbortSignal);
  window.patience = 200;
  AbortSignal.timeout = (limit) => wait(window.patience ?? limit);
}"""


@pytest.fixture(scope="module")
def section(stack: Stack) -> str:
    return stack.ask(
        "portal",
        "from accounts.models import User; from alliances.models import Alliance\n"
        "from alliances.documents.actions import composing\n"
        "document = composing.begin(\n"
        f"    author=User.objects.get(email={WRITER!r}),\n"
        "    alliance=Alliance.objects.get(slug='ekonomi-hijau'),\n"
        "    kind='brief',\n"
        "    title='Ditulis di jalan',\n"
        ")\n"
        "section = document.sections.first()\n"
        "print(f'{document.workshop_url}bagian/{section.pk}/')",
    )


@pytest.fixture
def walker(stack: Stack, browser: Browser) -> Walker:
    return Walker(browser, stack.portal_url, stack.crowdfunding_url).sign_in(WRITER)


def field(walker: Walker) -> Locator:
    return walker.page.locator("form[data-drafting] [name=text]")


def test_what_was_typed_without_a_line_is_there_when_it_is_opened_again(
    walker: Walker, section: str
) -> None:
    walker.go(section)
    with walker.without_a_line():
        field(walker).fill(FIRST)
        walker.sees("Menunggu koneksi")
        field(walker).fill(f"{FIRST} {SECOND}")
        walker.page.evaluate(HIDE)
        walker.page.wait_for_function(IS_WRITTEN_DOWN, arg=SECOND)
        walker.page.close()

    walker.page = walker.context.new_page()
    walker.go(section)
    expect(field(walker)).to_have_value(f"{FIRST} {SECOND}")
    walker.has_an_empty_outbox()
    walker.end()


def test_a_line_that_never_answers_is_given_up_and_the_words_go_later(
    walker: Walker, section: str
) -> None:
    walker.go(section)
    walker.page.evaluate(LOSE_PATIENCE)
    walker.page.route("**/jaga/", lambda _route: None)
    field(walker).fill(THIRD)
    walker.sees("Menunggu koneksi")
    walker.waits_in_the_outbox(1)

    walker.page.unroute_all()
    walker.page.evaluate("delete window.patience")
    walker.page.evaluate("dispatchEvent(new Event('online'))")
    walker.sees("Tersimpan pukul")
    walker.has_an_empty_outbox()
    expect(field(walker)).to_have_value(THIRD)
    walker.end()


def test_what_is_written_in_the_editor_is_in_the_document(
    stack: Stack, browser: Browser, section: str
) -> None:
    walker = Walker(browser, stack.portal_url, stack.crowdfunding_url, wide=True)
    walker.sign_in(WRITER).go(f"{section}?cara=lengkap")
    keys = walker.page.keyboard
    walker.page.locator(".cke_editable.prose").click()
    keys.press("Control+A")
    keys.type(FOURTH)
    keys.press("Control+A")
    keys.press("Control+B")
    walker.page.get_by_role("button", name="Simpan dan selesai").click()

    walker.sees("Tulisan Anda tersimpan.")
    expect(walker.page.locator(".manuscript strong")).to_have_text(FOURTH)
    walker.end()
