"""How long one must have been there: changed, counted again, never taken back; and the
certificate of a single webinar."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses import jobs
from courses.actions import attendance, attendance_rules, certificates, presence
from courses.models import (
    Achievement,
    Attendance,
    Certificate,
    Completion,
    Enrollment,
    Webinar,
)
from courses.tests.factories import make_cohort, make_course, make_enrollment
from courses.tests.webinar_factories import (
    CODE_WORD,
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_series,
)

pytestmark = pytest.mark.django_db

PORTAL = Attendance.Source.PORTAL


def was_there(webinar: Webinar, minutes: int) -> User:
    """Seen by the portal for so long, and judged by the rule as it stands."""
    person = make_seat(webinar=webinar).person
    Attendance.objects.create(
        webinar=webinar,
        person=person,
        source=PORTAL,
        minutes=minutes,
        is_present=minutes >= webinar.needed_minutes,
    )
    return person


def ask(webinar: Webinar, percent: int = 50, *, certificate: bool = False) -> Webinar:
    webinar = attendance_rules.set_rule(
        host=webinar.host,
        webinar=webinar,
        needed_percent=percent,
        gives_certificate=certificate,
        cohort=None,
    )
    jobs.settle_attendance()
    return webinar


def present(webinar: Webinar) -> set[User]:
    counted = webinar.attendances.counted().select_related("person")
    return {one.person for one in counted}


def test_an_easier_rule_counts_for_who_was_there_and_a_harder_one_takes_nothing():
    webinar = make_past_webinar(course=make_course(), minutes=60)
    long, short = was_there(webinar, 40), was_there(webinar, 20)
    jobs.settle_attendance()

    webinar = ask(webinar, 30)
    assert present(webinar) == {long, short}
    assert Completion.objects.count() == 2
    webinar = ask(webinar, 100)

    assert present(webinar) == {long, short}
    assert Completion.objects.count() == 2
    assert JournalEntry.objects.filter(deed="courses.attendance_rule_set").count() == 2


def test_who_was_enough_stays_so_while_they_are_seen_on():
    webinar = make_running_webinar(series=make_series(), minutes=60)
    person = was_there(webinar, 30)
    Webinar.objects.filter(pk=webinar.pk).update(needed_percent=100)
    webinar.refresh_from_db()
    presence.extend(webinar=webinar, person=person, source=PORTAL, device="a")
    webinar.presences.update(
        joined_at=webinar.starts_at, left_at=webinar.starts_at + timedelta(minutes=31)
    )

    more = presence.settle(webinar=webinar, person=person, source=PORTAL)
    webinar.presences.update(left_at=webinar.starts_at + timedelta(minutes=5))
    less = presence.settle(webinar=webinar, person=person, source=PORTAL)

    assert (more.minutes, more.is_present) == (31, True)
    assert (less.minutes, less.is_present) == (5, False)


def test_counting_again_is_not_something_that_the_learner_did():
    webinar = make_past_webinar(course=make_course(), minutes=60)
    person = was_there(webinar, 60)
    seat = make_enrollment(cohort=make_cohort(course=webinar.course), learner=person)
    jobs.settle_attendance()
    long_ago = timezone.now() - timedelta(days=20)
    Enrollment.objects.filter(pk=seat.pk).update(last_active_at=long_ago)

    ask(webinar, 30, certificate=True)

    seat.refresh_from_db()
    assert seat.last_active_at == long_ago


def test_a_webinar_of_its_own_gives_a_certificate_to_who_was_there():
    webinar = make_past_webinar(series=make_series(), minutes=100)
    person, _short = was_there(webinar, 80), was_there(webinar, 10)

    webinar = ask(webinar, certificate=True)
    ask(webinar, certificate=True)
    certificates.issue_waiting()

    earned = Achievement.objects.get()
    assert (earned.learner, earned.kind) == (person, Achievement.Kind.ATTENDANCE)
    assert (earned.webinar, earned.hours) == (webinar, Decimal("1.5"))
    printed = Certificate.objects.get()
    assert printed.statement == "telah hadir dalam webinar"
    assert printed.signatories[0]["name"] == webinar.host.name


def test_no_certificate_before_the_end_nor_where_none_is_given():
    running = make_running_webinar(series=make_series(), minutes=60)
    was_there(running, 60)
    plain = make_past_webinar(series=make_series(slug="lain"), minutes=60)
    was_there(plain, 60)

    ask(running, certificate=True)
    ask(plain)

    assert not Achievement.objects.exists()


def test_a_code_word_and_a_correction_after_the_end_earn_it_too():
    webinar = make_past_webinar(series=make_series(), minutes=60)
    Webinar.objects.filter(pk=webinar.pk).update(
        gives_certificate=True, ends_at=timezone.now() - timedelta(hours=1)
    )
    webinar.refresh_from_db()
    first, second = make_seat(webinar=webinar), make_seat(webinar=webinar)

    attendance.give_code_word(
        learner=first.person, webinar=webinar, code_word=CODE_WORD
    )
    attendance.correct(
        facilitator=webinar.host,
        registration=second,
        is_present=True,
        reason="Terlihat di layar.",
    )
    attendance.correct(
        facilitator=webinar.host,
        registration=second,
        is_present=False,
        reason="Keliru orang.",
    )

    learners = set(Achievement.objects.values_list("learner", flat=True))
    assert learners == {first.person_id, second.person_id}


def test_only_who_manages_a_webinar_that_is_held_sets_its_rule():
    webinar = make_past_webinar()
    cancelled = make_past_webinar(status=Webinar.Status.CANCELLED)

    for host, one in ((make_person(), webinar), (cancelled.host, cancelled)):
        with pytest.raises(Refused):
            attendance_rules.set_rule(
                host=host,
                webinar=one,
                needed_percent=10,
                gives_certificate=True,
                cohort=None,
            )


def test_the_page_sets_the_rule_and_refuses_what_is_no_part(client):
    webinar = make_past_webinar()
    url = reverse("courses:attendance_rule", args=[webinar.pk])
    client.force_login(make_person())
    assert client.get(url).status_code == 403
    client.force_login(webinar.host)

    assert 'value="50"' in client.get(url).content.decode()
    assert client.post(url, {"needed_percent": "0"}).status_code == 422
    answer = client.post(url, {"needed_percent": "30", "gives_certificate": "on"})

    assert answer.status_code == 302
    webinar.refresh_from_db()
    assert (webinar.needed_percent, webinar.gives_certificate) == (30, True)
