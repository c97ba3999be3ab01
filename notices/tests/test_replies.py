"""A reply by e-mail is taken once, or its writer hears why not."""

import mailbox
from datetime import timedelta
from email.message import EmailMessage

import pytest
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, inbound
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from notices import answers, reply_addresses
from notices.actions import receiving, sending
from notices.models import IncomingReply, Notice
from notices.tests.factories import tell
from notices.tests.mail_server import mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken(monkeypatch):
    """What the app that takes answers was given."""
    monkeypatch.setattr(answers, "_takers", {})
    found = []

    @answers.takes_answers("uji.topik")
    def take(person, rest, text):
        if "tolak" in text:
            raise Refused("Topik ini sudah ditutup.")
        if "rusak" in text:
            raise ValueError(text)
        found.append((person, rest, text))
        return f"/uji/{rest}/"

    return found


@pytest.fixture
def told(taken):
    """Somebody who was told of something that can be answered."""
    person = make_person(name="Siti Aminah", email="siti@contoh.id")
    tell(person, answers="uji.topik:12")
    return Notice.objects.select_related("person").get()


def reply(to, text="Setuju.", *, sender="Siti <siti@contoh.id>", **headers):
    message = EmailMessage()
    message["From"], message["To"] = sender, to
    message["Subject"] = "Re: Balasan baru"
    message["Message-ID"] = f"<{hash((to, text))}@contoh.id>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_a_mail_that_can_be_answered_says_so_and_its_answer_goes_there(
    told, taken, settings
):
    with mail_server(settings) as mailboxes:
        sending.send_due()
    (sent,) = mailboxes.of("siti@contoh.id")
    assert "Tulis balasan Anda di atas baris ini ###" in sent.as_string()
    plain = str(next(sent.iter_parts()).get_content())
    quoted = "\n".join(f"> {line}" for line in plain.splitlines())
    answer = reply(
        sent["Reply-To"], f"Setuju.\n\nPada Sen, Lokadaya <x@y.id> menulis:\n{quoted}"
    )

    row = receiving.receive(answer)

    assert taken == [(told.person, "12", "Setuju.")]
    assert (row.outcome, row.url) == ("taken", "/uji/12/")
    assert mail.outbox == []


def test_who_answers_what_takes_no_answers_is_told_so(taken, settings):
    tell(make_person())
    tell(make_person(), answers="lain:1")
    sending.send_due()

    addresses = [message.reply_to for message in mail.outbox]
    receiving.receive(reply(settings.REPLY_ADDRESS, "Saya setuju."))

    assert addresses == [[settings.REPLY_ADDRESS]] * 2
    assert "tidak dapat dijawab" in mail.outbox[-1].body
    assert "Saya setuju." in mail.outbox[-1].body


def test_a_mail_delivered_twice_is_one_reply(told, taken):
    answer = reply(reply_addresses.address(told))

    receiving.receive(answer)
    receiving.receive(answer)

    assert len(taken) == 1


def refused(message, words):
    """The mail is answered with these words, and the writer's own come back."""
    row = receiving.receive(message)
    assert row.outcome == "explained"
    (explanation,) = mail.outbox
    assert explanation.to == ["siti@contoh.id"] or "lain@contoh.id" in explanation.to
    assert words in explanation.body
    assert "Setuju" in explanation.body
    assert explanation.extra_headers["Auto-Submitted"] == "auto-replied"
    assert explanation.extra_headers["In-Reply-To"] == message["Message-ID"]


def test_an_expired_address_is_explained(told, taken):
    address = reply_addresses.address(told)
    Notice.objects.update(due_at=timezone.now() - timedelta(days=31))

    refused(reply(address), "lewat masa berlakunya")

    assert taken == []


def test_a_changed_address_is_explained(told, taken):
    changed = reply_addresses.address(told).replace("@", "a@")

    refused(reply(changed), "tidak kami kenal")

    assert taken == []


def test_another_persons_address_is_explained(told, taken):
    address = reply_addresses.address(told)

    refused(reply(address, sender="lain@contoh.id"), "milik orang lain")

    assert taken == []


def test_a_refusal_is_said_and_nothing_typed_is_lost(told, taken):
    answer = reply(reply_addresses.address(told), "Setuju, jangan tolak.")

    refused(answer, "Topik ini sudah ditutup.")


def test_a_reply_without_words_is_explained(told, taken):
    answer = reply(reply_addresses.address(told), "-- \nSiti, setuju\n> Lama")

    row = receiving.receive(answer)

    assert row.outcome == "explained"
    assert "tidak menemukan tulisan baru" in mail.outbox[0].body
    assert "Siti, setuju" in mail.outbox[0].body


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<daftar.contoh.id>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"Lokadaya_Answer": "1"},
    ],
)
def test_no_machine_is_ever_answered_nor_heard(told, taken, headers):
    for to in (reply_addresses.address(told), "balas+0@lokadaya.test"):
        row = receiving.receive(reply(to, f"{to[:8]} Setuju.", **headers))
        assert row.outcome == "ignored"

    assert taken == []
    assert mail.outbox == []


@pytest.mark.parametrize(
    "sender",
    [
        "Lokadaya <kabar@lokadaya.test>",
        "balas+12-abc@lokadaya.test",
        "MAILER-DAEMON@contoh.id",
        "tanpa alamat",
    ],
)
def test_ourselves_and_bounces_are_never_answered(told, taken, sender):
    receiving.receive(reply("balas+0@lokadaya.test", sender=sender))

    assert mail.outbox == []


def test_an_empty_envelope_is_a_bounce(told, taken):
    address = reply_addresses.address(told)

    row = receiving.receive(reply(address), envelope_sender="")

    assert row.outcome == "ignored"


def test_explanations_to_one_sender_end(told, taken):
    for number in range(6):
        receiving.receive(reply("balas+0@lokadaya.test", f"{number} Setuju."))

    assert len(mail.outbox) == receiving.MOST_EXPLAINED


def test_too_many_replies_in_an_hour_are_refused(told, taken, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_TAKEN", 2)
    for number in range(3):
        receiving.receive(reply(reply_addresses.address(told), f"{number} Setuju."))

    assert len(taken) == 2
    assert "Terlalu banyak" in mail.outbox[0].body


def test_files_are_told_about(told, taken):
    answer = reply(reply_addresses.address(told))
    answer.add_attachment(b"...", maintype="image", subtype="png", filename="peta.png")

    receiving.receive(answer)

    assert len(taken) == 1
    assert "* peta.png" in mail.outbox[0].body
    assert "http://testserver/uji/12/" in mail.outbox[0].body


def test_no_row_names_an_address(told, taken):
    receiving.receive(reply(reply_addresses.address(told)))

    for row in IncomingReply.objects.values():
        assert "contoh.id" not in str(row)


def test_a_folder_of_mail_is_taken_in_and_emptied(told, taken, tmp_path):
    folder = mailbox.Maildir(tmp_path / "masuk", create=True)
    folder.add(reply(reply_addresses.address(told)).as_bytes())

    call_command("receive_mail", maildir=tmp_path / "masuk", verbosity=0)

    assert len(taken) == 1
    assert len(folder) == 0


def test_an_odd_mail_is_explained_and_stops_no_other(told, taken, tmp_path, caplog):
    """Alphabets that nobody knows, NUL, and heads that Python's reader trips over."""
    address = reply_addresses.address(told)
    head = f"From: siti@contoh.id\nTo: {address}\n"
    odd = [
        f"{head}Message-ID: <a@\nContent-Type: text/plain; charset=x-aneh\n\nSatu.",
        f"{head}Message-ID: <b@c>\n\nDu\0a.",
        f"{head}Message-ID: <c@c>\n\nJangan: rusak.",
        f"From: a@[\nTo: {address}\nMessage-ID: <d@c>\n\nTanpa penulis.",
        f"{head}Message-ID: <e@c>\n\nTerakhir.",
    ]
    folder = mailbox.Maildir(tmp_path / "masuk", create=True)
    for content in odd:
        folder.add(content.encode())

    call_command("receive_mail", maildir=tmp_path / "masuk", verbosity=0)

    assert {text for _person, _rest, text in taken} == {"Satu.", "Dua.", "Terakhir."}
    assert len(folder) == 0
    (explanation,) = mail.outbox
    assert "tidak dapat membaca" in explanation.body
    assert "Jangan: rusak." in explanation.body
    assert "rusak" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_mail_that_comes_while_the_mail_server_is_away_waits(
    told, taken, tmp_path, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    folder = mailbox.Maildir(tmp_path / "masuk", create=True)
    folder.add(reply("balas+0@lokadaya.test").as_bytes())
    folder.add(reply(reply_addresses.address(told), "Lain.").as_bytes())

    call_command("receive_mail", maildir=tmp_path / "masuk", verbosity=0)

    assert len(folder) == 1
    assert [text for _person, _rest, text in taken] == ["Lain."]
    assert IncomingReply.objects.get().outcome == "taken"


def test_what_an_email_service_hands_in_is_taken(told, taken):
    content = reply("balas@lokadaya.test").as_bytes()
    message = AnymailInboundMessage.parse_raw_mime_bytes(content)
    message.envelope_recipient = reply_addresses.address(told)
    message.envelope_sender = "siti@contoh.id"
    event = AnymailInboundEvent(event_type="inbound", message=message)

    inbound.send(sender=None, event=event, esp_name="Uji")

    assert len(taken) == 1
