"""What was written is never lost, nor sent twice, nor in another's name."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

WRITER, NEIGHBOR = "peserta@contoh.id", "peserta2@contoh.id"
FIRST = "Kami mulai dari daftar hadir arisan, lalu menelepon satu per satu."
SECOND = "Yang kedua: mintalah satu orang mencatat janji setiap pendukung."
# As when a browser closes its storage while the page is open.
REFUSE_TO_KEEP = """() => {
  IDBDatabase.prototype.transaction = IDBFactory.prototype.open = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
}"""
# At the moment of success: the key that was sent, and the one the form has now.
WATCH_KEYS = """
  document.addEventListener("outbox:sent", ({ detail }) => {
    const now = document.querySelector("form.reply [name=idempotency_key]").value;
    sessionStorage.setItem("keys", `${detail.key} ${now}`);
  });
"""


@pytest.fixture(scope="module")
def topics(stack: Stack) -> list[str]:
    found = stack.ask(
        "portal",
        "from accounts.models import User; from forum.models import Topic\n"
        f"writer = User.objects.get(email={WRITER!r})\n"
        "open_ones = Topic.objects.visible_to(writer).filter(status=0)\n"
        "print(*(topic.get_absolute_url() for topic in open_ones.order_by('pk')[:3]))",
    )
    return found.split()


def come(stack: Stack, browser: Browser, email: str) -> Walker:
    return Walker(browser, stack.portal_url, stack.crowdfunding_url).sign_in(email)


def write(page: Page, words: str) -> None:
    page.locator("form.reply [name=body]").fill(words)


def reply(walker: Walker, topic: str, words: str) -> None:
    walker.go(topic)
    write(walker.page, words)
    walker.press("Kirim balasan")


def authors_of(stack: Stack, words: str) -> list[str]:
    return stack.ask(
        "portal",
        "from forum.models import Post\n"
        f"found = Post.objects.filter(content__contains={words!r})\n"
        "print('by', *found.values_list('poster__email', flat=True))",
    ).split()[1:]


def test_a_form_gone_back_to_sends_anew(
    stack: Stack, browser: Browser, topics: list[str]
) -> None:
    walker = come(stack, browser, WRITER)
    walker.go(topics[0])
    walker.page.evaluate(WATCH_KEYS)
    write(walker.page, FIRST)
    walker.send("Kirim balasan")
    walker.sees(FIRST)
    sent, now = walker.page.evaluate("sessionStorage.getItem('keys')").split()
    assert sent != now

    walker.page.go_back()
    write(walker.page, SECOND)
    key = "document.querySelector('form.reply [name=idempotency_key]').value"
    before = walker.page.evaluate(key)
    walker.page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
    )
    assert walker.page.evaluate(key) != before
    walker.send("Kirim balasan")
    walker.sees(SECOND)
    walker.end()


def test_what_is_refused_is_kept_and_can_go_out_later(
    stack: Stack, browser: Browser, topics: list[str]
) -> None:
    words = "Balasan ini ditolak penyaring di antara ponsel dan situs."
    walker = come(stack, browser, WRITER)
    walker.go(topics[1])
    answer_posts(walker, topics[1], 403, "<main><h1>Tidak boleh lewat sini</h1></main>")
    write(walker.page, words)
    walker.press("Kirim balasan")

    note = walker.page.locator("form.reply [data-outbox-note]")
    expect(note).to_contain_text("Tidak boleh lewat sini")
    expect(note).to_contain_text("Tulisan Anda tidak hilang")
    expect(walker.page.locator("form.reply [name=body]")).to_have_value(words)
    walker.page.unroute_all()
    walker.go("/")
    expect(walker.page.locator("#outbox")).to_contain_text("perlu Anda periksa")
    walker.page.get_by_role("button", name="Lihat kotak keluar").click()
    waiting = walker.page.locator("#outbox-list li")
    expect(waiting).to_contain_text(words)
    expect(waiting).to_contain_text("Belum diterima")
    waiting.get_by_role("button", name="Coba lagi").click()
    expect(waiting).to_have_count(0)
    walker.go(topics[1])
    walker.sees(words)
    walker.end()


def answer_posts(walker: Walker, topic: str, status: int, page: str) -> None:
    """As something that stands between a phone and the site."""

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            return route.continue_()
        return route.fulfill(status=status, body=page, content_type="text/html")

    walker.page.route(f"**{topic}**", answer)


def test_one_that_the_server_fails_at_holds_up_no_other(
    stack: Stack, browser: Browser, topics: list[str]
) -> None:
    failing, fine = "Yang ini gagal di server.", "Yang ini baik-baik saja."
    walker = come(stack, browser, WRITER)
    answer_posts(walker, topics[0], 500, "rusak")
    reply(walker, topics[0], failing)
    walker.waits_in_the_outbox(1)
    walker.page.goto(f"{walker.portal}{topics[2]}")
    with walker.without_a_line():
        write(walker.page, fine)
        walker.press("Kirim balasan")
        walker.waits_in_the_outbox(2)

    walker.sees(fine)
    walker.waits_in_the_outbox(1)
    walker.page.unroute_all()
    walker.page.get_by_role("button", name="Lihat kotak keluar").click()
    walker.page.get_by_role("button", name="Kirim sekarang").click()
    expect(walker.page.locator("#outbox-list li")).to_have_count(0)
    assert authors_of(stack, failing) == [WRITER]
    walker.end()


def test_a_browser_that_keeps_nothing_presses_the_same_button(
    stack: Stack, browser: Browser
) -> None:
    found = stack.ask(
        "portal",
        "from courses.actions import outline\n"
        "from courses.models import Assignment, Enrollment\n"
        "seats = Enrollment.objects.active()\n"
        f"seat = seats.filter(learner__email={WRITER!r}).first()\n"
        "module = seat.cohort.course.modules.first()\n"
        "new = outline.add_activity(module=module, kind='assignment', title='Baru')\n"
        "Assignment.objects.create(activity=new, instructions='Tulis.', form='text')\n"
        "print(new.get_absolute_url())",
    )
    walker = come(stack, browser, WRITER)
    walker.go(found)
    walker.fill("text", "Baru separuh, masih akan saya lanjutkan besok pagi.")
    walker.page.evaluate(REFUSE_TO_KEEP)
    walker.send("Simpan draf")

    state = stack.ask(
        "portal",
        "from courses.models import Submission\n"
        f"found = Submission.objects.filter(learner__email={WRITER!r})\n"
        "print(found.latest('pk').handed_in_at)",
    )
    assert state == "None"
    walker.end()


def test_two_people_on_one_phone_send_each_their_own(
    stack: Stack, browser: Browser, topics: list[str]
) -> None:
    words = "Ditulis tanpa sinyal, dan hanya boleh pergi atas nama saya."
    phone = come(stack, browser, WRITER)
    phone.go(topics[0])
    old_tab = phone.page
    with phone.without_a_line():
        write(old_tab, words)
        phone.press("Kirim balasan")
        phone.waits_in_the_outbox(1)
        # Her session ends on the way; the tab stays open.
        phone.context.clear_cookies()
    expect(old_tab.locator("#outbox")).to_contain_text("Masuk lagi")

    phone.page = phone.context.new_page()
    phone.sign_in(NEIGHBOR)
    phone.go(topics[0])
    phone.has_an_empty_outbox()
    with old_tab.expect_response(
        lambda answer: answer.request.method == "POST"
    ) as sent:
        old_tab.evaluate("dispatchEvent(new Event('online'))")
    assert sent.value.status == 401
    assert authors_of(stack, words) == []

    phone.go("/akun/")
    phone.send("Keluar")
    phone.sign_in(WRITER)
    phone.has_an_empty_outbox()
    assert authors_of(stack, words) == [WRITER]
    phone.end()
