"""E-mails leave when due, once, and are tried again when they could not."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from notices.actions import sending, telling
from notices.jobs import send_due_notices
from notices.models import Dispatch, Notice
from notices.tests.factories import tell


class BrokenBackend(EmailBackend):
    """A mail server that refuses whoever is called Rusak."""

    def send_messages(self, messages):
        for message in messages:
            if "rusak" in message.to[0]:
                raise OSError("mailbox unavailable")
        return super().send_messages(messages)


@pytest.mark.django_db
def test_the_job_sends_what_is_due_and_nothing_else():
    person = make_person(email="siti@contoh.id")
    tell(person, title="Sudah waktunya", due_at=timezone.now() - timedelta(minutes=1))
    tell(person, title="Belum", due_at=timezone.now() + timedelta(hours=1))

    send_due_notices()
    send_due_notices()

    assert [m.subject for m in mail.outbox] == ["Sudah waktunya"]
    assert mail.outbox[0].to == ["siti@contoh.id"]
    opened = Notice.objects.get(title="Sudah waktunya").get_absolute_url()
    assert f"http://testserver{opened}" in mail.outbox[0].body


@pytest.mark.django_db
def test_words_of_people_are_escaped_in_html_and_plain_in_text():
    tell(make_person(name="Siti & Rina"), title="<b>Air & tanah</b>")

    sending.send_due()

    message = mail.outbox[0]
    assert isinstance(message, mail.EmailMultiAlternatives)
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert "&lt;b&gt;Air &amp; tanah&lt;/b&gt;" in str(html)
    assert "<b>Air & tanah</b>" in message.body


@pytest.mark.django_db
def test_more_than_a_batch_is_sent_in_one_run():
    person = make_person()
    for _ in range(sending.BATCH + 3):
        tell(person)

    assert sending.send_due() == sending.BATCH + 3


@pytest.mark.django_db
def test_an_email_withdrawn_is_never_sent():
    person = make_person()
    tell(person, key="webinar:1")
    telling.withdraw(person=person, key="webinar:1")

    assert sending.send_due() == 0
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_reminder_of_what_has_begun_is_not_sent():
    now = timezone.now()
    tell(
        make_person(),
        due_at=now - timedelta(hours=2),
        until=now - timedelta(hours=1),
    )

    sending.send_due()

    assert mail.outbox == []
    assert Dispatch.objects.get().given_up_at is not None


@pytest.mark.django_db
def test_people_who_left_get_no_email():
    person = make_person()
    tell(person)
    person.is_active = False
    person.save()

    assert sending.send_due() == 0


@pytest.mark.django_db
def test_a_failed_email_is_tried_again_after_growing_pauses(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    tell(make_person(email="rusak@contoh.id"))
    tell(make_person(email="siti@contoh.id"))

    sending.send_due()

    waiting = Dispatch.objects.get(sent_at=None)
    assert "mailbox unavailable" in waiting.last_error
    assert [m.to for m in mail.outbox] == [["siti@contoh.id"]]
    first_pause = waiting.next_try_at - timezone.now()
    _make_due(waiting)
    sending.send_due()
    waiting.refresh_from_db()
    assert waiting.tries == 2
    assert waiting.next_try_at - timezone.now() > first_pause * 2


@pytest.mark.django_db
def test_a_mended_mail_server_delivers_what_waited(settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    tell(make_person(email="rusak@contoh.id"))
    sending.send_due()
    settings.EMAIL_BACKEND = working
    _make_due(Dispatch.objects.get())

    assert sending.send_due() == 1
    assert Dispatch.objects.get().last_error == ""


@pytest.mark.django_db
def test_an_email_that_always_fails_is_given_up(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
    tell(make_person(email="rusak@contoh.id"))

    for _ in range(len(sending.PAUSES) + 1):
        _make_due(Dispatch.objects.get())
        sending.send_due()

    assert Dispatch.objects.get().given_up_at is not None


@pytest.mark.django_db
def test_what_a_dead_worker_had_claimed_is_claimed_again_after_ten_minutes():
    tell(make_person())
    dead = timezone.now() - timedelta(minutes=9)
    Dispatch.objects.update(claimed_at=dead, tries=1)
    assert sending.send_due() == 0

    Dispatch.objects.update(claimed_at=dead - timedelta(minutes=2))

    assert sending.send_due() == 1


@pytest.mark.django_db
def test_the_email_has_the_words_and_zone_of_its_reader():
    person = make_person(regency=make_regency(time_zone="Asia/Makassar"))
    tell(person)

    sending.send_due()

    assert mail.outbox[0].body.startswith("Halo Siti,")
    assert Notice.objects.get().person.time_zone == "Asia/Makassar"


@pytest.mark.django_db
def test_sending_costs_the_same_few_queries_for_each_email(
    django_assert_max_num_queries,
):
    for _ in range(5):
        tell(make_person())

    # A claim with its savepoint for each carrier and one more for the mail, one
    # reading, a look and a record for each.
    with django_assert_max_num_queries(30):
        sending.send_due()


@pytest.mark.django_db(transaction=True)
def test_workers_racing_for_the_same_rows_send_each_email_once():
    people = [make_person(email=f"p{n}@contoh.id") for n in range(30)]
    for person in people:
        tell(person)
    start = Barrier(4)

    def work():
        try:
            start.wait()
            sending.send_due()
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(m.to[0] for m in mail.outbox) == sorted(str(p.email) for p in people)
    assert Dispatch.objects.filter(tries=1).exclude(sent_at=None).count() == 30


def _make_due(dispatch):
    Dispatch.objects.filter(pk=dispatch.pk).update(
        next_try_at=timezone.now(), claimed_at=None
    )
