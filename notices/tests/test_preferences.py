"""A person says how they want to be told, and it holds from then on."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from notices import quiet
from notices.actions import preferences
from notices.models import Channel, Choice, Dispatch, How, Notice, QuietHours
from notices.tests.factories import tell

pytestmark = pytest.mark.django_db
ADDRESS = "/kabar/pengaturan/"


def answers(page, **changed):
    """What the page's forms would send, with some of it changed."""
    form, hours = page.context["form"], page.context["hours"]
    given = {bound.html_name: bound.value() for bound in [*form, *hours]}
    ticked = {name: value for name, value in given.items() if value}
    return ticked | changed


def test_one_page_shows_what_holds_and_keeps_what_is_chosen(client):
    person = make_person()
    client.force_login(person)
    page = client.get(ADDRESS)
    assert page.context["form"]["replies-email"].value() == How.WEEKLY

    done = client.post(ADDRESS, answers(page, **{"replies-email": "daily"}))

    assert done.status_code == 302
    choice = Choice.objects.get()
    assert (choice.person, choice.group, choice.how) == (person, "replies", How.DAILY)
    assert client.get(ADDRESS).context["form"]["replies-email"].value() == How.DAILY


def test_what_is_as_usual_is_no_choice(client):
    person = make_person()
    Choice.objects.create(
        person=person, group="replies", channel=Channel.EMAIL, how=How.NOW
    )
    client.force_login(person)

    client.post(ADDRESS, answers(client.get(ADDRESS), **{"replies-email": "weekly"}))

    assert not Choice.objects.exists()


def test_what_waits_goes_the_way_now_chosen():
    person = make_person()
    tell(person, kind="forum.reply", key="minggu")
    tell(person, kind="courses.greeting", key="langsung")

    preferences.choose(
        person=person,
        chosen={
            ("replies", Channel.EMAIL): How.DAILY,
            ("courses", Channel.EMAIL): How.NONE,
        },
    )

    assert Notice.objects.get(key="minggu").rhythm == How.DAILY
    assert not Dispatch.objects.exists()


def test_who_no_longer_wants_them_gets_no_digest_of_them():
    person = make_person()
    tell(person, kind="forum.reply", key="ini")
    tell(person, kind="forum.mention", key="itu")

    preferences.choose(person=person, chosen={("replies", Channel.EMAIL): How.NONE})

    assert dict(Notice.objects.values_list("key", "rhythm")) == {
        "ini": "",
        "itu": "weekly",
    }


def test_in_peace_means_everything_but_the_account():
    person = make_person()

    preferences.stop_mail(person=person, group=None)
    tell(person, kind="webinar.reminder")
    tell(person, kind="accounts.departure")

    assert [d.notice.kind for d in Dispatch.objects.all()] == ["accounts.departure"]


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        ("21:00", "", "Isi kedua jam"),
        ("21:00", "21:00", "harus berbeda"),
        ("besok", "06:00", ""),
    ],
)
def test_hours_that_make_no_sense_are_said_so_and_kept(client, begins, ends, words):
    client.force_login(make_person())
    given = answers(client.get(ADDRESS), begins=begins, ends=ends)

    page = client.post(ADDRESS, given)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert f'value="{begins}"' in page.content.decode()
    assert not QuietHours.objects.exists()


def test_a_zone_of_ones_own_stays_whatever_the_place_of_work(client):
    person = make_person(regency=make_regency(time_zone="Asia/Makassar"))
    client.force_login(person)
    given = answers(client.get(ADDRESS), begins="21:00", ends="06:00")

    client.post(ADDRESS, given | {"time_zone": "Asia/Tokyo"})
    person.refresh_from_db()
    assert person.time_zone == "Asia/Tokyo"
    person.save()
    assert person.time_zone == "Asia/Tokyo"

    client.post(ADDRESS, given | {"time_zone": ""})
    person.refresh_from_db()
    assert person.time_zone == "Asia/Makassar"
    assert str(person.quiet_hours) == "21.00–06.00"


def test_without_an_address_the_page_offers_to_add_one(client):
    client.force_login(make_person(email=None, phone="+6281234567890"))

    page = client.get(ADDRESS).content.decode()

    assert "Tambahkan e-mail" in page


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-22 20:59", "2026-11-22 20:59"),
        ("2026-11-22 21:00", "2026-11-23 06:00"),
        ("2026-11-23 03:00", "2026-11-23 06:00"),
        ("2026-11-23 06:00", "2026-11-23 06:00"),
    ],
)
def test_a_night_is_over_in_the_morning_of_the_readers_zone(local, expected):
    person = make_person(regency=make_regency(time_zone="Asia/Jayapura"))
    hours = QuietHours(begins=time(21), ends=time(6))

    loud = quiet.loud_again(hours, person, _there(local))

    assert loud == _there(expected)


def test_a_rest_at_noon_is_over_the_same_day():
    person = make_person(regency=make_regency(time_zone="Asia/Jayapura"))
    hours = QuietHours(begins=time(12), ends=time(14))

    assert quiet.loud_again(hours, person, _there("2026-11-22 13:00")) == _there(
        "2026-11-22 14:00"
    )
    night = _there("2026-11-22 23:00")
    assert quiet.loud_again(hours, person, night) == night


def test_what_would_come_too_late_comes_before_the_night():
    person = make_person(regency=make_regency(time_zone="Asia/Jayapura"))
    hours = QuietHours(begins=time(21), ends=time(6))

    first = quiet.first_try(
        hours, person, _there("2026-11-22 21:30"), _there("2026-11-22 22:30")
    )

    assert first == _there("2026-11-22 20:59")


def test_mail_told_at_night_leaves_in_the_morning():
    person = make_person(regency=make_regency(time_zone="Asia/Jayapura"))
    QuietHours.objects.create(person=person, begins=time(21), ends=time(6))

    tell(person, due_at=_there("2026-11-22 23:00"))

    assert Dispatch.objects.get().next_try_at == _there("2026-11-23 06:00")


def _there(moment):
    local = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Jayapura"))
    return local.astimezone(UTC)
