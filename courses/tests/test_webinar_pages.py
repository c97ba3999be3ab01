"""The pages of webinars over HTTP: who sees what, and what each answers."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from courses.actions import webinars
from courses.models import Attendance, Registration, Webinar
from courses.tests.factories import make_course
from courses.tests.webinar_factories import (
    CODE_WORD,
    ROOM,
    event_in,
    make_host,
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_webinar,
    plan,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_guessed_before():
    cache.clear()


def test_anyone_reads_the_list_and_the_page(client):
    webinar = make_webinar()

    assert webinar.title in client.get("/webinar/").content.decode()
    page = client.get(webinar.get_absolute_url()).content.decode()
    assert "Masuk untuk mendaftar" in page


def test_an_empty_list_says_what_will_be_here(client):
    assert "Belum ada webinar" in client.get("/webinar/").content.decode()


def test_the_room_and_the_code_word_are_in_no_page_of_who_has_no_seat(client):
    webinar = make_running_webinar()
    pages = ["", "kalender.ics", "daftar/", "gabung/", "kata-sandi/", "sunting/"]

    for person in (None, make_person()):
        if person:
            client.force_login(person)
        for page in pages:
            answer = client.get(f"{webinar.get_absolute_url()}{page}")
            words = answer.content.decode() + str(answer.headers)
            assert ROOM not in words
            assert CODE_WORD not in words


def test_not_even_the_page_of_who_has_a_seat_shows_the_room(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)

    page = client.get(webinar.get_absolute_url()).content.decode()

    assert "Masuk ke ruang" in page
    assert ROOM not in page
    assert CODE_WORD not in page


def test_the_door_leads_to_the_room_and_says_not_from_where(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)

    answer = client.get(reverse("courses:webinar_join", args=[webinar.pk]))

    assert answer.status_code == 302
    assert answer.headers["Location"] == ROOM
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_door_sends_who_has_no_seat_back_with_the_reason(client):
    webinar = make_running_webinar()
    client.force_login(make_person())

    answer = client.get(reverse("courses:webinar_join", args=[webinar.pk]), follow=True)

    assert "Daftar dulu" in answer.content.decode()


def test_registering_twice_answers_422_and_who_finds_it_full_is_told_their_place(
    client,
):
    webinar = make_webinar(seats=1)
    url = reverse("courses:webinar_register", args=[webinar.pk])
    client.force_login(make_person())
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 422

    client.force_login(make_person())
    assert (
        "Masuk daftar tunggu" in client.get(webinar.get_absolute_url()).content.decode()
    )
    answer = client.post(url, follow=True)

    assert "Anda urutan ke-1 di daftar tunggu" in answer.content.decode()
    assert Registration.objects.active().count() == 1


def test_a_stranger_who_registers_is_asked_to_sign_in(client):
    webinar = make_webinar()

    answer = client.post(reverse("courses:webinar_register", args=[webinar.pk]))

    assert answer.status_code == 302
    assert not Registration.objects.exists()


def test_a_wrong_code_word_answers_422_beside_the_field_and_keeps_what_was_typed(
    client,
):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)
    url = reverse("courses:webinar_code_word", args=[webinar.pk])

    wrong = client.post(url, {"code_word": "perahuku"})
    right = client.post(url, {"code_word": CODE_WORD})

    assert wrong.status_code == 422
    assert "perahuku" in wrong.content.decode()
    assert "Bukan itu kata sandinya" in wrong.content.decode()
    assert right.status_code == 302
    assert Attendance.objects.count() == 1


def test_guesses_sent_with_keys_are_counted_too(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)
    url = reverse("courses:webinar_code_word", args=[webinar.pk])
    for number in range(5):
        key = f"0c5a4f0e-6f0e-4d52-9a3e-10adaaada7a{number}"
        client.post(url, {"code_word": f"tebak{number}"}, HTTP_IDEMPOTENCY_KEY=key)

    answer = client.post(url, {"code_word": CODE_WORD})

    assert answer.status_code == 422
    assert "Terlalu banyak tebakan" in answer.content.decode()


def test_each_reader_reads_the_time_of_their_own_zone(client):
    webinar = make_webinar(
        starts_at=timezone.now().replace(hour=7, minute=0) + timedelta(days=3)
    )
    url = webinar.get_absolute_url()

    assert "14.00 WIB" in client.get(url).content.decode()
    client.force_login(make_person(regency=make_regency()))
    assert "15.00 WITA" in client.get(url).content.decode()


def test_the_calendar_file_is_in_utc_and_a_change_has_a_higher_number(client):
    webinar = make_webinar()
    url = reverse("courses:webinar_calendar", args=[webinar.pk])
    before = event_in(client.get(url).content)
    later = timezone.now() + timedelta(days=5)

    webinars.edit(editor=webinar.host, webinar=webinar, **plan(starts_at=later))

    after = event_in(client.get(url).content)
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["dtstart"].to_ical().endswith(b"Z")
    assert after["dtstart"].dt == later.replace(microsecond=0)


def test_a_draft_does_not_exist_for_others(client):
    webinar = make_webinar(status=Webinar.Status.DRAFT)
    client.force_login(make_person())

    assert client.get(webinar.get_absolute_url()).status_code == 404
    assert client.get(f"{webinar.get_absolute_url()}sunting/").status_code == 404
    assert client.get("/webinar/999999/").status_code == 404


@pytest.mark.parametrize("page", ["sunting", "hadir", "batalkan"])
def test_the_trainers_pages_are_forbidden_to_others(client, page):
    webinar = make_webinar()
    client.force_login(make_person())

    answer = client.get(f"{webinar.get_absolute_url()}{page}/")

    assert answer.status_code == 403


def _filled(course, **changes):
    day = timezone.localdate() + timedelta(days=3)
    return {
        "course": course.pk,
        "title": "Mengukur",
        "summary": "Latihan.",
        "day": day.isoformat(),
        "hour": "15:00",
        "minutes": "90",
        "seats": "20",
        "room": "address",
        "address": ROOM,
        "code_word": CODE_WORD,
        "needed_percent": "50",
        **changes,
    }


def test_a_trainer_plans_publishes_and_lists_a_webinar(client):
    course = make_course()
    host = make_host(course)
    host.regency = make_regency()
    host.save()
    client.force_login(host)

    answer = client.post("/webinar/baru/", _filled(course))

    webinar = Webinar.objects.get()
    assert answer.status_code == 302
    # Three in the afternoon of Makassar is seven in the morning of UTC.
    assert (webinar.starts_at.hour, webinar.starts_at.minute) == (7, 0)
    assert webinar.title in client.get("/webinar/").content.decode()
    client.post(reverse("courses:webinar_publish", args=[webinar.pk]))
    webinar.refresh_from_db()
    assert webinar.is_published


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "http://ruang.contoh.id/"}, "https://"),
        ({"address": "javascript:alert(1)"}, "https://"),
        ({"day": "2020-01-01"}, "sudah lewat"),
        ({"seats": "0"}, "1"),
        ({"hour": "sore"}, "is-invalid-or-sentence"),
    ],
)
def test_bad_input_answers_422_and_loses_nothing(client, changes, sentence):
    course = make_course()
    client.force_login(make_host(course))

    answer = client.post("/webinar/baru/", _filled(course, **changes))

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Latihan." in text
    assert 'class="error"' in text
    assert sentence in text or sentence == "is-invalid-or-sentence"
    assert not Webinar.objects.exists()


def test_a_webinar_is_not_planned_in_a_course_of_others(client):
    client.force_login(make_host(make_course()))

    answer = client.post("/webinar/baru/", _filled(make_course()))

    assert answer.status_code == 422
    assert not Webinar.objects.exists()


def test_who_leads_no_course_plans_no_webinar(client):
    client.force_login(make_person())

    assert client.get("/webinar/baru/").status_code == 403


def test_the_editing_page_shows_what_is_and_says_when_seats_are_too_few(client):
    webinar = make_webinar()
    for _ in range(2):
        make_seat(webinar=webinar)
    client.force_login(webinar.host)
    url = reverse("courses:webinar_edit", args=[webinar.pk])

    assert ROOM in client.get(url).content.decode()
    answer = client.post(url, _filled(webinar.course, seats="1"))

    assert answer.status_code == 422
    assert "Sudah 2 orang" in answer.content.decode()


def test_the_room_of_a_running_webinar_can_still_be_mended(client):
    webinar = make_running_webinar()
    client.force_login(webinar.host)
    url = reverse("courses:webinar_edit", args=[webinar.pk])
    starts_at = timezone.localtime(webinar.starts_at)
    words = _filled(
        webinar.course,
        day=starts_at.date().isoformat(),
        hour=f"{starts_at:%H:%M}",
        address="https://ruang-lain.contoh.id/",
    )

    assert client.post(url, words).status_code == 302
    webinar.refresh_from_db()
    assert webinar.address == "https://ruang-lain.contoh.id/"
    assert webinar.starts_at == starts_at


def test_a_correction_needs_a_reason(client):
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(webinar.host)
    url = reverse("courses:attendance_correct", args=[webinar.pk, seat.pk])

    assert client.post(url, {"is_present": "ya", "reason": ""}).status_code == 422
    answer = client.post(url, {"is_present": "ya", "reason": "Hadir lewat telepon"})

    assert answer.status_code == 302
    listed = client.get(answer.headers["Location"]).content.decode()
    assert "koreksi fasilitator" in listed


def test_a_seat_of_another_webinar_is_not_corrected_here(client):
    webinar = make_past_webinar()
    seat = make_seat(webinar=make_past_webinar())
    client.force_login(webinar.host)

    answer = client.get(
        reverse("courses:attendance_correct", args=[webinar.pk, seat.pk])
    )

    assert answer.status_code == 404


def test_cancelling_asks_for_a_reason(client):
    webinar = make_webinar()
    client.force_login(webinar.host)
    url = reverse("courses:webinar_cancel", args=[webinar.pk])

    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Pemandu sakit."}).status_code == 302
    assert "dibatalkan" in client.get(webinar.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [3, 25])
def test_the_list_page_costs_the_same_queries_however_long(
    client, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_webinar()
    client.force_login(make_person())
    client.get("/webinar/")

    # The person, the bell, whether a trainer or a curator, the series, the count of the
    # pages, the page.
    with django_assert_max_num_queries(7):
        client.get("/webinar/")


def test_the_webinar_page_stays_within_its_bound(client, django_assert_max_num_queries):
    webinar = make_running_webinar()
    for _ in range(3):
        make_seat(webinar=webinar)
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)
    client.get(webinar.get_absolute_url())

    # The person, the bell, the webinar, the seat and its attendance, seats, whether
    # they manage it, the questions.
    with django_assert_max_num_queries(8):
        client.get(webinar.get_absolute_url())
