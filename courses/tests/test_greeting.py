"""Writing to those behind: by inbox, by e-mail, or by links to WhatsApp."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.models import JournalEntry
from courses.tests.factories import make_cohort, make_enrollment, make_lesson
from notices.models import Dispatch, Notice

pytestmark = pytest.mark.django_db
TEXT = "Halo {nama}, lanjut {kegiatan} yuk. {tautan}"


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def cohort():
    lesson = make_lesson(title="Peta pendukung")
    cohort = make_cohort(course=lesson.activity.module.course)
    people: dict[str, dict[str, Any]] = {
        "Ani Late": {"email": "ani@contoh.id", "phone": "+6281234567890"},
        "Budi Late": {"email": None, "phone": "+6281234567891"},
        "Cici Late": {"email": "cici@contoh.id"},
    }
    for name, fields in people.items():
        person = make_person(name=name, **fields)
        make_enrollment(cohort=cohort, learner=person, enrolled_at=ago(40))
    on_track = make_person(name="Dedi")
    make_enrollment(cohort=cohort, learner=on_track, last_active_at=ago(1))
    return cohort


def address(cohort, filters="?keadaan=behind"):
    return reverse("courses:greet", args=[cohort.pk]) + filters


def test_those_behind_are_told_by_name_in_the_inbox_and_by_mail(client, cohort):
    client.force_login(cohort.facilitator)
    assert "Sapa 3 orang" in client.get(address(cohort)).content.decode()

    client.post(address(cohort), {"text": TEXT, "way": "email"})

    texts = Notice.objects.order_by("person__name").values_list("text", flat=True)
    assert [text.split(".")[0] for text in texts] == [
        "Halo Ani, lanjut Peta pendukung yuk",
        "Halo Budi, lanjut Peta pendukung yuk",
        "Halo Cici, lanjut Peta pendukung yuk",
    ]
    assert Dispatch.objects.count() == 2
    assert JournalEntry.objects.get().deed == "courses.learners_greeted"


def test_by_inbox_alone_no_mail_leaves(client, cohort):
    client.force_login(cohort.facilitator)

    client.post(address(cohort), {"text": TEXT, "way": "inbox"})

    assert Notice.objects.count() == 3
    assert not Dispatch.objects.exists()


def test_whatsapp_is_a_list_of_links_and_names_who_has_no_number(client, cohort):
    client.force_login(cohort.facilitator)

    page = client.post(address(cohort), {"text": TEXT, "way": "whatsapp"})

    text = page.content.decode()
    assert text.count("https://wa.me/") == 2
    assert "https://wa.me/6281234567890?text=Halo%20Ani" in text
    assert "Cici Late." in text
    assert not Notice.objects.exists()


def test_too_few_words_are_refused_and_kept(client, cohort):
    client.force_login(cohort.facilitator)

    answer = client.post(address(cohort), {"text": "Halo", "way": "inbox"})

    assert answer.status_code == 422
    assert ">\nHalo</textarea>" in answer.content.decode()


def test_filters_that_fit_nobody_write_to_nobody(client, cohort):
    client.force_login(cohort.facilitator)

    answer = client.post(address(cohort, "?q=zzz"), {"text": TEXT, "way": "inbox"})

    assert answer.status_code == 422
    assert not Notice.objects.exists()


def test_many_are_told_with_as_many_statements_as_few(
    client, cohort, django_assert_max_num_queries
):
    for number in range(10):
        make_enrollment(cohort=cohort, enrolled_at=ago(40 + number))
    client.force_login(cohort.facilitator)

    with django_assert_max_num_queries(30):
        client.post(address(cohort), {"text": TEXT, "way": "email"})

    assert Notice.objects.count() == 13


def test_a_stranger_greets_nobody(client, cohort):
    client.force_login(make_person())

    assert client.post(address(cohort), {"text": TEXT}).status_code == 404
