"""The home page answers one question, in few queries."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances.tests.factories import make_alliance, make_room, make_speaker
from common.tests.factories import make_regency
from courses.tests.factories import make_cohort, make_course, make_lesson, make_module
from network.tests.factories import make_coordinator, make_member, make_organization

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def test_a_visitor_reads_what_lokadaya_is(client):
    make_organization(name="Perkumpulan Embun")
    for _ in range(7):
        make_lesson(module=make_module(course=make_course()))

    page = client.get(reverse("home")).content.decode()

    assert "<dd>7</dd>" in page
    assert "Kuat di tempat sendiri" in page
    assert reverse("questions") in page
    assert reverse("courses:catalog") in page


def test_a_newcomer_is_led_to_the_courses_and_to_an_organization(client):
    client.force_login(make_person(name="Yohana Bura"))

    page = client.get(reverse("home")).content.decode()

    assert "Yohana." in page
    assert reverse("courses:catalog") in page
    assert reverse("network:choose") in page


def test_the_home_page_asks_few_questions(client, django_assert_max_num_queries):
    person = make_person()
    make_member(person=person, organization=make_organization(), role="editor")
    for _ in range(3):
        make_member(person=make_person(), organization=make_organization())
    client.force_login(person)
    client.get(reverse("home"))

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("home"))


def test_who_has_every_office_waits_for_no_more_questions(
    client, django_assert_max_num_queries
):
    person = make_person(is_staff=True)
    make_coordinator(person=person, regency=make_regency())
    for _ in range(3):
        alliance = make_alliance()
        alliance.stewards.create(person=person)
        make_speaker(room=make_room(alliance=alliance))
        make_member(person=person, organization=make_organization(), role="editor")
        make_cohort(facilitator=person)
    client.force_login(person)
    client.get(reverse("home"))

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(reverse("home"))


def test_all_seventeen_questions_are_answered_in_both_languages(client):
    for language in ("id", "en"):
        client.post(reverse("set_language"), {"language": language})
        page = client.get(reverse("questions")).content.decode()

        assert page.count("<h2>") == 17


def test_the_help_page_names_an_address_that_people_read(client, settings):
    settings.HELP_EMAIL = "bantuan@contoh.id"

    page = client.get(reverse("help")).content.decode()

    assert 'href="mailto:bantuan@contoh.id"' in page
