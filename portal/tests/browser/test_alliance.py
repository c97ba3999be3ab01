"""Two organisations from the first message to a commitment that government keeps."""

import re
import time

from playwright.sync_api import Browser, Locator, expect

from portal.tests.browser.people import Walker
from portal.tests.browser.stack import Stack

ALLIANCE = "/aliansi/ekonomi-hijau/"
TITLE = "Timbangan untuk setiap dusun"
WRITTEN = "Setiap dusun menimbang sampahnya sekali sebulan di balai dusun."
PROMISE = "Menaruh ongkos angkut dalam rancangan APBD."


def test_two_organizations_go_from_a_message_to_a_recorded_commitment(
    stack: Stack, browser: Browser
) -> None:
    sites = (stack.portal_url, stack.crowdfunding_url)
    steward = Walker(browser, *sites, wide=True).sign_in("pengurus@contoh.id")
    neighbor = Walker(browser, *sites).sign_in("marianus@contoh.id")
    public = Walker(browser, *sites)

    talk(steward, neighbor)
    workshop = draft(steward)
    comment(steward, neighbor, workshop)
    decide(steward, neighbor, workshop, stack)
    sign(steward, neighbor, workshop)
    read_in_public(public, workshop)
    promise(steward, public, stack)

    for walker in (steward, neighbor, public):
        walker.end()


def day(ahead: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(time.time() + ahead * 86400))


def opened(walker: Walker, summary: str) -> Locator:
    """The form behind a summary."""
    found = walker.page.locator("main details", has=walker.page.get_by_text(summary))
    found.last.locator("summary").first.click()
    return found.last


def talk(steward: Walker, neighbor: Walker) -> None:
    for walker in (steward, neighbor):
        walker.go(ALLIANCE)
        walker.follow("Masuk ruang")
    neighbor.fill("body", "Kita tulis satu ringkasan untuk tiga kabupaten?")
    neighbor.press("Kirim")
    heard = steward.page.locator("#messages").get_by_text("Kita tulis satu ringkasan")
    expect(heard.last).to_be_visible()


def draft(steward: Walker) -> str:
    """The address of the workshop."""
    steward.go(f"{ALLIANCE}naskah/baru/")
    steward.page.locator("main [name=kind][value=brief]").check()
    steward.fill("title", TITLE)
    steward.send("Mulai menulis")
    workshop = steward.path().split("#")[0]
    steward.page.locator("main .phone-way").first.evaluate("b => b.click()")
    expect(steward.page.locator("main textarea[name=text]")).to_be_visible()
    steward.fill("text", WRITTEN)
    steward.press("Simpan dan selesai")
    steward.sees(WRITTEN)
    return workshop


def comment(steward: Walker, neighbor: Walker, workshop: str) -> None:
    neighbor.go(workshop)
    neighbor.page.locator("main .para-note").first.click()
    neighbor.fill("body", "Sekali sebulan cukup?")
    neighbor.press("Simpan komentar")
    neighbor.sees("Sekali sebulan cukup?")
    steward.go(f"{workshop.replace('susun/', '')}komentar/")
    form = opened(steward, "Selesaikan")
    form.locator("textarea").fill("Cukup, menurut catatan timbang.")
    with steward.page.expect_navigation():
        form.get_by_role("button", name="Selesai", exact=True).click()
    steward.sees("Cukup, menurut catatan timbang.")


def decide(steward: Walker, neighbor: Walker, workshop: str, stack: Stack) -> None:
    steward.go(workshop)
    steward.follow("Musyawarahkan")
    steward.sees(f"Tentang: {TITLE}")
    steward.fill("title", "Menandatangani ringkasan ini")
    steward.fill("body", "Kita tanda tangani bersama sebelum dialog.")
    steward.page.locator("main [name=rule][value=konsensus]").check()
    steward.fill("closes_on", day(3))
    steward.fill("quorum", "2")
    steward.press("Buka musyawarah")
    expect(steward.page.locator("main h1")).to_have_text("Menandatangani ringkasan ini")
    proposal = steward.path().split("#")[0]
    for walker in (steward, neighbor):
        walker.go(proposal)
        walker.page.locator("main [name=answer][value=setuju]").first.check()
        walker.press("Nyatakan sikap")
        walker.sees("sudah bersikap")
    # Three days go by.
    number = proposal.strip("/").split("/")[-1]
    stack.ask(
        "portal",
        "from datetime import timedelta as t; from django.utils import timezone\n"
        "from alliances.decisions.models import Proposal\n"
        f"found = Proposal.objects.filter(pk={number})\n"
        "found.update(opened_at=timezone.now() - t(days=4),"
        " closes_at=timezone.now() - t(hours=1))\n"
        "print('done')",
    )
    steward.go(f"{proposal}urus/")
    steward.fill("outcome_text", "Kita tanda tangani bersama.")
    steward.fill("review_on", day(90))
    steward.press("Tutup musyawarah")
    steward.sees("Kita tanda tangani bersama.")


def sign(steward: Walker, neighbor: Walker, workshop: str) -> None:
    signing = f"{workshop.replace('susun/', '')}tanda-tangan/"
    steward.go(signing)
    steward.press("Bekukan naskah sekarang sebagai Versi 1")
    for walker in (steward, neighbor):
        walker.go(signing)
        walker.fill("role", "Ketua")
        walker.page.locator("main [name=read]").check()
        walker.send("Tandatangani")
    steward.go(signing)
    steward.press("Terbitkan Versi 1 (2 tanda tangan)")
    steward.sees(re.compile(r"^terbit \d+"))


def read_in_public(public: Walker, workshop: str) -> None:
    public.go(workshop.replace("susun/", ""))
    for words in (WRITTEN, "2 penanda tangan", "Yayasan Kaliwening Prasaja"):
        public.sees(words)
    public.sees("Perkumpulan Wair Nian")


def promise(steward: Walker, public: Walker, stack: Stack) -> None:
    steward.go(f"{ALLIANCE}dialog/baru/")
    steward.fill("title", "Ongkos angkut sampah dusun")
    steward.fill("purpose", "Meminta pos anggaran.")
    steward.fill("day", day(5))
    steward.fill("hour", "09:00")
    steward.fill("place", "Kantor Bupati (rekaan)")
    steward.send("Rencanakan")
    form = opened(steward, "Undang")
    form.locator("[name=undang-who]").fill("Setda Rekaan Maju")
    with steward.page.expect_navigation():
        form.get_by_role("button", name="Undang").click()
    letter = steward.page.locator("input[readonly]").first.input_value()

    public.go(letter)
    public.page.locator("main [name=coming][value=ya]").check()
    public.send("Kirim jawaban")
    public.sees("Akan hadir")

    dialogue = steward.path().split("#")[0]
    # Five days go by.
    number = dialogue.strip("/").split("/")[-1]
    stack.ask(
        "portal",
        "from datetime import timedelta as t; from django.utils import timezone\n"
        "from alliances.dialogues.models import Dialogue\n"
        f"found = Dialogue.objects.filter(pk={number})\n"
        "found.update(starts_at=timezone.now() - t(hours=3))\n"
        "print('done')",
    )
    steward.go(dialogue)
    form = opened(steward, "Catat yang hadir")
    form.locator("[name=hadir-name]").fill("Pak Sekda (rekaan)")
    form.locator("[name=hadir-who]").fill("Setda Rekaan Maju")
    with steward.page.expect_navigation():
        form.get_by_role("button", name="Catat hadir").click()
    steward.sees("Terlaksana")
    steward.go(f"{dialogue}notula/")
    steward.fill("text", "Sekda setuju ongkos angkut dianggarkan.")
    steward.press("Simpan notula")
    steward.sees("Sekda setuju ongkos angkut dianggarkan.")
    form = opened(steward, "Catat komitmen")
    form.locator("[name=janji-text]").fill(PROMISE)
    form.locator("[name=janji-who]").fill("Setda Rekaan Maju")
    form.locator("[name=janji-due_on]").fill(day(30))
    form.locator("[name=janji-is_public]").check()
    with steward.page.expect_navigation():
        form.get_by_role("button", name="Catat komitmen").click()

    public.go(f"{ALLIANCE}komitmen/")
    public.sees(PROMISE)
