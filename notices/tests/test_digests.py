"""What can wait comes in one mail: each thing once, whatever dies in between."""

from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from notices.actions import gathering, preferences, sending
from notices.mails import Mail
from notices.models import Channel, Digest, How, Notice, QuietHours
from notices.tests.factories import tell
from notices.tests.mail_server import mail_server

# A Monday, nine in the morning in Jakarta, ten in Makassar, eleven in Jayapura.
MONDAY = datetime(2026, 1, 5, 2, tzinfo=UTC)


@pytest.fixture
def mailboxes(settings):
    with mail_server(settings) as mailboxes:
        yield mailboxes


class DyingBackend(EmailBackend):
    """A worker that is killed after a few mails, wherever it is."""

    lives = 0

    def send_messages(self, messages):
        if DyingBackend.lives == 0:
            raise KeyboardInterrupt
        DyingBackend.lives -= 1
        return super().send_messages(messages)


def hear(person, title="Balasan baru", *, kind="forum.reply", days_ago=1, **fields):
    tell(
        person,
        title=title,
        kind=kind,
        due_at=MONDAY - timedelta(days=days_ago),
        **fields,
    )


def claims_grow_old():
    old = timezone.now() - timedelta(minutes=11)
    Digest.objects.exclude(claimed_at=None).update(claimed_at=old)


@pytest.mark.django_db
def test_the_week_comes_in_one_mail_by_what_it_is_about(mailboxes):
    person = make_person(name="Siti Aminah", email="siti@contoh.id")
    hear(person, "Teguh membalas Anda")
    hear(person, "Rina menyebut Anda", kind="forum.mention")
    hear(person, "Topik <baru> & segar", kind="forum.topic")

    assert gathering.gather(MONDAY) == 1
    sending.send_due()

    (mail,) = mailboxes.of("siti@contoh.id")
    assert mail["Subject"] == "3 kabar pekan ini dari Lokadaya"
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_body(("plain",)).get_content()
    assert text.startswith("Halo Siti,")
    assert text.index("Nama Anda disebut") < text.index("Balasan untuk Anda")
    assert "* Topik <baru> & segar" in text
    assert f"http://testserver/kabar/{Notice.objects.latest('pk').pk}/" in text
    html = mail.get_body(("html",)).get_content()
    assert "Topik &lt;baru&gt; &amp; segar</a>" in html


@pytest.mark.django_db
def test_what_was_in_a_digest_is_in_no_other(mailboxes):
    person = make_person(email="siti@contoh.id")
    hear(person, "Lama")
    gathering.gather(MONDAY)
    gathering.gather(MONDAY)
    sending.send_due()
    hear(person, "Baru", days_ago=-2)

    gathering.gather(MONDAY + timedelta(days=3))
    assert Digest.objects.count() == 1
    gathering.gather(MONDAY + timedelta(days=7))
    sending.send_due()

    first, second = (m.get_body(("plain",)).get_content() for m in mailboxes.mails)
    assert "Lama" in first
    assert "Lama" not in second
    assert "Baru" in second


@pytest.mark.django_db
def test_news_late_for_a_digest_waits_for_the_next_and_is_not_lost(mailboxes):
    person = make_person(email="siti@contoh.id")
    hear(person, "Awal")
    gathering.gather(MONDAY)
    hear(person, "Terlambat")

    assert gathering.gather(MONDAY + timedelta(hours=1)) == 0
    assert gathering.gather(MONDAY + timedelta(days=7)) == 1


@pytest.mark.django_db
def test_what_was_read_on_the_site_is_not_said_again(mailboxes):
    person, reader = make_person(email="siti@contoh.id"), make_person()
    hear(person, "Sudah")
    hear(person, "Belum")
    hear(reader, "Semua sudah")
    gathering.gather(MONDAY)
    Notice.objects.exclude(title="Belum").update(read_at=MONDAY)

    sending.send_due()

    (mail,) = mailboxes.mails
    assert "Sudah" not in mail.get_body(("plain",)).get_content()
    assert Digest.objects.get(person=reader).given_up_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "utc_hour", "made"),
    [
        ("Asia/Jakarta", 23, 0),
        ("Asia/Jakarta", 24, 1),
        ("Asia/Makassar", 22, 0),
        ("Asia/Makassar", 23, 1),
        ("Asia/Jayapura", 22, 1),
    ],
)
def test_it_is_seven_on_monday_where_the_reader_is(zone, utc_hour, made):
    person = make_person(
        regency=make_regency(province="91", code="91.01", time_zone=zone)
    )
    hear(person, days_ago=2)

    sunday = datetime(2026, 1, 4, tzinfo=UTC)
    # The Monday before was due long ago: what is told since waits for this one.
    assert gathering.gather(sunday + timedelta(hours=utc_hour)) == made


@pytest.mark.django_db
def test_daily_digests_come_daily(mailboxes):
    person = make_person(email="siti@contoh.id")
    preferences.choose(person=person, chosen={("replies", Channel.EMAIL): How.DAILY})
    hear(person, "Selasa", days_ago=-1)

    assert gathering.gather(MONDAY + timedelta(days=1)) == 0
    assert gathering.gather(MONDAY + timedelta(days=2)) == 1
    sending.send_due()

    assert mailboxes.mails[0]["Subject"] == "1 kabar hari ini dari Lokadaya"


@pytest.mark.django_db
def test_quiet_hours_hold_a_digest_too(mailboxes):
    person = make_person(email="siti@contoh.id")
    local = timezone.now().astimezone(ZoneInfo(person.time_zone))
    hour = local.replace(minute=0, second=0, microsecond=0)
    begins, ends = hour - timedelta(hours=1), hour + timedelta(hours=2)
    QuietHours.objects.create(person=person, begins=begins.time(), ends=ends.time())
    hear(person)
    gathering.gather(MONDAY)
    Digest.objects.update(next_try_at=timezone.now())

    sending.send_due()

    digest = Digest.objects.get()
    assert (digest.next_try_at, digest.tries) == (ends, 0)
    assert mailboxes.mails == []


@pytest.mark.django_db
def test_a_night_that_covers_the_hour_moves_the_digest_to_its_end():
    person = make_person()
    QuietHours.objects.create(person=person, begins=time(21), ends=time(10, 30))
    hear(person)

    gathering.gather(MONDAY)

    local = Digest.objects.get().next_try_at.astimezone(ZoneInfo(person.time_zone))
    assert (local.day, local.hour, local.minute) == (5, 10, 30)


@pytest.mark.django_db
def test_more_than_anyone_reads_is_counted_and_stays_in_the_inbox(
    mailboxes, monkeypatch
):
    monkeypatch.setattr("notices.mails.MOST_ITEMS", 2)
    person = make_person(email="siti@contoh.id")
    for number in range(5):
        hear(person, f"Kabar {number}")

    gathering.gather(MONDAY)
    sending.send_due()

    text = mailboxes.mails[0].get_body(("plain",)).get_content()
    assert text.count("* Kabar") == 2
    assert "Dan 3 kabar lagi" in text


@pytest.mark.django_db
def test_a_worker_killed_on_the_way_leaves_nobody_without_and_nobody_with_two(
    mailboxes, settings
):
    people = [make_person(email=f"p{number}@contoh.id") for number in range(12)]
    for person in people:
        hear(person)
    gathering.gather(MONDAY)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    DyingBackend.lives = 5
    with pytest.raises(KeyboardInterrupt):
        sending.send_due()
    settings.EMAIL_BACKEND = working

    gathering.gather(MONDAY)
    sending.send_due()
    assert len(mailboxes.mails) == 5
    claims_grow_old()
    sending.send_due()

    assert sorted(m["To"] for m in mailboxes.mails) == sorted(
        str(person.email) for person in people
    )


@pytest.mark.django_db
def test_gathering_costs_the_same_however_many(django_assert_num_queries):
    def round_of(count):
        for _ in range(count):
            hear(make_person())

    round_of(2)
    with django_assert_num_queries(11):
        gathering.gather(MONDAY)
    round_of(30)
    with django_assert_num_queries(11):
        gathering.gather(MONDAY)


@pytest.mark.django_db(transaction=True)
def test_gatherers_racing_make_one_digest_each():
    people = [make_person() for _number in range(20)]
    for person in people:
        hear(person)
        hear(person)
    start = Barrier(4)

    def work():
        try:
            start.wait()
            gathering.gather(MONDAY)
        finally:
            connection.close()

    workers = [Thread(target=work) for _number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Digest.objects.count() == 20
    assert not Notice.objects.filter(digest=None).exists()


def test_a_mail_is_written_as_django_writes_it():
    words: dict[str, Any] = {
        "subject": "Tiga kabar pekan ini – dari Lokadaya, dengan judul panjang",
        "body": "Halo Bé,\nFrom sini kabarnya.",
        "from_email": "Lokadaya <kabar@lokadaya.net>",
        "to": ["be@contoh.id"],
        "headers": {
            "Date": "Mon, 05 Jan 2026 09:00:00 +0700",
            "Message-ID": "<satu@lokadaya.net>",
            "List-Unsubscribe": f"<https://lokadaya.net/berhenti/{'x' * 90}/>",
        },
    }
    ours, theirs = (made(**words) for made in (Mail, EmailMultiAlternatives))
    for mail in (ours, theirs):
        mail.attach_alternative("<p>Halo Bé</p>", "text/html")
    written: Any = ours.message()
    expected: Any = theirs.message()

    expected.set_boundary(written.get_boundary())

    assert written.as_bytes(linesep="\r\n") == expected.as_bytes(linesep="\r\n")
