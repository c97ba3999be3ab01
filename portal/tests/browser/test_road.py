"""The whole road, as one learner walks it with her phone, through both sites."""

import re
import time
from pathlib import Path

from playwright.sync_api import Browser, expect

from portal.tests.browser.people import Walker, code_from, newest_mail
from portal.tests.browser.stack import Stack

EMAIL = "rahma.road@contoh.id"
SECRET = "sandi-rahma-2026"
ORGANIZATION = "Perkumpulan Sungai Jeneberang"
COURSE = "/belajar/penggalangan-sumber-daya-domestik/"
TITLE = "Bank jelantah tiga masjid"
WRITTEN_OFFLINE = "Ini kami tulis tanpa sinyal."

# Fields of the six steps; rows of tables are named table-number-field.
STEPS: list[dict[str, str]] = [
    {
        "problem": "Minyak jelantah dibuang ke selokan dan menyumbat saluran air.",
        "affected": "Sekitar 140 rumah di tiga RW.",
        "urgency": "Musim hujan mulai Desember, saluran meluap tiap hujan besar.",
        "evidence-0-text": "Catatan RT: 11 kali saluran tersumbat dalam setahun.",
    },
    {
        "regency": "73.06",
        "place": "Kelurahan Tombolo",
        "citizens_part": "Tiap rumah menyimpan jelantah dalam botol bekas.",
    },
    {
        "name": TITLE,
        "description": "Jelantah dikumpulkan di masjid dan diolah menjadi sabun.",
        "users": "140 rumah tangga",
        "frequency": "Setiap Sabtu",
    },
    {
        "actors-0-name": "Takmir Masjid Nurul Iman",
        "actors-0-role": "Menyediakan tempat dan drum.",
        "own_contribution": "Dua pelatih dan satu drum penampung.",
        "needs-0-item": "Relawan penimbang",
        "needs-0-form": "waktu",
        "needs-0-quantity": "12",
        "needs-0-unit": "hari relawan",
    },
    {
        "if_then": "Jika jelantah dikumpulkan, maka selokan tidak tersumbat.",
        "outcomes": "Saluran lancar dan ada kas dari penjualan sabun.",
        "indicators-0-name": "Saluran tersumbat dalam setahun",
        "indicators-0-target": "3",
        "indicators-0-unit": "kali",
    },
    {
        "pitch": "Dari selokan mampet menjadi sabun cuci warga.",
        "story": "Bu Sitti dulu membuang jelantah ke selokan. Kini ia menabung sabun.",
        "channels": "Grup WhatsApp RW dan pengumuman masjid.",
    },
]
MENDED = "Dua pelatih, satu drum, tiga relawan tiap Sabtu."
# What pages show as something else than the words that were chosen or counted.
UNSPOKEN = {"regency", "needs-0-form", "needs-0-quantity", "indicators-0-target"}


def test_a_learner_walks_the_whole_road(
    stack: Stack, browser: Browser, tmp_path: Path
) -> None:
    sites = (stack.portal_url, stack.crowdfunding_url)

    def person(email: str = "") -> Walker:
        walker = Walker(browser, *sites)
        return walker.sign_in(email) if email else walker

    learner = Walker(browser, *sites, profile=tmp_path)
    arrive(learner)
    join(learner, stack)
    coordinator_lists_the_organization(person("koordinator@contoh.id"))
    learn(learner)
    attend(learner, person("fasilitator@contoh.id"), stack)
    ask(learner, person("peserta2@contoh.id"))
    act_together(learner, person("peserta2@contoh.id"))
    worksheet = formulate(learner, person("mentor@contoh.id"))
    publish(learner, person("peninjau@contoh.id"), person(), worksheet)
    track(learner, person("fasilitator@contoh.id"))
    leave_both_sites(learner)
    learner.end()


def arrive(learner: Walker) -> None:
    learner.go("/")
    learner.sees("Kuat di tempat sendiri, terhubung dengan yang lain.")
    learner.sees("Penggalangan Sumber Daya Domestik")
    learner.sees("Ekonomi Hijau")
    learner.go("/tanya-jawab/")
    expect(learner.page.locator("main h2")).to_have_count(17)


def join(learner: Walker, stack: Stack) -> None:
    learner.go("/daftar/")
    learner.fill("name", "Rahma Daeng Ngai")
    learner.fill("email", EMAIL)
    learner.fill("regency", "Kabupaten Gowa")
    learner.fill("password1", "pendek")
    learner.page.locator("main [name=agreed]").check()
    learner.send("Daftar")
    expect(learner.page.locator("main .error").first).to_be_visible()
    expect(learner.page.locator("main [name=name]")).to_have_value("Rahma Daeng Ngai")

    learner.fill("password1", SECRET)
    learner.send("Daftar")
    expect(learner.page.locator("main [name=code]")).to_be_visible()
    learner.fill("code", code_from(stack.mailboxes, EMAIL))
    learner.page.locator("main form [type=submit]").first.click()

    learner.sees("Organisasi mana?")
    learner.follow("Usulkan organisasi")
    learner.fill("name", ORGANIZATION)
    learner.page.locator("main [name=legal_form]").select_option("perkumpulan")
    learner.fill("regency", "Kabupaten Gowa")
    learner.send("Kirim usulan")
    learner.sees(ORGANIZATION)

    learner.go("/akun/")
    learner.page.get_by_role("button", name="English").first.click()
    expect(learner.page.locator("html")).to_have_attribute("lang", "en")
    learner.page.get_by_role("button", name="Bahasa Indonesia").first.click()
    expect(learner.page.locator("html")).to_have_attribute("lang", "id")


def coordinator_lists_the_organization(coordinator: Walker) -> None:
    coordinator.go("/direktori/usulan/")
    coordinator.send(f"Daftarkan {ORGANIZATION}")
    expect(coordinator.page.get_by_role("button", name=ORGANIZATION)).to_have_count(0)
    coordinator.end()


def learn(learner: Walker) -> None:
    learner.go("/belajar/")
    learner.follow("Penggalangan Sumber Daya Domestik")
    learner.send(re.compile("^Ikuti"))
    learner.go(COURSE)
    lesson = learner.page.locator("main .module a").first.get_attribute("href") or ""
    learner.go(lesson)
    learner.send("Tandai selesai")
    learner.go(lesson)
    learner.sees("Selesai")

    learner.go(COURSE)
    quiz = learner.page.locator("main .module a", has_text=re.compile("[Kk]uis")).first
    address = quiz.get_attribute("href") or ""
    learner.go(address)
    with learner.without_a_line():
        learner.answers_every_question()
        learner.press("Kirim jawaban")
        learner.waits_in_the_outbox(1)
        learner.close_and_reopen(address)
    learner.reload_until_visible(learner.page.get_by_text("Nilai terbaik Anda"))
    learner.has_an_empty_outbox()
    learner.page.get_by_text("1 percobaan Anda").click()
    learner.follow("Percobaan 1")
    learner.sees(re.compile(r"dari \d+ jawaban tepat|menunggu dinilai"))
    expect(learner.page.locator("main .question .choice.shown").first).to_be_visible()

    learner.go("/")
    learner.sees(re.compile(r"[1-9]\d* dari \d+ kegiatan selesai"))
    learner.page.locator("main .next").get_by_role("link").last.click()
    expect(learner.page).to_have_url(re.compile(f"{COURSE}.+"))


def attend(learner: Walker, trainer: Walker, stack: Stack) -> None:
    trainer.go("/webinar/baru/")
    course = trainer.page.locator("main [name=course]")
    course.select_option(label="Penggalangan Sumber Daya Domestik")
    trainer.fill("title", "Menyapa pendukung pertama")
    trainer.fill("summary", "Latihan menelepon pendukung pertama.")
    trainer.fill("day", time.strftime("%Y-%m-%d", time.gmtime(time.time() + 7 * 86400)))
    trainer.fill("hour", "15:00")
    trainer.fill("minutes", "90")
    trainer.fill("seats", "40")
    trainer.fill("address", "https://meet.contoh.id/menyapa")
    trainer.fill("code_word", "Pinisi")
    trainer.send("Simpan draf")
    trainer.send("Terbitkan")
    path = trainer.path().split("#")[0]

    learner.go(path)
    learner.send("Daftar webinar ini")
    learner.sees("Anda terdaftar")
    calendar = learner.context.request.get(f"{learner.portal}{path}kalender.ics")
    assert "BEGIN:VEVENT" in calendar.text()

    # A week goes by: all that is due moves with it, and beat sends the reminder.
    stack.ask(
        "portal",
        "from datetime import timedelta as t; from django.db.models import F\n"
        "from courses.models import Webinar; from notices.models import *\n"
        "from django.utils import timezone\n"
        f"webinar = Webinar.objects.get(pk={path.strip('/').split('/')[-1]})\n"
        "week = webinar.starts_at - timezone.now() + t(minutes=5)\n"
        "webinar.starts_at -= week; webinar.save()\n"
        "Notice.objects.filter(due_at__gt=timezone.now())"
        ".update(due_at=F('due_at') - week)\n"
        "Dispatch.objects.filter(sent_at=None)"
        ".update(next_try_at=F('next_try_at') - week)\n"
        "print('done')",
    )
    newest_mail(stack.mailboxes, EMAIL, "Satu jam lagi")

    learner.go(path)
    learner.follow("Masuk ke ruang")
    expect(learner.page.get_by_role("link", name="Buka ruangnya")).to_have_attribute(
        "href", f"{path}gabung/"
    )
    learner.go(path)
    learner.fill("code_word", "salah")
    learner.press("Kirim")
    expect(learner.page.locator("main .error, main [role=alert]").first).to_be_visible()
    learner.fill("code_word", " pinisi ")
    learner.send("Kirim")
    learner.sees("Kehadiran Anda tercatat.")
    trainer.end()


def ask(learner: Walker, neighbor: Walker) -> None:
    learner.go(COURSE)
    lesson = learner.page.locator("main .module a").first.get_attribute("href") or ""
    learner.go(lesson)
    learner.follow("Tanyakan di CoP")
    learner.sees(re.compile("^Tentang:"))
    with learner.without_a_line():
        learner.fill("title", "Bagaimana mulai mendata pendukung?")
        learner.fill("body", "Kami baru punya **daftar hadir** arisan.")
        learner.press("Terbitkan topik")
        learner.waits_in_the_outbox(1)
        learner.close_and_reopen(lesson)
    about = learner.page.get_by_role("link", name="Bagaimana mulai mendata pendukung?")
    learner.reload_until_visible(about)
    learner.has_an_empty_outbox()
    about.first.click()
    learner.sees(re.compile("^Dari:"))
    expect(learner.page.locator("main .post")).to_have_count(1)
    topic = learner.path()

    neighbor.go(topic)
    neighbor.fill("body", "Mulai dari lima nama yang pernah menolong.")
    neighbor.send("Kirim balasan")
    neighbor.sees("Mulai dari lima nama")
    neighbor.end()

    learner.go("/")
    learner.sees("Bagaimana mulai mendata pendukung?")
    learner.go(topic)
    learner.sees("Baru sejak Anda pergi")


def act_together(learner: Walker, neighbor: Walker) -> None:
    learner.go("/aliansi/ekonomi-hijau/")
    learner.send("Gabungkan organisasi saya")
    learner.go("/aliansi/ekonomi-hijau/")
    learner.follow("Masuk ruang")
    neighbor.go("/aliansi/ekonomi-hijau/")
    neighbor.follow("Masuk ruang")
    log, other = (w.page.locator("#messages") for w in (learner, neighbor))

    learner.fill("body", "Salam dari Gowa, kami baru bergabung.")
    learner.press("Kirim")
    expect(other.get_by_text("Salam dari Gowa").last).to_be_visible()
    neighbor.fill("body", "Selamat datang! Dari Sikka.")
    neighbor.press("Kirim")
    expect(log.get_by_text("Selamat datang! Dari Sikka.").last).to_be_visible()

    room = learner.path().split("#")[0]
    with learner.without_a_line():
        learner.fill("body", WRITTEN_OFFLINE)
        learner.press("Kirim")
        expect(log.locator(".message.waiting")).to_have_count(1)
        learner.close_and_reopen(room)
    mine = learner.page.locator("#messages").get_by_text(WRITTEN_OFFLINE)
    expect(mine).to_have_count(1)
    expect(other.get_by_text(WRITTEN_OFFLINE)).to_have_count(1)
    learner.has_an_empty_outbox()
    neighbor.end()


def formulate(learner: Walker, mentor: Walker) -> str:
    learner.go("/inisiatif/baru/")
    learner.fill("title", TITLE)
    learner.page.locator("main [name=organization]").select_option(label=ORGANIZATION)
    learner.send(re.compile("^Mulai langkah"))
    expect(learner.page).to_have_url(re.compile("/langkah/1/"))
    worksheet = learner.path().split("langkah")[0]
    for number, fields in enumerate(STEPS, start=1):
        learner.go(f"{worksheet}langkah/{number}/")
        fill_step(learner, fields)
        if number == 1:
            expect(learner.page.locator("#saved")).to_contain_text("Tersimpan")
        learner.send(re.compile("^Simpan[, ]"))
        expect(learner.page).not_to_have_url(re.compile(f"/langkah/{number}/$"))

    learner.go(worksheet)
    learner.send("Kirim ke mentor")
    review = worksheet.replace("/inisiatif/", "/inisiatif/telaah/")
    mentor.go(review)
    mentor.fill("comment", "Berapa relawan tiap Sabtu? Tuliskan.")
    mentor.send("Kembalikan dengan catatan")

    learner.go(worksheet)
    learner.sees("Berapa relawan tiap Sabtu? Tuliskan.")
    learner.go(f"{worksheet}langkah/4/")
    learner.fill("own_contribution", MENDED)
    learner.send(re.compile("^Simpan[, ]"))
    learner.go(worksheet)
    learner.send("Kirim ke mentor")
    mentor.go(review)
    mentor.send("Setujui")
    mentor.end()
    return worksheet


def fill_step(learner: Walker, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        field = learner.page.locator(f"main [name={name}]").first
        if not field.is_visible():
            entry = learner.page.locator(f"details.entry:has([name={name}])").first
            if entry.count():
                entry.locator("summary").click()
            else:
                table = name.split("-")[0]
                learner.page.locator(f"[data-table={table}] [name=add]").click()
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def publish(learner: Walker, reviewer: Walker, visitor: Walker, worksheet: str) -> None:
    learner.go(worksheet)
    learner.send("Kirim ke Galang Daya")
    link = learner.page.get_by_role("link", name="Buka di lokadaya.com")
    learner.reload_until_visible(link)
    link.click()
    expect(learner.page).to_have_url(re.compile(f"^{learner.crowdfunding}/saya/"))
    learner.sees(TITLE)
    for step in STEPS:
        for name, words in step.items():
            if name not in UNSPOKEN:
                learner.sees(MENDED if name == "own_contribution" else words)
    draft = learner.page.url
    learner.follow("Lengkapi draf")
    learner.fill("role", "Ketua")
    learner.page.locator("main [name=consents_to_fee]").check()
    learner.send("Simpan")
    learner.send("Ajukan untuk ditinjau")
    learner.sees("Sedang ditinjau")

    sign_in_on_crowdfunding(reviewer)
    reviewer.go(draft.replace("/saya/", "/tinjau/"))
    reviewer.send("Terbitkan")
    reviewer.end()

    visitor.go(f"{visitor.crowdfunding}/galang-daya/")
    visitor.follow(re.compile(TITLE))
    visitor.follow(re.compile("^Tawarkan"))
    visitor.fill("quantity", "2")
    visitor.fill("name", "Emanuel")
    visitor.fill("contact", "emanuel@contoh.id")
    visitor.send("Tawarkan dukungan")
    visitor.sees("Terima kasih, Emanuel.")
    visitor.end()

    learner.go(worksheet)
    pledged = learner.page.get_by_text("2 dari 12 hari relawan")
    learner.reload_until_visible(pledged)


def sign_in_on_crowdfunding(walker: Walker) -> None:
    """By way of lokadaya.net, without typing a password again."""
    walker.go(f"{walker.crowdfunding}/masuk/?next=/saya/")
    expect(walker.page).to_have_url(f"{walker.crowdfunding}/saya/")


def track(learner: Walker, trainer: Walker) -> None:
    trainer.go("/belajar/angkatan/")
    trainer.follow(re.compile("Penggalangan Sumber Daya Domestik|Angkatan 1"))
    trainer.fill("q", "Rahma")
    trainer.send("Saring")
    row = trainer.page.locator("table.board tbody tr", has_text="Rahma Daeng Ngai")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(re.compile(r"[1-9]\d*/\d+, modul \d"))
    expect(row).to_contain_text(re.compile(r"1 dari \d+ webinar"))
    expect(row).to_contain_text("sesuai jadwal")
    trainer.follow("Rahma Daeng Ngai")
    expect(trainer.page.locator("main .rows .tick.done").first).to_be_visible()
    trainer.page.go_back()
    trainer.go(trainer.path().split("?")[0])
    trainer.sees(re.compile(r"\d+ (orang perlu disapa|hari tanpa kegiatan)"))
    trainer.end()


def leave_both_sites(learner: Walker) -> None:
    learner.go(f"{learner.crowdfunding}/saya/")
    expect(learner.page).to_have_url(f"{learner.crowdfunding}/saya/")
    learner.go("/akun/")
    learner.send("Keluar")
    expect(learner.page.locator(".places")).to_have_count(0)
    deadline = time.monotonic() + 60
    while True:
        learner.go(f"{learner.crowdfunding}/saya/")
        if learner.page.url.startswith(f"{learner.portal}/masuk/"):
            break
        assert time.monotonic() < deadline, "still signed in on lokadaya.com"
        time.sleep(1)
