"""One click stops mail, without signing in; a look stops nothing."""

import pytest
from django.core import mail
from django.test import Client

from accounts.tests.factories import make_person
from notices import unsubscribing
from notices.actions import sending
from notices.kinds import BY_NAME
from notices.models import Choice, How
from notices.tests.factories import tell

pytestmark = pytest.mark.django_db


def stop_url(message):
    return message.extra_headers["List-Unsubscribe"].strip("<>")


def test_the_headers_of_a_mail_stop_its_kind_with_one_click():
    person = make_person()
    tell(person)
    sending.send_due()
    message = mail.outbox[0]
    stranger = Client(enforce_csrf_checks=True)
    assert (
        message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    )
    assert stop_url(message) in message.body

    answer = stranger.post(stop_url(message), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    choice = Choice.objects.get()
    assert (choice.person, choice.group, choice.how) == (person, "courses", How.NONE)
    tell(person)
    assert sending.send_due() == 0


def test_a_look_shows_a_page_and_stops_nothing(client):
    person = make_person()

    page = client.get(unsubscribing.address(person.pk, BY_NAME["courses"]))

    assert page.status_code == 200
    assert "Hentikan e-mail tentang ini" in page.content.decode()
    assert not Choice.objects.exists()


def test_all_can_be_stopped_but_the_account(client):
    person = make_person()

    page = client.post(unsubscribing.address(person.pk, None))

    assert "Sudah kami hentikan" in page.content.decode()
    assert not Choice.objects.exclude(how=How.NONE).exists()
    tell(person, kind="webinar.reminder")
    tell(person, kind="accounts.departure")
    sending.send_due()
    assert len(mail.outbox) == 1
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers


def test_an_address_that_was_changed_does_not_exist(client):
    person = make_person()
    address = unsubscribing.address(person.pk, None).replace("semua", "courses")

    assert client.post(address).status_code == 404
    assert not Choice.objects.exists()


def test_who_has_gone_needs_no_stopping(client):
    person = make_person()
    person.is_active = False
    person.save()

    assert client.post(unsubscribing.address(person.pk, None)).status_code == 404
