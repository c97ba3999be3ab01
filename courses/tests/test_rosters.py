"""Lists of people from files: looked at first, then enrolled as it was promised."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from openpyxl import Workbook

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import enrollment, rosters
from courses.forms.rosters import RosterForm
from courses.models import Roster
from courses.tests.factories import make_cohort, make_enrollment

pytestmark = pytest.mark.django_db
CSV = "Nama;E-mail;HP\nAni;ani@contoh.id;\nBudi;;0812-3456-7890\n"


def make_roster(cohort, *contacts):
    rows = [["Seseorang", contact] for contact in contacts]
    return rosters.upload(
        facilitator=cohort.facilitator, cohort=cohort, name="daftar.csv", rows=rows
    )


def make_ended_cohort():
    return make_cohort(ends_on=timezone.localdate() - timedelta(days=1))


def enroll(roster):
    promised = rosters.promise(rosters.check(roster))
    person = roster.cohort.facilitator
    return rosters.enroll(facilitator=person, roster=roster, promised=promised)


def errors(roster):
    return [entry.error for entry in rosters.check(roster)]


@pytest.fixture
def people():
    ani = make_person(name="Ani", email="ani@contoh.id")
    budi = make_person(name="Budi", email=None, phone="+6281234567890")
    return ani, budi


def send(client, cohort, name, content):
    client.force_login(cohort.facilitator)
    address = reverse("courses:roster_new", args=[cohort.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def test_a_csv_is_shown_first_and_then_enrolled(client, people):
    cohort = make_cohort()

    preview = send(client, cohort, "daftar.csv", CSV.encode()).headers["Location"]
    page = client.get(preview)
    assert "2 orang siap dimasukkan." in page.content.decode()
    assert cohort.enrollments.count() == 0
    client.post(preview, {"janji": page.context["promised"]})

    seated = cohort.enrollments.active().values_list("learner", flat=True)
    assert set(seated) == {person.pk for person in people}
    assert JournalEntry.objects.get().deed == "courses.roster_enrolled"


@pytest.mark.parametrize(
    "heading",
    [
        *("Alamat email", "E-Mail", "Email address", "Alamat e-mail"),
        *("No. HP", "Nomor HP", "No. WA", "Nomor WhatsApp", "Nomor telepon"),
    ],
)
def test_a_form_of_others_may_call_its_column_of_contacts_so(heading):
    file = SimpleUploadedFile("a.csv", f"Nama,{heading}\nAni,ani@contoh.id\n".encode())

    form = RosterForm(files=MultiValueDict({"file": [file]}))

    assert form.is_valid(), form.errors


def test_a_spreadsheet_says_the_same(client, people):
    cohort, book, file = make_cohort(), Workbook(), BytesIO()
    for row in (["Nama", "Nomor ponsel"], ["Budi", 81234567890.0]):
        book.active.append(row)
    book.save(file)

    preview = send(client, cohort, "daftar.xlsx", file.getvalue()).headers["Location"]

    assert "1 orang siap dimasukkan." in client.get(preview).content.decode()


def test_rows_in_order_are_enrolled_and_the_others_stay_on_the_page(client, people):
    cohort = make_cohort()
    rows = CSV + "Cici;cici@contoh.id;\nDedi;;\n"
    preview = send(client, cohort, "daftar.csv", rows.encode()).headers["Location"]

    page = client.get(preview)
    answer = client.post(preview, {"janji": page.context["promised"]})
    after = client.get(preview).content.decode()

    assert "2 orang siap dimasukkan, 2 baris dilewati." in page.content.decode()
    assert "1 orang belum punya akun" in page.content.decode()
    assert answer.headers["Location"] == preview
    assert cohort.enrollments.active().count() == 2
    assert "2 baris tinggal" in after
    assert "Cici" in after
    assert "ani@contoh.id" not in after


def test_when_it_is_no_longer_as_promised_nobody_is_enrolled(client, people):
    _ani, budi = people
    cohort = make_cohort()
    roster = make_roster(cohort, "ani@contoh.id", "+6281234567890")
    promised = rosters.promise(rosters.check(roster))
    make_enrollment(cohort=make_cohort(course=cohort.course), learner=budi)

    with pytest.raises(Refused, match="berubah"):
        rosters.enroll(facilitator=cohort.facilitator, roster=roster, promised=promised)

    assert cohort.enrollments.count() == 0


def test_a_list_without_a_row_in_order_enrolls_nobody():
    roster = make_roster(make_cohort(), "tiada@contoh.id")

    with pytest.raises(Refused, match="Tidak ada baris"):
        enroll(roster)


def test_every_row_says_what_is_wrong_with_it(people):
    ani, budi = people
    cohort = make_cohort(seats=2)
    make_enrollment(cohort=cohort, learner=ani)
    make_enrollment(cohort=make_cohort(course=cohort.course), learner=budi)
    make_person(email="cici@contoh.id")
    make_person(email="dedi@contoh.id")
    roster = make_roster(
        cohort,
        *("ani@contoh.id", "+6281234567890", "cici@contoh.id", "cici@contoh.id"),
        *("dedi@contoh.id", "", "tiada@contoh.id"),
    )

    said = errors(roster)

    expected = ["Sudah terdaftar", "angkatan lain", "", "sebelumnya", "tidak cukup"]
    expected += ["Tidak ada e-mail", "Belum punya akun"]
    for error, words in zip(said, expected, strict=True):
        assert words in error if words else not error


def test_the_same_list_is_enrolled_once(people):
    cohort = make_cohort()
    roster = make_roster(cohort, "ani@contoh.id")
    enroll(roster)

    with pytest.raises(Refused, match="sudah dimasukkan"):
        enroll(roster)

    assert cohort.enrollments.count() == 1


def test_a_seat_in_a_cohort_that_has_ended_is_still_a_seat(people):
    ani, _budi = people
    cohort = make_ended_cohort()
    make_enrollment(cohort=cohort, learner=ani)

    said = errors(make_roster(cohort, "ani@contoh.id"))

    assert said == ["Sudah terdaftar di angkatan ini."]


def test_a_cohort_that_has_ended_is_filled_from_no_list(client, people):
    ani, _budi = people
    cohort = make_ended_cohort()
    make_enrollment(cohort=cohort, learner=ani)
    roster = make_roster(cohort, "ani@contoh.id", "+6281234567890")
    client.force_login(cohort.facilitator)

    with pytest.raises(Refused, match="sudah selesai"):
        enroll(roster)
    page = reverse("courses:roster", args=[cohort.pk, roster.pk])
    answer = client.post(page, {"janji": rosters.promise(rosters.check(roster))})

    assert answer.status_code == 422
    assert "Angkatan ini sudah selesai" in answer.content.decode()
    assert cohort.enrollments.get().learner == ani


def test_who_is_on_the_list_waits_no_longer(people):
    ani, _budi = people
    cohort = make_cohort(seats=1)
    seat = make_enrollment(cohort=cohort)
    enrollment.wait(learner=ani, cohort=cohort)
    cohort.enrollments.filter(pk=seat.pk).update(ended_at=seat.enrolled_at)
    roster = make_roster(cohort, "ani@contoh.id")

    enroll(roster)

    assert not cohort.applications.pending().exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.csv", b"Nama,E-mail\n", "belum berisi"),
        ("lain.csv", b"Kota,Suku\nEnde,Lio\n", "Tidak ada kolom"),
        ("palsu.xlsx", b"PK\x03\x04bukan", "tidak bisa dibaca"),
        ("gambar.csv", b"\x89PNG\x00\x00", "bukan CSV"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_a_sentence(
    client, name, content, said
):
    answer = send(client, make_cohort(), name, content)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Roster.objects.exists()


def test_a_file_that_falls_apart_is_refused_with_a_sentence(client):
    """Each part of a spreadsheet spoiled or left out, and what unfolds without end."""
    cohort = make_cohort()
    whole = ZipFile(BytesIO(spreadsheet([["nama", "email"], ["Ani", "a@contoh.id"]])))
    parts = {name: whole.read(name) for name in whole.namelist()}
    spoiled = [
        packed({**parts, name: bad}) for name in parts for bad in (b"<a", b"", b"\0")
    ]
    spoiled += [packed({n: c for n, c in parts.items() if n != name}) for name in parts]
    endless = packed({**parts, "xl/sharedStrings.xml": bytes(60_000_000)})
    unclosed = b'nama,email\n"' + b"a,b\n" * 50_000

    answers = [send(client, cohort, "daftar.xlsx", file) for file in spoiled]

    # Some parts nobody needs: such a file is a list all the same.
    assert {answer.status_code for answer in answers} == {302, 422}
    for file in (endless, unclosed):
        assert send(client, cohort, "daftar.xlsx", file).status_code == 422


def spreadsheet(rows):
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def packed(parts):
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def test_a_stranger_uploads_nothing_and_sees_no_list(client):
    cohort = make_cohort()
    roster = make_roster(cohort, "ani@contoh.id")
    client.force_login(make_person())

    for address in (
        reverse("courses:roster_new", args=[cohort.pk]),
        reverse("courses:roster", args=[cohort.pk, roster.pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
