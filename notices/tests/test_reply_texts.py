"""Of a reply only what is new is taken, whichever program wrote it."""

import email
from email.message import EmailMessage
from email.policy import default

import pytest

from notices.reply_texts import LONGEST, from_html, new_words, without_old

QUOTED = "> Halo Siti,\n>\n> Teguh membalas Anda\n"
HEADS = {
    "gmail": "On Mon, Nov 3, 2025 at 10:12 AM Lokadaya <balas+1@lokadaya.net> wrote:",
    "gmail, Indonesian": (
        "Pada tanggal Sen, 3 Nov 2025 pukul 10.12 Lokadaya <balas+17-abcdefgh@lokad"
        "aya.net>\nmenulis:"
    ),
    "gmail, Indonesian, before": (
        "Pada Sen, 3 Nov 2025 10.12, Lokadaya <balas+1@lokadaya.net> menulis:"
    ),
    "apple": "On 3 Nov 2025, at 10.12, Lokadaya <balas@lokadaya.net> wrote:",
    "apple, Indonesian": (
        "Pada 3 Nov 2025, pukul 10.12, Lokadaya\n<balas@lokadaya.net> menulis:"
    ),
    "yahoo, Indonesian": (
        "Pada Senin, 3 November 2025 10.12.44 WIB, Lokadaya <balas@lokadaya.net>"
        " menulis:"
    ),
    "zoho": "---- Pada Sen, 03 Nov 2025 10:12:44 +0700 Lokadaya menulis ----",
    "outlook": (
        "________________________________\nFrom: Lokadaya <balas@lokadaya.net>\n"
        "Sent: Monday, November 3, 2025 10:12\nTo: Siti\nSubject: Balasan"
    ),
    "outlook, Indonesian": (
        "Dari: Lokadaya <balas@lokadaya.net>\nDikirim: Senin, 03 November 2025 10:12\n"
        "Kepada: Siti\nPerihal: Balasan"
    ),
    "outlook, without an address": (
        "From: Lokadaya\nSent: Monday, November 3, 2025 10:12\nTo: Siti"
    ),
    "outlook, old": "-----Original Message-----\nFrom: Lokadaya",
    "old, Indonesian": "-----Pesan Asli-----\nDari: Lokadaya",
    "ours": "Tulis balasan Anda di atas baris ini ###",
}
MINE = "Kami mulai dari lima nama:\n\n- Bu Sitti\n- Takmir masjid\n\nTerima kasih, Siti"


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_what_the_program_quotes_is_cut(head):
    assert without_old(f"{MINE}\n\n{head}\n\n{QUOTED}") == MINE
    assert without_old(f"{MINE}\r\n\r\n{head}\r\n".replace("\n", "\r\n")) == MINE


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nSiti Aminah\nPerkumpulan Sungai Jeneberang",
        "Dikirim dari iPhone saya",
        "Dikirim dari Yahoo Mail di Android",
        "Terkirim dari Samsung Galaxy smartphone saya",
        "Dikirim dari ponsel Xiaomi saya",
        "Sent from my iPhone",
        "Dapatkan Outlook untuk Android",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Dikirim dari ponsel cerdas vivo saya.",
        "Sent from my Galaxy S23 Ultra",
        "Yahoo Mail: Search, Organize, Conquer",
    ],
)
def test_signatures_of_people_and_phones_are_cut(signature):
    assert without_old(f"{MINE}\n\n{signature}\n\n{HEADS['gmail']}\n{QUOTED}") == MINE
    assert without_old(f"{MINE}\n\n{signature}") == MINE


@pytest.mark.parametrize(
    "said",
    [
        "Pada dasarnya saya setuju.\nOn the other hand: belum.\n\n"
        "Dari: kami bertiga\n\n> dikutip sendiri\nitu maksud saya",
        "Terima kasih, Bu.\nPada prinsipnya kami setuju, tetapi surat itu harus kita"
        " tulis\nulang bersama dinas. Besok jam 9?",
        "Pada rapat kemarin Bu Ani menulis:\nwarga harus didengar dulu.\nSetuju.",
        "Pada 2024 pemdes menulis:\nanggaran sudah ada.",
        "Pada laporan 12 Mei 2025 pukul 10.30 kami tulis\nulang angkanya.",
        "Setuju.\nDari: kas kelompok\nUntuk: beli pipa\nMohon dicek.",
        "Undangan:\nDari: pemdes\nTanggal: 12 Mei 2025 pukul 10.30\nPerihal: rapat",
        "Suratnya sudah jalan.\nDikirim lewat kantor pos tadi pagi.",
        "Dikirim lewat kantor pos tadi pagi.",
        "Daftarnya menyusul.\nDikirim lewat HP Bu Ani.",
        "Yahoo Mail saya tidak bisa dibuka.",
    ],
)
def test_words_that_only_look_like_a_heading_stay(said):
    assert without_old(said) == said
    assert without_old(f"{said}\n\n{HEADS['gmail']}\n{QUOTED}") == said


def test_a_sentence_right_above_a_heading_is_no_part_of_it():
    said = "Pada prinsipnya setuju,\nsilakan lanjut"

    assert without_old(f"{said}\n{HEADS['gmail, Indonesian']}\n{QUOTED}") == said
    assert without_old(f"{said}\n\n{HEADS['apple']}\n{QUOTED}") == said


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("x-tidak-ada", "Café siap".encode()),
        ("us-ascii", "Café siap".encode()),
        ("utf-8", "Café siap".encode("latin-1")),
        ("iso-8859-1", "Café siap".encode("latin-1")),
        ("utf-8", b"Caf\xc3\xa9 \x00siap"),
        ("base64", "Café siap".encode("latin-1")),
    ],
)
def test_whatever_alphabet_a_mail_names_its_words_are_read(charset, content):
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode()

    said = new_words(email.message_from_bytes(head + content, policy=default))

    assert said in ("Café siap", "Caf\ufffd siap")


def test_an_answer_below_what_it_answers_is_found():
    assert without_old(f"{HEADS['gmail']}\n{QUOTED}\nSetuju.\n-- \nSiti") == "Setuju."


def test_a_mail_without_anything_new_is_empty():
    assert without_old(f"\n\n{HEADS['gmail']}\n{QUOTED}") == ""
    assert without_old("Dikirim dari iPhone saya") == ""
    assert without_old("") == ""


GMAIL = (
    '<div dir="ltr">Setuju &amp; siap.<div>Besok <b>jam 9</b>?</div></div><br>'
    '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">Pada Sen menulis:<br>'
    '</div><blockquote class="gmail_quote">Lama<div>sekali</div></blockquote></div>'
)
OUTLOOK = (
    "<html><head><style>p {color: red}</style></head>"
    "<body><div>Setuju &amp; siap.</div>"
    "<div>Besok jam 9?</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg>Dari: "
    "Lokadaya</div><div>Lama sekali</div></body></html>"
)
APPLE = (
    "<html><body>Setuju &amp; siap.<div>Besok jam 9?</div><br><blockquote type=cite>"
    "<div>Lama sekali</div></blockquote></body></html>"
)


@pytest.mark.parametrize("html", [GMAIL, OUTLOOK, APPLE])
def test_a_mail_in_html_alone_is_read_too(html):
    message = EmailMessage()
    message.set_content(html, subtype="html")

    assert new_words(message) == "Setuju & siap.\nBesok jam 9?"


def test_scripts_and_tags_never_become_words():
    said = from_html("<script>alert(1)</script><![aneh[x]]><p>Halo</p><img src=x>")

    assert said.split()[-1] == "Halo"
    assert "alert" not in said


def test_a_huge_mail_is_read_in_a_moment_and_cut():
    for said in ("On a b " * 150_000, "> a\n" * 250_000, "<div>" * 200_000):
        assert len(without_old(said)) <= LONGEST
        from_html(said)
