"""Participant reports of Zoom and BigBlueButton: read, matched, taken over at once."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from courses.actions import reports
from courses.forms import WhoForm
from courses.models import Attendance, Completion, Presence, Webinar
from courses.reports import Unreadable, read
from courses.tests.webinar_factories import make_seat, make_webinar

MAKASSAR = ZoneInfo("Asia/Makassar")
# Three in the afternoon in Makassar.
STARTS_AT = datetime(2026, 3, 4, 7, tzinfo=UTC)

ZOOM = """Meeting ID,Topic,Start Time,User Email,Duration (Minutes),Participants
812 3456 7890,Webinar,03/04/2026 02:50:00 PM,rina@contoh.id,105,4

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Sri Wahyuni,sri@contoh.id,03/04/2026 03:00:00 PM,03/04/2026 03:40:00 PM,40,No
Sri Wahyuni,sri@contoh.id,03/04/2026 03:30:00 PM,03/04/2026 04:30:00 PM,60,No
HP Petani (Marianus Bele),,03/04/2026 03:05:00 PM,03/04/2026 03:15:00 PM,10,Yes
Tamu Tak Dikenal,,03/04/2026 03:00:00 PM,03/04/2026 04:00:00 PM,60,Yes
Salah Waktu,,tidak ada,03/04/2026 04:00:00 PM,,Yes
"""

ZOOM_WEBINAR = """Attendee Report
Report Generated:,"Mar 4, 2026 05:10:00 PM"
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes),# Registered
Tujuh bentuk,812 3456 7890,"Mar 4, 2026 02:50:00 PM",100,4
Host Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Rina Pemandu,rina@contoh.id,"Mar 4, 2026 02:50:00 PM","Mar 4, 2026 04:25:00 PM",95
Panelist Details,
Attended,User Name (Original Name),Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Aisyah,aisyah@contoh.id,"Mar 4, 2026 03:00:00 PM","Mar 4, 2026 04:00:00 PM",60
Attendee Details,
Attended,User Name (Original Name),First Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Sri Wahyuni (Sri W.),Sri,sri@contoh.id,"Mar 4, 2026 03:00:00 PM","Mar 4, 2026 03:45:00 PM",45
No,Budi,Budi,budi@contoh.id,--,--,--
Other Attended,
User Name,Join Time,Leave Time,Time in Session (minutes)
Pak Marianus,"Mar 4, 2026 03:00:00 PM","Mar 4, 2026 03:30:00 PM",30
"""  # noqa: E501

# Written by the learning dashboard in a browser that speaks Indonesian.
BIGBLUEBUTTON = (
    "Nama,Moderator,Skor Aktivitas,Talk Time,Webcam Time,Messages,Reactions,"
    "Poll Votes,Raise Hands,Join,Left,Duration\r\n"
    '"Sri Wahyuni","FALSE","1,2","00:01:00","-","2","0","0","0",'
    '"4/3/2026, 15.02.00","4/3/2026, 16.30.00","01:00:00"\r\n'
    '"Anonymous","","","","","","","","","","",""'
)


def report_of(text: str, zone: ZoneInfo = MAKASSAR):
    return read(text.encode(), zone=zone, starts_at=STARTS_AT)


def test_zooms_report_is_read_below_what_it_says_of_the_meeting():
    report = report_of(ZOOM)

    assert [line.name for line in report.good] == [
        "Sri Wahyuni",
        "Sri Wahyuni",
        "HP Petani (Marianus Bele)",
        "Tamu Tak Dikenal",
    ]
    assert report.good[0].joined_at == STARTS_AT
    assert [(line.number, line.name) for line in report.bad] == [(9, "Salah Waktu")]
    assert "tidak ada" in report.bad[0].error


def test_bigbluebuttons_report_counts_how_long_and_not_from_first_to_last():
    (line,) = report_of(BIGBLUEBUTTON).good

    assert line.minutes == 60
    assert line.joined_at == datetime(2026, 3, 4, 7, 2, tzinfo=UTC)


def test_the_report_of_a_zoom_webinar_is_read_section_by_section():
    """Panelists have a head of their own, and who registered and stayed away a line."""
    report = report_of(ZOOM_WEBINAR)

    assert report.bad == []
    said = [(line.name, line.email, line.minutes) for line in report.good]
    assert said == [
        ("Rina Pemandu", "rina@contoh.id", 95),
        ("Aisyah", "aisyah@contoh.id", 60),
        ("Sri Wahyuni (Sri W.)", "sri@contoh.id", 45),
        ("Pak Marianus", "", 30),
    ]
    assert report.good[2].joined_at == STARTS_AT


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-04 15:00:00",
        "Mar 4, 2026 03:00:00 PM",
        "2026-03-04T07:00:00Z",
        "03/04/2026 03:00:00 PM",
        "04/03/2026 15:00:00",
        "4/3/2026, 15.00.00",
        "04.03.2026 15:00",
    ],
)
def test_the_day_of_the_webinar_tells_which_way_a_date_is_written(written):
    (line,) = report_of(
        f'Name,Join Time,Leave Time\nSri,"{written}",2026-03-04 16:00:00'
    ).good

    assert line.joined_at == STARTS_AT


def test_zooms_short_report_has_only_how_long():
    (line,) = report_of("Name,User Email,Total Duration (Minutes)\nSri,,42").good

    assert (line.joined_at, line.minutes) == (STARTS_AT, 42)


def test_semicolons_and_utf16_are_what_spreadsheets_save():
    text = "Nama;E-mail;Durasi (menit)\nSri;sri@contoh.id;42"

    (line,) = read(text.encode("utf-16"), zone=MAKASSAR, starts_at=STARTS_AT).good

    assert (line.name, line.email, line.minutes) == ("Sri", "sri@contoh.id", 42)


def test_the_report_of_another_day_is_no_presence_here():
    (line,) = report_of(
        "Name,Join Time,Leave Time\nSri,2026-03-09 15:00:00,2026-03-09 16:00:00"
    ).bad

    assert "Harinya bukan" in line.error


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2", "PK\x03\x04\0\0", "Name,Join Time,Leave Time\n"]
)
def test_what_is_no_report_says_so(text):
    with pytest.raises(Unreadable):
        report_of(text)


def test_a_quotation_mark_that_is_never_closed_is_said_to_be_wrong():
    with pytest.raises(Unreadable, match="tanda kutip"):
        report_of('Name,Join Time,Leave Time\n"' + "Sri,15:00,16:00\n" * 10_000)


@pytest.mark.parametrize(
    "written",
    [
        "inf",
        "nan",
        "1e12",
        "2161",
        "36:00:01",
        "9999999999:00:00",
        "9" * 400 + ":00:00",
    ],
    ids=["inf", "nan", "1e12", "2161", "36:00:01", "hours", "digits"],
)
def test_a_length_that_nobody_can_stay_is_not_taken(written):
    (unsaid,) = report_of(f"Name,Total Duration (Minutes)\nSri,{written}").bad
    (told,) = report_of(
        "Name,Join Time,Leave Time,Duration (Minutes)\n"
        f"Sri,2026-03-04 15:00:00,2026-03-04 16:00:00,{written}"
    ).good

    assert "lamanya tidak terbaca" in unsaid.error
    assert told.minutes == 60


def test_a_day_at_the_end_of_all_days_is_another_day():
    (line,) = report_of(
        "Name,Join Time,Leave Time,Duration (Minutes)\nSri,9999-12-31 23:30:00,,60"
    ).bad

    assert "Harinya bukan" in line.error


@given(st.binary(max_size=400))
def test_no_file_whatever_makes_the_reader_fall(content):
    head = b"Name,Join Time,Leave Time,Duration (Minutes)\n"
    try:
        report = read(head + content, zone=MAKASSAR, starts_at=STARTS_AT)
    except Unreadable:
        return
    assert all(line.minutes >= 0 for line in report.good)


def make_held() -> Webinar:
    return make_webinar(starts_at=STARTS_AT, minutes=90)


@pytest.mark.django_db
def test_people_are_known_by_e_mail_then_by_a_name_that_only_one_has():
    webinar = make_held()
    sri = make_person(name="Sri W.", email="sri@contoh.id")
    marianus = make_person(name="Marianus Bele")
    for person in (sri, marianus):
        make_seat(webinar=webinar, person=person)

    found = reports.match(webinar=webinar, report=report_of(ZOOM))

    assert [(one.name[:9], one.person, one.minutes) for one in found] == [
        ("HP Petani", marianus, 10),
        ("Sri Wahyu", sri, 90),
        ("Tamu Tak ", None, 60),
    ]


@pytest.mark.django_db
def test_a_name_that_two_have_is_nobody_until_somebody_says_who():
    webinar = make_held()
    one, other = (
        make_seat(webinar=webinar, person=make_person(name="Marianus Bele")).person
        for _ in range(2)
    )
    report = report_of(ZOOM)

    unsaid = reports.match(webinar=webinar, report=report)[0]
    said = reports.match(webinar=webinar, report=report, said={unsaid.key: other.pk})

    assert unsaid.person is None
    assert said[0].person == other
    assert one != other


@pytest.mark.django_db
def test_a_report_taken_over_twice_counts_once_and_is_journaled():
    webinar = make_held()
    sri = make_person(name="Sri Wahyuni")
    make_seat(webinar=webinar, person=sri)
    found = reports.match(webinar=webinar, report=report_of(ZOOM))

    for _ in range(2):
        count = reports.take_over(
            importer=webinar.host, webinar=webinar, participants=found
        )

    attendance = Attendance.objects.get()
    assert count == 1
    assert (attendance.minutes, attendance.is_present) == (90, True)
    assert Presence.objects.count() == 2
    assert Completion.objects.get().learner == sri
    assert JournalEntry.objects.filter(deed="courses.report_imported").count() == 2


@pytest.mark.django_db
def test_only_those_who_manage_the_webinar_take_a_report_over():
    webinar = make_held()

    with pytest.raises(Refused):
        reports.take_over(importer=make_person(), webinar=webinar, participants=[])


@pytest.mark.django_db
def test_the_page_shows_everything_first_and_writes_only_when_told(client):
    webinar = make_held()
    make_seat(webinar=webinar, person=make_person(name="Sri Wahyuni"))
    make_seat(webinar=webinar, person=make_person(name="Aisyah"))
    client.force_login(webinar.host)
    url = f"{webinar.get_absolute_url()}hadir/laporan/"
    file = SimpleUploadedFile("zoom.csv", ZOOM.encode())

    preview = client.post(url, {"file": file, "zone": "Asia/Makassar"})
    shown = preview.content.decode()

    assert "Baris 9" in shown
    assert not Presence.objects.exists()
    guest = [one.name for one, _field in preview.context["rows"]].index(
        "Tamu Tak Dikenal"
    )
    sent = {"text": preview.context["text"], "zone": "Asia/Makassar", "import": "ya"}
    wrong = client.post(url, {**sent, f"siapa-{guest}": "Aisya"})
    assert wrong.status_code == 422
    assert 'value="Aisya"' in wrong.content.decode()
    assert not Presence.objects.exists()
    answer = client.post(url, {**sent, f"siapa-{guest}": "Aisyah"})
    assert answer.status_code == 302
    assert {a.person.name for a in Attendance.objects.counted()} == {
        "Sri Wahyuni",
        "Aisyah",
    }


@pytest.mark.django_db
def test_two_of_one_name_are_told_apart_by_where_they_live():
    regency = make_regency()
    one, other, third = (
        make_person(name="Marianus Bele", regency=place)
        for place in (regency, None, None)
    )

    form = WhoForm([], [one, other, third])

    assert form.people == {
        f"Marianus Bele, {regency.name}": one.pk,
        "Marianus Bele": other.pk,
        "Marianus Bele (2)": third.pk,
    }


@pytest.mark.django_db
def test_a_file_that_is_no_report_answers_422_and_strangers_are_forbidden(client):
    webinar = make_held()
    url = f"{webinar.get_absolute_url()}hadir/laporan/"
    client.force_login(make_person())
    assert client.get(url).status_code == 403

    client.force_login(webinar.host)
    picture = SimpleUploadedFile("foto.csv", b"\x89PNG\r\n\x1a\n\0\0")
    answer = client.post(url, {"file": picture, "zone": "Asia/Makassar"})

    assert answer.status_code == 422
    assert "bukan berkas CSV" in answer.content.decode()


@pytest.mark.django_db
def test_a_report_is_confirmed_in_one_form_of_eleven_hundred_boxes(client):
    webinar = make_held()
    sri = make_seat(webinar=webinar, person=make_person(name="Sri Wahyuni")).person
    head = "Name (Original Name),Join Time,Leave Time"
    hours = "03/04/2026 03:00:00 PM,03/04/2026 04:00:00 PM"
    # Of few lines, for speed: how many boxes a form may have is what could refuse it.
    lines = [f"Tamu {number:04},{hours}" for number in range(30)]
    client.force_login(webinar.host)

    answer = client.post(
        f"{webinar.get_absolute_url()}hadir/laporan/",
        {
            "text": "\n".join([head, *lines]),
            "zone": "Asia/Makassar",
            "import": "ya",
            **{f"siapa-{number}": "" for number in range(1_100)},
            "siapa-29": sri.name,
        },
    )

    assert answer.status_code == 302
    assert Attendance.objects.get().person == sri
