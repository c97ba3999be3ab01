"""Minutes present: what the portal and the provider saw, and what takes precedence."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from courses import jobs
from courses.actions import attendance, presence
from courses.models import (
    Achievement,
    Activity,
    Attendance,
    Completion,
    Presence,
    Result,
    Webinar,
)
from courses.summaries.webinars import webinars_waiting_for
from courses.tests.factories import make_cohort, make_enrollment
from courses.tests.webinar_factories import (
    CODE_WORD,
    make_running_webinar,
    make_seat,
    make_series,
    make_webinar,
)

pytestmark = pytest.mark.django_db
PORTAL, PROVIDER = Attendance.Source.PORTAL, Attendance.Source.PROVIDER


def make_presence(
    *,
    webinar: Webinar,
    person: User,
    minutes: tuple[int, int],
    source: int = PORTAL,
    device: str = "telepon",
) -> Presence:
    """Somebody seen from one minute of the webinar until another."""
    begin, end = (webinar.starts_at + timedelta(minutes=m) for m in minutes)
    return Presence.objects.create(
        webinar=webinar,
        person=person,
        source=source,
        device=device,
        joined_at=begin,
        left_at=end,
    )


def seen(webinar: Webinar, person: User, source: int = PORTAL) -> Attendance:
    return presence.settle(webinar=webinar, person=person, source=source)


def standing(webinar: Webinar, person: User) -> Attendance:
    return webinar.attendances.filter(person=person).standing().get()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_pages_that_stay_open_are_one_stretch_and_a_long_silence_begins_another(
    monkeypatch,
):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    begin = webinar.starts_at

    for minute in (0, 1, 3, 5, 20, 21):
        at(monkeypatch, begin + timedelta(minutes=minute))
        minutes = presence.see(person=seat.person, webinar=webinar, device="a")

    rows = Presence.objects.order_by("joined_at")
    assert [(r.left_at - r.joined_at).seconds // 60 for r in rows] == [5, 1]
    assert minutes == 6


def test_two_devices_at_once_are_one_person():
    webinar = make_running_webinar()
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 20))
    make_presence(webinar=webinar, person=person, minutes=(10, 25), device="laptop")

    assert seen(webinar, person).minutes == 25


def test_time_before_the_start_and_after_the_end_is_no_presence():
    webinar = make_webinar(starts_in=-timedelta(hours=3), minutes=60)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(-15, 10))
    make_presence(webinar=webinar, person=person, minutes=(55, 90))

    assert seen(webinar, person).minutes == 15


def test_enough_minutes_complete_the_step_and_too_few_do_not():
    webinar = make_running_webinar(minutes=20)
    enough, short = (make_seat(webinar=webinar).person for _ in range(2))
    make_presence(webinar=webinar, person=enough, minutes=(0, 10))
    make_presence(webinar=webinar, person=short, minutes=(0, 9))

    assert seen(webinar, enough).is_present
    assert not seen(webinar, short).is_present
    assert Completion.objects.get().learner == enough


def test_who_attends_all_webinars_of_a_course_passes_it_only_with_a_seat_there():
    webinar = make_running_webinar(minutes=20)
    Activity.objects.update(is_required=True)
    cohort = make_cohort(course=webinar.course, admission="approval")
    guest, learner = (make_seat(webinar=webinar).person for _ in range(2))
    make_enrollment(cohort=cohort, learner=learner)

    for person in (guest, learner):
        make_presence(webinar=webinar, person=person, minutes=(0, 15))
        seen(webinar, person)

    assert Completion.objects.count() == 2
    assert Achievement.objects.passed(cohort.course).get().learner == learner


def test_the_report_of_the_provider_stands_over_what_the_portal_saw():
    webinar = make_webinar(starts_in=-timedelta(hours=3), minutes=60)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 60))
    make_presence(webinar=webinar, person=person, minutes=(0, 12), source=PROVIDER)
    seen(webinar, person)
    seen(webinar, person, PROVIDER)

    stands = standing(webinar, person)

    assert (stands.source, stands.minutes, stands.is_present) == (PROVIDER, 12, False)
    assert not Attendance.objects.counted().exists()


def test_a_dropped_line_never_costs_credit_if_the_code_word_is_given():
    webinar = make_running_webinar(minutes=60)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 12), source=PROVIDER)
    seen(webinar, person, PROVIDER)

    attendance.give_code_word(learner=person, webinar=webinar, code_word=CODE_WORD)

    assert standing(webinar, person).source == Attendance.Source.CODE_WORD
    assert Completion.objects.get().learner == person


def test_a_correction_stands_over_everything():
    webinar = make_running_webinar(minutes=20)
    seat = make_seat(webinar=webinar)
    make_presence(webinar=webinar, person=seat.person, minutes=(0, 20), source=PROVIDER)
    seen(webinar, seat.person, PROVIDER)

    attendance.correct(
        facilitator=webinar.host,
        registration=seat,
        is_present=False,
        reason="Dipakai orang lain.",
    )

    assert not standing(webinar, seat.person).is_present


def test_minutes_that_are_enough_stand_before_the_code_word():
    webinar = make_running_webinar(minutes=20)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 15))
    seen(webinar, person)
    attendance.give_code_word(learner=person, webinar=webinar, code_word=CODE_WORD)

    assert standing(webinar, person).source == PORTAL


def test_who_has_no_seat_is_not_seen_and_the_host_is_not_counted():
    webinar = make_running_webinar()

    with pytest.raises(Refused):
        presence.see(person=make_person(), webinar=webinar, device="a")
    assert presence.see(person=webinar.host, webinar=webinar, device="a") == 0
    assert not Presence.objects.exists()


def test_after_the_end_the_course_hears_once_of_all_the_minutes():
    webinar = make_webinar(starts_in=-timedelta(minutes=61), minutes=60)
    cohort = make_cohort(course=webinar.course)
    person = make_seat(webinar=webinar).person
    make_enrollment(cohort=cohort, learner=person)
    Attendance.objects.create(
        webinar=webinar, person=person, source=PORTAL, minutes=55, is_present=True
    )

    jobs.settle_attendance()
    jobs.settle_attendance()

    webinar.refresh_from_db()
    assert webinar.settled_at is not None
    assert Result.objects.get().value == 55
    assert Completion.objects.get().learner == person


def test_a_webinar_without_a_course_counts_minutes_too():
    webinar = make_running_webinar(series=make_series(), minutes=20)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 15))

    assert seen(webinar, person).is_present
    assert not Completion.objects.exists()


def test_the_page_of_the_room_counts_minutes_and_says_how_many_are_needed(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    make_presence(webinar=webinar, person=seat.person, minutes=(0, 12))
    client.force_login(seat.person)

    page = client.get(f"{webinar.get_absolute_url()}ruang/")
    answer = client.post(
        f"{webinar.get_absolute_url()}di-sini/", {"device": "bukan nama"}
    )

    assert page.status_code == 200
    assert answer.json() == {"minutes": 12, "needed": 45}


def test_the_page_of_the_room_is_shut_to_who_has_no_seat(client):
    webinar = make_running_webinar()
    client.force_login(make_person())

    page = client.get(f"{webinar.get_absolute_url()}ruang/")
    beat = client.post(f"{webinar.get_absolute_url()}di-sini/", {"device": "x"})

    assert page.headers["Location"] == webinar.get_absolute_url()
    assert beat.status_code == 403


def test_the_attendance_list_shows_minutes_and_who_stayed_too_short(client):
    webinar = make_webinar(starts_in=-timedelta(hours=3), minutes=60)
    person = make_seat(webinar=webinar).person
    make_presence(webinar=webinar, person=person, minutes=(0, 12))
    seen(webinar, person)
    client.force_login(webinar.host)

    page = client.get(f"{webinar.get_absolute_url()}hadir/").content.decode()

    assert "kurang lama" in page
    assert ">12<" in page


def test_who_stayed_too_short_so_far_still_finds_the_webinar_at_home():
    webinar = make_running_webinar()
    person = make_seat(webinar=webinar).person
    presence.see(person=person, webinar=webinar, device="a")

    assert [item.url for item in webinars_waiting_for(person)] == [
        webinar.get_absolute_url()
    ]


def test_the_page_of_the_room_stays_within_its_bound(
    client, django_assert_max_num_queries
):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    for _ in range(3):
        make_seat(webinar=webinar)
    client.force_login(seat.person)
    url = f"{webinar.get_absolute_url()}ruang/"
    client.get(url)

    # The person, the bell, the webinar, the seat and its attendance, whether they
    # manage it, the questions.
    with django_assert_max_num_queries(8):
        client.get(url)
