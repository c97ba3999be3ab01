"""Two members talk in a topic, one of them on a phone: on the page, as it comes in, by
e-mail, and after a week by its digest.
"""

import re
import urllib.request
from email.message import EmailMessage

from playwright.sync_api import Browser, expect

from portal.tests.browser.people import Walker, newest_mail, text_of
from portal.tests.browser.stack import Stack

ON_PHONE, AT_DESK = "rahmi@contoh.id", "teguh@contoh.id"
THIS_WEEK = "Ini yang terjadi sepekan ini."
PATIENCE = 60


def test_two_members_hold_a_conversation(stack: Stack, browser: Browser) -> None:
    topic = stack.ask(
        "portal",
        "from forum.models import Topic\n"
        "print(Topic.objects.order_by('pk').first().get_absolute_url())",
    )
    phone, tablet, desk = (
        Walker(browser, stack.portal_url, stack.crowdfunding_url, wide=wide)
        for wide in (False, False, True)
    )
    phone.sign_in(ON_PHONE)
    tablet.sign_in(AT_DESK)
    desk.sign_in(AT_DESK)

    keep_both_drafts(desk, tablet, topic)
    tablet.end()
    begin_a_draft(desk, topic, "Pertanyaan bagus, ")
    phone.go(topic)
    desk.go(topic)
    expect(desk.page.locator("form.reply textarea")).to_have_value("Pertanyaan bagus, ")
    say(phone, "Kami mulai dari pasar, bukan toko.")
    sees_arrive(desk, "Kami mulai dari pasar, bukan toko.")

    quote_a_word_of_the_last(desk)
    quote_the_last(desk)
    desk.press("Kirim balasan")
    desk.sees(re.compile("membalas"))
    thanks(phone)

    wants_replies_at_once(desk)
    say(phone, "Berapa harga satu talang?")
    answer_by_mail(stack, "Sekitar tiga puluh ribu.")
    sees_arrive(phone, "Sekitar tiga puluh ribu.")

    phone.go("/")
    desk.go(topic)
    say(desk, "Kabari kami, ya.")
    digest = after_a_week(stack)
    phone.go(re.findall(r"http://\S+/kabar/\d+/", text_of(digest))[-1])
    phone.sees("Kabari kami, ya.")
    stop_with_one_click(digest)
    phone.go("/kabar/pengaturan/")
    expect(phone.page.locator("[name=replies-email]")).to_have_value("none")
    desk.end()
    phone.end()


def keep_both_drafts(desk: Walker, tablet: Walker, topic: str) -> None:
    """One person's: what they wrote on one device without a line overwrites nothing."""
    written = desk.page.locator("form.reply textarea")
    said = desk.page.locator("[data-draft-said]")
    desk.go(topic)
    with desk.without_a_line():
        written.fill("Tanpa sinyal, di komputer.")
        expect(said).to_contain_text("Tanpa sinyal")
        begin_a_draft(tablet, topic, "Ditulis di tablet.")

    desk.go(topic)
    expect(written).to_have_value("Ditulis di tablet.")
    desk.press("Tambahkan di bawah")
    both = "Ditulis di tablet.\n\nTanpa sinyal, di komputer."
    expect(written).to_have_value(both)
    expect(said).to_contain_text("Draf tersimpan")
    tablet.go(topic)
    expect(tablet.page.locator("form.reply textarea")).to_have_value(both)

    # An older tab: what was written elsewhere meanwhile stands beside its words.
    begin_a_draft(tablet, topic, " Lanjut di tablet.")
    written.fill(f"{both} Lanjut di komputer.")
    other = desk.page.locator("[data-draft-other]")
    expect(other).to_contain_text("Lanjut di tablet.")
    other.get_by_text("Buang").click()
    expect(said).to_contain_text("Draf tersimpan")
    written.fill("")
    expect(said).to_be_empty()


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


def quote_a_word_of_the_last(walker: Walker) -> None:
    """What is selected is quoted, and nothing else of the post."""
    said = walker.page.locator("article.post [data-words] p").last
    said.dblclick(position={"x": 10, "y": 10})
    chosen = walker.page.evaluate("String(getSelection()).trim()")
    assert chosen == said.inner_text().split()[0]
    walker.page.locator("[data-quote]").last.click()
    field = walker.page.locator("form.reply textarea")
    quoted = rf"> \[.+\]\(/forum/balasan/\d+/\):\n>\n> {chosen}\n\n$"
    expect(field).to_have_value(re.compile(quoted))
    field.fill("")


def quote_the_last(walker: Walker) -> None:
    walker.page.locator("[data-quote]").last.click()
    field = walker.page.locator("form.reply textarea")
    expect(field).to_have_value(re.compile(r"> \[.+\]\(/forum/balasan/\d+/\):"))
    field.press_sequentially("Sama dengan pengalaman kami.")


def thanks(phone: Walker) -> None:
    sees_arrive(phone, "Sama dengan pengalaman kami.")
    said = phone.page.locator("article.post").filter(
        has_text="Sama dengan pengalaman kami."
    )
    said.get_by_role("button", name="Terima kasih").click()
    expect(said.get_by_role("button", name="Terima kasih, 1")).to_be_visible()


def wants_replies_at_once(walker: Walker) -> None:
    walker.go("/kabar/pengaturan/")
    walker.page.locator("[name=replies-email]").select_option("now")
    walker.send("Simpan")


def answer_by_mail(stack: Stack, words: str) -> None:
    """As a mail program does it: above what it quotes."""
    told = newest_mail(stack.mailboxes, AT_DESK, "Berapa harga satu talang?")
    answer = EmailMessage()
    answer["From"], answer["To"] = AT_DESK, told["Reply-To"]
    answer["Subject"], answer["Message-ID"] = f"Re: {told['Subject']}", "<1@contoh.id>"
    quoted = "\n".join(f"> {line}" for line in text_of(told).splitlines())
    heading = f"Pada Sen, 3 Nov 2025 pukul 10.12 Lokadaya <{told['Reply-To']}> menulis:"
    answer.set_content(f"{words}\n\n{heading}\n{quoted}\n")
    taken = stack.manage("portal", "receive_mail", given=answer.as_string())
    assert taken.endswith("Masuk")


def after_a_week(stack: Stack) -> EmailMessage:
    """The digest of what was told."""
    stack.ask(
        "portal",
        "import time\n"
        "from datetime import timedelta\n"
        "from django.db.models import F\n"
        "from notices.models import Notice\n"
        f"new = Notice.objects.filter(person__email={ON_PHONE!r}, rhythm='weekly')\n"
        f"ends = time.monotonic() + {PATIENCE}\n"
        "while not new.exists() and time.monotonic() < ends: time.sleep(0.2)\n"
        "print(new.update(due_at=F('due_at') - timedelta(days=8)))",
    )
    stack.manage("portal", "send_notices")
    found = newest_mail(stack.mailboxes, ON_PHONE, THIS_WEEK)
    got = [text_of(mail) for mail in stack.mailboxes.of(ON_PHONE)]
    assert len([text for text in got if THIS_WEEK in text]) == 1
    return found


def stop_with_one_click(digest: EmailMessage) -> None:
    """What a mail program sends, which is signed in nowhere (RFC 8058)."""
    address = digest["List-Unsubscribe"].strip(" <>")
    asked = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click")
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        assert answer.status == 200
