"""Calendar feeds: a secret address that keeps itself current and can be shut."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from accounts.tests.factories import make_person
from courses.actions import feeds, registration, webinars
from courses.models import CalendarFeed
from courses.tests.webinar_factories import ROOM, make_seat, make_webinar

pytestmark = pytest.mark.django_db


def events(client, feed):
    answer = client.get(feed.get_absolute_url())
    assert answer.status_code == 200
    assert ROOM not in answer.content.decode()
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_the_feed_has_what_one_attends_and_hosts_and_nothing_else(client):
    person = make_person()
    make_seat(webinar=make_webinar(title="Ikut"), person=person)
    make_webinar(title="Memandu", host=person, starts_in=timedelta(days=5))
    make_webinar(title="Orang lain")
    make_seat(
        webinar=make_webinar(title="Lama", starts_in=-timedelta(days=200)),
        person=person,
    )

    found = events(client, feeds.open_feed(person))

    assert [str(e["summary"]) for e in found] == ["Ikut", "Memandu"]


def test_who_only_waits_has_it_in_the_calendar_when_there_is_a_seat(client):
    webinar = make_webinar(seats=1)
    seated, waiting = make_person(), make_person()
    for person in (seated, waiting):
        registration.register(person=person, webinar=webinar)
    feed = feeds.open_feed(waiting)
    assert events(client, feed) == []

    registration.give_back(person=seated, webinar=webinar)

    assert len(events(client, feed)) == 1


def test_what_is_called_off_is_said_to_be(client):
    webinar = make_webinar()
    feed = feeds.open_feed(make_seat(webinar=webinar).person)

    webinars.cancel(canceller=webinar.host, webinar=webinar, reason="Pemandu sakit.")

    (event,) = events(client, feed)
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 1


def test_an_address_that_was_changed_or_shut_reads_nothing(client):
    person = make_person()
    old = feeds.open_feed(person)

    new = feeds.change_feed(person)

    assert client.get(old.get_absolute_url()).status_code == 404
    assert client.get(new.get_absolute_url()).status_code == 200
    feeds.close_feed(person)
    assert client.get(new.get_absolute_url()).status_code == 404


def test_who_may_no_longer_sign_in_has_no_feed(client):
    person = make_person()
    feed = feeds.open_feed(person)
    person.is_active = False
    person.save()

    assert client.get(feed.get_absolute_url()).status_code == 404


def test_the_page_makes_changes_and_shuts_the_address(client):
    person = make_person()
    client.force_login(person)
    page = "/webinar/kalender/"

    assert "Buat alamat" in client.get(page).content.decode()
    client.post(page, {"deed": "buat"})
    made = CalendarFeed.objects.get()
    assert made.token in client.get(page).content.decode()
    client.post(page, {"deed": "ganti"})
    assert CalendarFeed.objects.get().token != made.token
    client.post(page, {"deed": "matikan"})
    assert not CalendarFeed.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get("/webinar/kalender/").status_code == 302
