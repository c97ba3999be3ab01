"""Packages with a course: all or nothing, refused or survived, and their pages."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.uploads import actions as uploads
from courses.actions import intakes
from courses.models import (
    Activity,
    Course,
    Intake,
)
from courses.models.media import folder_of, public_files
from courses.tests.factories import make_course
from courses.tests.moodle_backups import Backup
from courses.tests.moodle_course import (
    PDF,
    brought,
    course_with_everything,
    lesson,
    lines,
    looked_through,
    sent,
    stored_files,
)
from courses.tests.moodle_rows import tarred, zipped

pytestmark = pytest.mark.django_db
BREAKS_AT_THE_QUIZ = """
CREATE FUNCTION pg_temp.breaks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
CREATE TRIGGER breaks BEFORE INSERT ON courses_quiz FOR EACH ROW
EXECUTE FUNCTION pg_temp.breaks();
"""


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    person = make_person()
    make_course().authors.add(person)
    return person


def test_nothing_comes_in_before_it_is_begun_and_the_plan_says_what_will(author):
    content = course_with_everything("4.3").packed()

    intake = looked_through(author, content)
    plan = lines(intake)
    intakes.bring_waiting()

    assert intake.state == Intake.State.CHECKED
    assert not Course.objects.filter(title="Manajemen Relawan").exists()
    assert plan["Paket lama"][0] == "left"
    assert plan["Situs"] == ("in", "")
    assert len(plan) == len(lines(brought(author, content)))


def test_when_it_fails_half_way_neither_rows_nor_files_are_left(author):
    content = course_with_everything("4.3").packed()
    intake = looked_through(author, content)
    intakes.begin(author=author, intake=intake)
    with connection.cursor() as cursor:
        cursor.execute(BREAKS_AT_THE_QUIZ)

    intakes.bring_waiting()
    intake.refresh_from_db()
    failed = intake.state, stored_files(intake.course_number)
    courses = Course.objects.filter(title="Manajemen Relawan").count()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER breaks ON courses_quiz")
    intakes.begin(author=author, intake=intake)
    intakes.bring_waiting()
    intake.refresh_from_db()

    assert (failed, courses) == ((Intake.State.FAILED, []), 0)
    assert intake.state == Intake.State.DONE
    assert len(stored_files(intake.course.pk)) == 4


def test_what_a_killed_worker_left_is_gone_when_the_next_begins(author):
    intake = looked_through(author, course_with_everything("4.3").packed())
    intakes.begin(author=author, intake=intake)
    left = f"{folder_of(intake.course_number)}/sisa.webp"
    public_files().save(left, ContentFile(b"half a picture"))
    Intake.objects.update(claimed_at=timezone.now() - timedelta(minutes=2), tries=1)

    intakes.bring_waiting()

    intake.refresh_from_db()
    assert intake.state == Intake.State.DONE
    assert "sisa.webp" not in stored_files(intake.course.pk)
    assert Course.objects.filter(title="Manajemen Relawan").count() == 1


def test_a_file_that_kills_every_worker_is_given_up(author):
    intake = looked_through(author, course_with_everything("4.3").packed())
    intakes.begin(author=author, intake=intake)
    Intake.objects.update(claimed_at=timezone.now() - timedelta(minutes=2), tries=3)

    intakes.bring_waiting()

    intake.refresh_from_db()
    assert intake.state == Intake.State.FAILED
    assert not Course.objects.filter(title="Manajemen Relawan").exists()


def test_files_that_are_not_what_they_say_stay_outside_and_are_named(author):
    backup = Backup()
    section = backup.section("Mulai")
    page = backup.page(
        "Satu", '<p>Ini <img src="@@PLUGINFILE@@/a.jpg" alt="A">.</p>', section
    )
    for name, content in (
        ("a.jpg", b"<script>alert(1)</script>"),
        ("virus.exe", b"MZ"),
    ):
        backup.file(name, content, context=page + 1000, component="mod_page")

    intake = brought(author, backup.packed())

    assert lesson("Satu").body == "<p>Ini A.</p>"
    assert lines(intake)["a.jpg"][0] == lines(intake)["virus.exe"][0] == "left"
    assert stored_files(intake.course.pk) == []


HOSTILE = {
    "a path that climbs": tarred({"moodle_backup.xml": b"<a/>", "../etc/x": b"x"}),
    "a document type": zipped(
        {
            "moodle_backup.xml": b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
        }
    ),
    "no backup": tarred({"lain.xml": b"<a/>"}),
    "an old one": zipped({"moodle.xml": b"<MOODLE_BACKUP/>", "moodle_backup.xml": b""}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_or_no_backup_is_refused_with_its_reason(author, content):
    intake = looked_through(author, content)

    assert intake.state == Intake.State.REFUSED
    assert intake.refusal
    assert intake.report == []


def test_pages_of_a_broken_file_are_said_and_the_rest_comes_in(author):
    backup = Backup()
    section = backup.section("Mulai")
    page = backup.page("Rusak", "<p>a</p>", section)
    backup.page("Utuh", "<p>b</p>", section)
    member = f"activities/page_{page}/page.xml"
    backup.members[member] = backup.members[member][:-20]

    intake = brought(author, backup.packed())

    assert lines(intake)["Rusak"][0] == "changed"
    assert "XML ini rusak" in lines(intake)["Rusak"][1]
    assert Activity.objects.get(title="Rusak").is_draft
    assert lesson("Utuh").body == "<p>b</p>"


def test_only_who_makes_courses_brings_one(author, client):
    stranger = make_person()
    upload = sent(stranger, Backup().packed())

    with pytest.raises(Refused):
        intakes.receive(author=stranger, upload=upload)
    with pytest.raises(Refused):
        intakes.receive(author=author, upload=upload)
    client.force_login(stranger)
    assert client.get(reverse("courses:course_intake_new")).status_code == 403


def test_a_package_is_taken_nowhere_else(author):
    with pytest.raises(ValidationError):
        uploads.take(
            owner=author, file=SimpleUploadedFile("kelas.pdf", Backup().packed())
        )


def test_the_pages_lead_from_the_file_to_the_draft_course(author, client):
    client.force_login(author)
    page = reverse("courses:course_intake_new")
    file = SimpleUploadedFile("kelas.mbz", course_with_everything("4.3").packed())

    sent = client.post(page, {"file": file})
    reading = client.get(sent.url).content.decode()
    intakes.bring_waiting()
    plan = client.get(sent.url).content.decode()
    client.post(sent.url)
    working = client.get(sent.url, headers={"HX-Request": "true"}).content.decode()
    intakes.bring_waiting()
    report = client.get(f"{sent.url}?hasil=left").content.decode()

    assert "Isinya sedang dibaca" in reading
    assert "hal siap dibawa" in plan
    assert "Bawa masuk sebagai kelas draf" in plan
    assert "<progress" in working
    course = Course.objects.get(title="Manajemen Relawan")
    assert reverse("courses:compose", args=[course.slug]) in report
    assert "Paket lama" in report
    assert "Merawat" not in report
    assert "kelas.mbz" in client.get(reverse("courses:course_intakes")).content.decode()
    client.force_login(make_person())
    assert client.get(sent.url).status_code == 404


def test_without_a_file_or_with_another_kind_the_field_says_so(author, client):
    client.force_login(author)
    page = reverse("courses:course_intake_new")

    none = client.post(page, {})
    other = client.post(page, {"file": SimpleUploadedFile("a.pdf", PDF)})

    assert (none.status_code, other.status_code) == (422, 422)
    # What was sent ahead leaves the input empty: required, it would hold the form.
    assert " required" not in client.get(page).content.decode()
    assert "Paket kelas" in other.content.decode()


def test_the_report_is_a_few_queries_however_long(
    author, client, django_assert_max_num_queries
):
    intake = looked_through(author, course_with_everything("4.3").packed())
    client.force_login(author)

    with django_assert_max_num_queries(8):
        client.get(intake.get_absolute_url())
