"""Rooms elsewhere: Jitsi's address, BigBlueButton's signed API, and who is inside."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.db.models import F

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses import jobs
from courses.actions import joining, presence
from courses.models import Attendance, Presence, Registration, Webinar
from courses.rooms import bigbluebutton
from courses.tests import bigbluebutton_server
from courses.tests.bigbluebutton_server import Meeting, Server
from courses.tests.factories import make_cohort
from courses.tests.webinar_factories import (
    make_past_webinar,
    make_running_webinar,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings) -> Iterator[Server]:
    with bigbluebutton_server.running() as server:
        settings.BIGBLUEBUTTON_URL = server.url
        settings.BIGBLUEBUTTON_SECRET = bigbluebutton_server.SECRET
        yield server


def make_bigbluebutton(**fields) -> Webinar:
    webinar = make_running_webinar(**fields)
    Webinar.objects.update(room=Webinar.Room.BIGBLUEBUTTON, address="")
    webinar.refresh_from_db()
    return webinar


def enter(address: str) -> requests.Response:
    """As a browser goes through the door."""
    return requests.get(address, timeout=5, allow_redirects=False)


def test_checksums_are_those_of_the_documentation():
    """The example of docs.bigbluebutton.org, whose own sum is given for SHA-1."""
    query = "name=Test+Meeting&meetingID=abc123&attendeePW=111222&moderatorPW=333444"
    signed = f"create{query}{bigbluebutton_server.SECRET}".encode()

    assert (
        hashlib.sha1(signed).hexdigest()  # noqa: S324
        == "1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17"
    )
    assert (
        bigbluebutton.checksum("create", query, bigbluebutton_server.SECRET)
        == hashlib.sha256(signed).hexdigest()
    )


def test_the_door_opens_the_room_and_leads_in_by_name(server):
    webinar = make_bigbluebutton(title="Musyawarah & mufakat: 100% warga")
    person = make_seat(webinar=webinar, person=make_person(name="Sri Wahyuni")).person

    address = joining.join(person=person, webinar=webinar)

    assert enter(address).headers["Location"].startswith(f"{server.url}/client/")
    meeting = server.meetings[str(webinar.uid)]
    assert meeting.name == "Musyawarah & mufakat: 100% warga"
    assert meeting.people == {str(person.sub): ("Sri Wahyuni", "VIEWER")}
    assert server.refused == 0


def test_the_host_comes_in_as_moderator(server):
    webinar = make_bigbluebutton()

    enter(joining.join(person=webinar.host, webinar=webinar))

    (host,) = server.meetings[str(webinar.uid)].people.values()
    assert host == (webinar.host.name, "MODERATOR")


def test_a_door_that_somebody_rewrote_is_refused_by_the_server(server):
    webinar = make_bigbluebutton()
    person = make_seat(webinar=webinar).person
    address = joining.join(person=person, webinar=webinar)

    answer = enter(address.replace("VIEWER", "MODERATOR"))

    assert "checksumError" in answer.text
    assert server.refused == 1


def test_another_secret_opens_nothing_and_the_person_hears_what_to_do(server, settings):
    settings.BIGBLUEBUTTON_SECRET = "lain"
    webinar = make_bigbluebutton()

    with pytest.raises(Refused, match="Coba lagi"):
        joining.join(person=webinar.host, webinar=webinar)


def test_a_server_that_does_not_answer_is_a_refusal_and_the_click_is_kept(settings):
    settings.BIGBLUEBUTTON_URL = "http://127.0.0.1:1/bigbluebutton"
    settings.BIGBLUEBUTTON_SECRET = bigbluebutton_server.SECRET
    webinar = make_bigbluebutton()
    seat = make_seat(webinar=webinar)

    with pytest.raises(Refused, match="Coba lagi"):
        joining.join(person=seat.person, webinar=webinar)

    seat.refresh_from_db()
    assert seat.joined_at is not None


def test_who_is_inside_is_seen_by_the_job_and_strangers_are_not_ours(server):
    webinar = make_bigbluebutton()
    person = make_seat(webinar=webinar).person
    enter(joining.join(person=person, webinar=webinar))
    server.meetings[str(webinar.uid)].people["bukan-kami"] = ("Tamu", "VIEWER")

    jobs.watch_rooms()
    jobs.watch_rooms()

    row = Presence.objects.get()
    assert (row.person, row.source) == (person, Attendance.Source.PROVIDER)


def test_minutes_inside_are_the_providers_report(server):
    webinar = make_bigbluebutton(minutes=60)
    person = make_seat(webinar=webinar).person
    enter(joining.join(person=person, webinar=webinar))
    jobs.watch_rooms()
    Presence.objects.update(joined_at=webinar.starts_at)

    jobs.watch_rooms()

    attendance = Attendance.objects.get()
    assert attendance.source == Attendance.Source.PROVIDER
    assert attendance.minutes == 30
    assert attendance.is_present


def test_while_the_server_was_not_asked_who_was_there_before_and_after_stayed(server):
    webinar = make_bigbluebutton(minutes=60)
    came_late, stayed, left = (make_seat(webinar=webinar).person for _ in range(3))
    for person in (stayed, left):
        enter(joining.join(person=person, webinar=webinar))
    jobs.watch_rooms()
    del server.meetings[str(webinar.uid)].people[str(left.sub)]
    enter(joining.join(person=came_late, webinar=webinar))
    # All that was twenty minutes ago, and nobody has asked since.
    ago = timedelta(minutes=20)
    Presence.objects.update(joined_at=F("joined_at") - ago, left_at=F("left_at") - ago)
    Webinar.objects.update(polled_at=F("polled_at") - ago)
    Registration.objects.update(joined_at=F("joined_at") - ago)

    jobs.watch_rooms()

    minutes = dict(Attendance.objects.values_list("person", "minutes"))
    assert minutes == {stayed.pk: 20, came_late.pk: 20, left.pk: 0}


def test_who_was_seen_to_be_gone_and_comes_back_was_away(server):
    webinar = make_bigbluebutton(minutes=60)
    person = make_seat(webinar=webinar).person
    enter(joining.join(person=person, webinar=webinar))
    jobs.watch_rooms()
    ago = timedelta(minutes=20)
    Presence.objects.update(joined_at=F("joined_at") - ago, left_at=F("left_at") - ago)
    Registration.objects.update(joined_at=F("joined_at") - ago)

    jobs.watch_rooms()

    assert Attendance.objects.get().minutes == 0


def test_all_who_lead_the_course_come_in_and_lead_the_room(server):
    cohort = make_cohort()
    webinar = make_bigbluebutton(course=cohort.course)
    enter(joining.join(person=webinar.host, webinar=webinar))

    enter(joining.join(person=cohort.facilitator, webinar=webinar))

    inside = server.meetings[str(webinar.uid)].people
    roles = {inside[str(p.sub)][1] for p in (webinar.host, cohort.facilitator)}
    assert roles == {"MODERATOR"}
    # Seen in the room without a seat, they attend nothing.
    person = cohort.facilitator
    assert presence.see(person=person, webinar=webinar, device="a") == 0
    assert not Attendance.objects.exists()
    with pytest.raises(Refused, match="Daftar dulu"):
        joining.join(person=make_person(), webinar=webinar)


def test_a_room_that_somebody_opened_otherwise_is_open(server):
    webinar = make_bigbluebutton()
    other = ("lama", "lama")
    server.meetings[str(webinar.uid)] = Meeting(webinar.title, other)

    enter(joining.join(person=webinar.host, webinar=webinar))

    assert server.meetings[str(webinar.uid)].people


def test_a_room_that_nobody_opened_or_that_is_long_shut_is_no_fault(server):
    make_bigbluebutton()
    past = make_past_webinar()
    Webinar.objects.filter(pk=past.pk).update(room=Webinar.Room.BIGBLUEBUTTON)

    jobs.watch_rooms()

    assert list(Webinar.objects.in_rooms_we_watch()) != [past]
    assert not Presence.objects.exists()


def test_jitsi_has_a_room_of_its_own_for_each_webinar(settings):
    settings.JITSI_URL = "https://rapat.contoh.id/"
    webinar = make_running_webinar(title="Air & warga")
    Webinar.objects.update(room=Webinar.Room.JITSI, address="")
    webinar.refresh_from_db()
    person = make_seat(webinar=webinar, person=make_person(name="Sri Wahyuni")).person

    address = urlsplit(joining.join(person=person, webinar=webinar))

    assert address.netloc == "rapat.contoh.id"
    assert address.path == f"/lokadaya-{webinar.uid.hex}"
    named = parse_qs(address.fragment)
    assert named["userInfo.displayName"] == ['"Sri Wahyuni"']


def test_bigbluebutton_is_offered_only_where_there_is_a_server(client, settings):
    settings.BIGBLUEBUTTON_URL = ""
    webinar = make_running_webinar()
    client.force_login(webinar.host)
    url = f"{webinar.get_absolute_url()}sunting/"

    assert "BigBlueButton" not in client.get(url).content.decode()
    settings.BIGBLUEBUTTON_URL = "https://bbb.contoh.id/bigbluebutton"
    settings.BIGBLUEBUTTON_SECRET = "rahasia"
    assert "BigBlueButton" in client.get(url).content.decode()


def test_a_hall_has_no_door():
    webinar = make_running_webinar()
    Webinar.objects.update(room=Webinar.Room.HALL, address="", place="Balai Desa Waru")
    webinar.refresh_from_db()
    person = make_seat(webinar=webinar).person

    with pytest.raises(Refused, match="Balai Desa Waru"):
        joining.join(person=person, webinar=webinar)
