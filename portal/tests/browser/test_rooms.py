"""Two members in a room: what they say and show arrives, by whatever line, and who has
to leave at once leaves nothing behind.
"""

import re
import urllib.request
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

LETTERS = 400
ROOM = "/aliansi/energi-warga/ruang/ruang-bersama/"
LINK = "https://contoh.id/suku"
SHOWN = "Ini kutub aki kami."


def test_two_members_talk_and_leave_no_trace(stack: Stack, browser: Browser) -> None:
    sites = (stack.portal_url, stack.crowdfunding_url)
    phone = Walker(browser, *sites).sign_in("syarifah@contoh.id")
    desk = Walker(browser, *sites, wide=True).sign_in("frits@contoh.id")
    for walker in (phone, desk):
        walker.go(ROOM)

    show_a_picture(phone, desk)
    talk_beside_it(desk, phone)
    mend_words_with_a_link(desk, phone)
    see_who_is_writing(desk, phone)
    lose_nothing_on_a_dead_line(phone, desk)
    hear_without_a_socket(phone, desk)
    vanish_without_a_line(phone)
    vanish_from_both_tabs(desk)

    for walker in (phone, desk):
        walker.end()


def message(page: Page, words: str) -> Locator:
    return page.locator("#messages .message[data-seq]", has_text=words)


def say(walker: Walker, words: str) -> None:
    walker.fill("body", words)
    walker.press("Kirim", within=walker.page.locator("#composer"))


def deed(walker: Walker, words: str, name: str) -> None:
    """What stands behind the three dots of a message."""
    message(walker.page, words).locator(".deeds").click()
    walker.page.locator("#deeds").get_by_text(name, exact=True).click()


def show_a_picture(phone: Walker, desk: Walker) -> None:
    image = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(image, "PNG")
    composer = phone.page.locator("#composer")
    composer.locator("#attaching summary").click()
    composer.locator("input[type=file]").set_input_files(
        {"name": "aki.png", "mimeType": "image/png", "buffer": image.getvalue()}
    )
    expect(composer.locator("[name=files_ahead]")).to_have_count(1)
    say(phone, SHOWN)
    expect(message(desk.page, SHOWN).locator("img")).to_be_visible()


def talk_beside_it(desk: Walker, phone: Walker) -> None:
    deed(desk, SHOWN, "Bicarakan di utas")
    expect(desk.page.locator("h1")).to_have_text("Utas")
    say(desk, "Keraknya tebal.")
    with phone.page.expect_navigation():
        message(phone.page, SHOWN).get_by_text("1 balasan di utas").click()
    expect(message(phone.page, "Keraknya tebal.")).to_be_visible()
    say(phone, "Besok dibersihkan.")
    expect(message(desk.page, "Besok dibersihkan.")).to_be_visible()


def mend_words_with_a_link(desk: Walker, phone: Walker) -> None:
    for walker in (phone, desk):
        walker.go(ROOM)
    written = f"Ini [daftar suku cadang]({LINK}) kami."
    say(desk, written)
    field = desk.page.locator("#id_body")
    field.fill("Setengah ditulis")
    deed(desk, "daftar suku cadang", "Sunting")
    expect(field).to_have_value(written)
    say(desk, f"{written} Halaman dua.")
    # What was being written before is there again, and after leaving the page, too.
    expect(field).to_have_value("Setengah ditulis")
    mended = message(phone.page, "Halaman dua.")
    expect(mended.locator(f'a[href="{LINK}"]')).to_have_text("daftar suku cadang")
    desk.go(ROOM)
    expect(field).to_have_value("Setengah ditulis")


def see_who_is_writing(desk: Walker, phone: Walker) -> None:
    """Shown where it is: what is written beside a message is no matter of the room."""
    heard: list[str | bytes] = []
    phone.page.on(
        "websocket",
        lambda line: line.on("framereceived", lambda frame: heard.append(frame)),
    )
    phone.go(ROOM)
    typing = phone.page.locator("#typing")
    write_until(desk, lambda: bool(typing.text_content()))
    expect(typing).to_contain_text("sedang menulis")
    say(desk, "Sudah dihitung.")
    expect(message(phone.page, "Sudah dihitung.")).to_be_visible()
    expect(typing).to_be_empty()

    with desk.page.expect_navigation():
        message(desk.page, SHOWN).locator(".beside a").click()
    write_until(desk, lambda: any('"thread": ' in str(frame) for frame in heard))
    expect(typing).to_be_empty()
    desk.go(ROOM)


def write_until(walker: Walker, noticed: Callable[[], bool]) -> None:
    for _letter in range(LETTERS):
        if noticed():
            return
        walker.page.locator("#id_body").press_sequentially("a")
        walker.page.wait_for_timeout(50)
    raise AssertionError("nobody noticed who writes")


def lose_nothing_on_a_dead_line(phone: Walker, desk: Walker) -> None:
    """Said into a socket that takes nothing any more, and the tab closed at once."""
    heard: list[str | bytes] = []

    def swallow(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def come(frame: str | bytes) -> None:
            socket.send(frame)
            heard.append(frame)

        def go(frame: str | bytes) -> None:
            if "client_id" not in str(frame):
                server.send(frame)

        server.on_message(come)
        socket.on_message(go)

    phone.page.route_web_socket("**/ws/**", swallow)
    phone.go(ROOM)
    while not any('"ready"' in str(frame) for frame in heard):
        phone.page.wait_for_timeout(50)
    say(phone, "Sudah di halte, sebentar lagi naik.")
    phone.close_and_reopen("/")
    expect(message(desk.page, "Sudah di halte")).to_be_visible()
    phone.has_an_empty_outbox()


def hear_without_a_socket(phone: Walker, desk: Walker) -> None:
    phone.page.route_web_socket("**/ws/**", lambda socket: socket.close())
    phone.go(ROOM)
    expect(phone.page.locator("#line")).to_contain_text("terhalang")
    say(desk, "Terdengar tanpa sambungan langsung?")
    expect(message(phone.page, "tanpa sambungan langsung")).to_be_visible()
    say(phone, "Terdengar.")
    expect(message(desk.page, "Terdengar.")).to_be_visible()


def second_tab(walker: Walker) -> Page:
    tab = walker.context.new_page()
    tab.goto(f"{walker.portal}{ROOM}")
    expect(message(tab, SHOWN)).to_be_visible()
    return tab


def vanish_without_a_line(phone: Walker) -> None:
    other = second_tab(phone)
    session = {each["name"]: each["value"] for each in phone.context.cookies()}
    with phone.without_a_line():
        phone.press("Keluar darurat")
        for tab in (phone.page, other):
            expect(message(tab, SHOWN)).to_have_count(0)
    is_signed_out(phone)
    # Neither does whoever kept the cookie get in with it.
    request = urllib.request.Request(f"{phone.portal}{ROOM}")
    request.add_header("Cookie", f"lokadaya_net={session['lokadaya_net']}")
    with urllib.request.urlopen(request) as answer:
        assert "/masuk/" in answer.url


def vanish_from_both_tabs(desk: Walker) -> None:
    other = second_tab(desk)
    desk.press("Keluar darurat")
    for tab in (desk.page, other):
        expect(tab).to_have_url(re.compile(r"/belajar/$"))
    is_signed_out(desk)


def is_signed_out(walker: Walker) -> None:
    tab = walker.context.new_page()
    tab.goto(f"{walker.portal}{ROOM}")
    expect(tab).to_have_url(re.compile("/masuk/"))
