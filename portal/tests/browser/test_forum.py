"""Two members talk in a topic, one of them on a phone, and see each other's replies."""

import re

from playwright.sync_api import Browser, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack


def test_two_members_hold_a_conversation(stack: Stack, browser: Browser) -> None:
    topic = stack.ask(
        "portal",
        "from forum.models import Topic\n"
        "print(Topic.objects.order_by('pk').first().get_absolute_url())",
    )
    phone, desk = (
        Walker(browser, stack.portal_url, stack.crowdfunding_url, wide=wide)
        for wide in (False, True)
    )
    phone.sign_in("peserta@contoh.id")
    desk.sign_in("fasilitator@contoh.id")

    begin_a_draft(desk, topic, "Pertanyaan bagus, ")
    phone.go(topic)
    desk.go(topic)
    expect(desk.page.locator("form.reply textarea")).to_have_value("Pertanyaan bagus, ")
    say(phone, "Kami mulai dari pasar, bukan toko.")
    sees_arrive(desk, "Kami mulai dari pasar, bukan toko.")

    quote_the_last(desk)
    desk.press("Kirim balasan")
    desk.sees(re.compile("membalas"))
    thanks(phone, desk)
    desk.end()
    phone.end()


def begin_a_draft(walker: Walker, topic: str, words: str) -> None:
    walker.go(topic)
    walker.page.locator("form.reply textarea").press_sequentially(words)
    expect(walker.page.locator("[data-draft-said]")).to_contain_text("Draf tersimpan")


def say(walker: Walker, words: str) -> None:
    walker.page.locator("form.reply textarea").fill(words)
    walker.press("Kirim balasan")
    walker.sees(words)


def sees_arrive(walker: Walker, words: str) -> None:
    """Nothing moves until the reader asks for what came in."""
    button = walker.page.locator("#tampilkan-baru")
    expect(button).to_have_text(re.compile("1 balasan baru"))
    expect(walker.page.get_by_text(words)).to_have_count(0)
    button.click()
    walker.sees(words)


def quote_the_last(walker: Walker) -> None:
    walker.page.locator("[data-quote]").last.click()
    field = walker.page.locator("form.reply textarea")
    expect(field).to_have_value(re.compile(r"> \[.+\]\(/forum/balasan/\d+/\):"))
    field.press_sequentially("Sama dengan pengalaman kami.")


def thanks(phone: Walker, desk: Walker) -> None:
    sees_arrive(phone, "Sama dengan pengalaman kami.")
    said = phone.page.locator("article.post").filter(
        has_text="Sama dengan pengalaman kami."
    )
    said.get_by_role("button", name="Terima kasih").click()
    expect(said.get_by_role("button", name="Terima kasih, 1")).to_be_visible()
