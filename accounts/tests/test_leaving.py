"""Deleting an account: asked for with proof, called off by signing in, done in time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import leaving
from accounts.models import Departure, User
from accounts.personal import GONE
from accounts.tests.factories import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "sepatu-basah-di-teras"


def test_it_takes_the_password_and_a_tick(client):
    person = make_person(email="maria@contoh.id", password=PASSWORD)
    client.force_login(person)
    page = reverse("accounts:leave")

    wrong = client.post(page, {"password": "bukan ini", "is_meant": "on"})
    unmeant = client.post(page, {"password": PASSWORD})
    right = client.post(page, {"password": PASSWORD, "is_meant": "on"})

    assert (wrong.status_code, unmeant.status_code) == (422, 422)
    assert right.url == reverse("accounts:left")
    assert Departure.objects.open().filter(person=person).count() == 1


def test_asking_ends_the_sessions_of_every_device(client, client_elsewhere):
    person = make_person(password=PASSWORD)
    client.force_login(person)
    client_elsewhere.force_login(person)

    leaving.ask(person=person)

    for device in (client, client_elsewhere):
        answer = device.get(reverse("accounts:profile"))
        assert answer.url.startswith(reverse("account_login"))


def test_the_person_is_told_by_mail_until_when_they_can_come_back():
    person = make_person()

    departure = leaving.ask(person=person)

    notice = person.notices.get(kind="accounts.departure")
    assert departure.due_at - departure.asked_at <= timedelta(days=3)
    assert notice.dispatches.exists()


def test_signing_in_calls_it_off(client):
    person = make_person(email="maria@contoh.id", password=PASSWORD)
    prove_email(person)
    leaving.ask(person=person)

    data = {"login": "maria@contoh.id", "password": PASSWORD}
    client.post(reverse("account_login"), data)
    overdue()
    done = leaving.carry_out_due()

    person.refresh_from_db()
    assert (done, person.name) == (0, "Siti Aminah")
    assert not person.notices.filter(kind="accounts.departure").exists()
    assert "dibatalkan" in client.get(reverse("home")).content.decode()


def test_before_its_time_nothing_is_deleted():
    person = make_person()
    leaving.ask(person=person)

    assert leaving.carry_out_due() == 0


def test_what_is_left_is_a_row_without_a_name():
    person = make_person(email="maria@contoh.id", phone="+6281234567890")
    sub = person.sub
    leaving.ask(person=person)
    overdue()

    done = leaving.carry_out_due()

    left = User.objects.get(pk=person.pk)
    assert done == 1
    assert (left.name, left.email, left.phone) == (GONE, None, None)
    assert left.sub != sub
    assert not left.is_active
    assert not left.has_usable_password()


def test_the_e_mail_address_is_free_again():
    person = make_person(email="maria@contoh.id")
    leaving.forget(person=person)

    assert make_person(email="maria@contoh.id").pk != person.pk


def prove_email(person):
    EmailAddress.objects.create(
        user=person, email=person.email, verified=True, primary=True
    )


def overdue():
    Departure.objects.update(due_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db(transaction=True)
def test_who_signs_in_at_the_moment_of_deletion_is_either_back_or_gone():
    person = make_person(email="maria@contoh.id", password=PASSWORD)
    prove_email(person)
    leaving.ask(person=person)
    overdue()
    together = Barrier(2)

    def sign_in():
        browser = Client()
        together.wait()
        try:
            data = {"login": "maria@contoh.id", "password": PASSWORD}
            browser.post(reverse("account_login"), data)
            return browser.get(reverse("accounts:profile")).status_code == 200
        finally:
            connection.close()

    def delete():
        together.wait()
        try:
            return leaving.carry_out_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        back, gone = pool.submit(sign_in), pool.submit(delete)

    left = User.objects.get(pk=person.pk)
    assert back.result() != bool(gone.result())
    assert left.is_active == back.result() == (left.email is not None)


@pytest.fixture
def client_elsewhere():
    return Client()
