"""The pages of cohorts over HTTP: who plans, who joins, who answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from courses.actions import applications, enrollment
from courses.models import Cohort
from courses.tests.factories import make_cohort, make_course, make_enrollment
from network.tests.factories import make_organization

pytestmark = pytest.mark.django_db


def planned(**changes):
    today = timezone.localdate()
    return {
        "name": "Angkatan 7",
        "mode": "scheduled",
        "starts_on": today.isoformat(),
        "ends_on": (today + timedelta(days=60)).isoformat(),
        "seats": 12,
        "admission": "open",
        "facilitators": "rahmat@contoh.id\n0812 3456 7890",
        **changes,
    }


@pytest.fixture
def author(client):
    person = make_person(name="Rahmat", email="rahmat@contoh.id")
    client.force_login(person)
    return person


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


@pytest.mark.parametrize(
    ("slips", "said"),
    [
        ({"starts_on": "0226-01-05"}, "Periksa tahunnya"),
        ({"ends_on": "9999-12-31"}, "Periksa tahunnya"),
        ({"facilitators": " , "}, "tidak boleh kosong"),
        ({"admission": "quota", "quotas": f"Melati: {'9' * 5000}"}, "jumlah kursi"),
        ({"admission": "quota", "quotas": "Melati: 5\nMELATI: 6"}, "tertulis dua kali"),
        ({"seats": "9" * 5000}, "bilangan"),
    ],
)
def test_a_slip_is_answered_at_its_field(client, author, course, slips, said):
    make_person(phone="+6281234567890")
    make_organization(name="Melati")

    answer = client.post(
        reverse("courses:cohort_new"), planned(course=course.pk, **slips)
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Cohort.objects.exists()


def test_a_cohort_is_planned_opened_and_closed(client, author, course):
    make_person(name="Ina", phone="+6281234567890")

    client.post(reverse("courses:cohort_new"), planned(course=course.pk))
    cohort = Cohort.objects.get()
    client.post(reverse("courses:cohort_open", args=[cohort.pk]))
    page = client.get(cohort.get_absolute_url()).content.decode()

    assert cohort.facilitator_names == "Rahmat dan Ina"
    assert Cohort.objects.get().is_open
    assert "Tutup pendaftaran" in page
    client.post(reverse("courses:cohort_close", args=[cohort.pk]))
    assert Cohort.objects.get().status == Cohort.Status.CLOSED


def test_quotas_are_read_line_by_line(client, author, course):
    make_organization(name="Yayasan Melati")
    sent = planned(course=course.pk, facilitators="rahmat@contoh.id", admission="quota")
    new = reverse("courses:cohort_new")

    client.post(new, {**sent, "quotas": "yayasan melati: 5\n"})

    assert Cohort.objects.get().quotas.get().seats == 5


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2001-01-01"}, "sebelum mulai"),
        ({"facilitators": "tiada@contoh.id"}, "Belum ada akun"),
        ({"admission": "code"}, "Tulis kodenya"),
        ({"admission": "quota"}, "sedikitnya satu organisasi"),
        ({"admission": "quota", "quotas": "Melati"}, "jumlah kursi"),
        ({"admission": "quota", "quotas": "Tiada: 3"}, "Tidak ada organisasi"),
        ({"seats": "0"}, "1"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(
    client, author, course, changes, said
):
    sent = planned(course=course.pk, facilitators="rahmat@contoh.id") | changes

    answer = client.post(reverse("courses:cohort_new"), sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Angkatan 7" in answer.content.decode()
    assert not Cohort.objects.exists()


@pytest.mark.parametrize(
    "name", ["cohort_edit", "cohort_open", "cohort_close", "applications"]
)
def test_a_stranger_finds_no_desk(client, name):
    cohort = make_cohort()
    client.force_login(make_person())

    address = reverse(f"courses:{name}", args=[cohort.pk])

    assert client.get(address).status_code in (404, 405)
    assert client.post(address).status_code in (404, 405)


def test_a_stranger_plans_nothing(client):
    make_course()
    client.force_login(make_person())

    assert client.get(reverse("courses:cohort_new")).status_code == 403


def test_a_full_cohort_offers_its_waiting_list_and_tells_the_place(client):
    cohort = make_cohort(seats=1)
    make_enrollment(cohort=cohort)
    enrollment.wait(learner=make_person(), cohort=cohort)
    client.force_login(make_person())
    page = client.get(cohort.course.get_absolute_url()).content.decode()
    assert "Masuk daftar tunggu" in page

    client.post(reverse("courses:wait", args=[cohort.pk]))
    page = client.get(cohort.course.get_absolute_url()).content.decode()
    assert "daftar tunggu, nomor 2" in page

    client.post(reverse("courses:give_up", args=[cohort.pk]))
    page = client.get(cohort.course.get_absolute_url()).content.decode()
    assert "Masuk daftar tunggu" in page


def test_a_wrong_code_is_answered_with_the_page(client):
    cohort = make_cohort(admission="code", code="jambu")
    client.force_login(make_person())

    answer = client.post(reverse("courses:enroll", args=[cohort.pk]), {"code": "apel"})

    assert answer.status_code == 422
    assert "Bukan itu kodenya" in answer.content.decode()
    assert 'value="apel"' in answer.content.decode()


def test_a_request_is_asked_and_answered_on_the_pages(client):
    cohort = make_cohort(admission="approval")
    learner = make_person(name="Yohana Bura")
    client.force_login(learner)
    ask = reverse("courses:ask", args=[cohort.pk])
    assert client.post(ask, {"note": "Mau"}).status_code == 422
    client.post(ask, {"note": "Ingin melatih di Sikka."})

    client.force_login(cohort.facilitator)
    desk = client.get(reverse("courses:applications", args=[cohort.pk]))
    assert "Ingin melatih di Sikka." in desk.content.decode()
    application = cohort.applications.get()
    client.post(reverse("courses:application_accept", args=[cohort.pk, application.pk]))

    assert cohort.enrollments.active().get().learner == learner


def test_a_refusal_needs_a_reason(client):
    cohort = make_cohort(admission="approval")
    asked = applications.ask(learner=make_person(), cohort=cohort, note="Ingin ikut.")
    client.force_login(cohort.facilitator)

    answer = client.post(
        reverse("courses:application_decline", args=[cohort.pk, asked.pk])
    )

    assert answer.status_code == 422
    assert cohort.applications.asked().exists()


def test_the_ways_in_take_the_same_queries_for_many_cohorts(
    client, django_assert_max_num_queries
):
    course = make_course()
    for admission in ("open", "approval", "quota", "quota"):
        make_cohort(course=course, admission=admission)
    client.force_login(make_person())

    with django_assert_max_num_queries(12):
        client.get(course.get_absolute_url())
