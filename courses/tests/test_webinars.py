"""Webinars are planned, published, moved and called off; everyone with a seat hears."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from courses.actions import registration, webinars
from courses.models import Activity, Webinar
from courses.tests.factories import make_cohort, make_completion, make_course
from courses.tests.webinar_factories import (
    make_host,
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_webinar,
    plan,
)
from notices.actions import sending
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_facilitator_drafts_a_webinar_in_the_course_they_facilitate():
    cohort = make_cohort()

    webinar = webinars.draft(
        host=cohort.facilitator, course=cohort.course, **plan(minutes=60)
    )

    assert webinar.is_draft
    assert webinar.ends_at == webinar.starts_at + timedelta(minutes=60)


def test_nobody_drafts_a_webinar_in_a_course_they_do_not_lead():
    cohort = make_cohort()

    with pytest.raises(Refused):
        webinars.draft(host=cohort.facilitator, course=make_course(), **plan())


def test_publishing_makes_the_webinar_a_step_of_its_course_that_is_not_required():
    webinar = make_webinar(status=Webinar.Status.DRAFT)

    webinar = webinars.publish(publisher=webinar.host, webinar=webinar)

    assert webinar.is_published
    step = Activity.objects.get()
    assert (step.kind, step.title) == (Activity.Kind.WEBINAR, webinar.title)
    assert step.webinar == webinar
    assert not step.is_required


def test_the_webinars_of_a_course_stand_in_one_module():
    course = make_course()
    for _ in range(2):
        webinar = make_webinar(course=course, status=Webinar.Status.DRAFT)
        webinars.publish(publisher=webinar.host, webinar=webinar)

    assert [m.title for m in course.modules.all()] == ["Webinar"]


def test_a_webinar_whose_time_has_passed_is_not_published():
    webinar = make_past_webinar(status=Webinar.Status.DRAFT)

    with pytest.raises(Refused):
        webinars.publish(publisher=webinar.host, webinar=webinar)


def test_a_stranger_neither_edits_publishes_nor_cancels():
    webinar = make_webinar(status=Webinar.Status.DRAFT)
    stranger = make_person()

    with pytest.raises(Refused):
        webinars.edit(editor=stranger, webinar=webinar, **plan())
    with pytest.raises(Refused):
        webinars.publish(publisher=stranger, webinar=webinar)
    with pytest.raises(Refused):
        webinars.cancel(canceller=stranger, webinar=webinar, reason="iseng saja")


def test_seats_never_fall_below_those_taken():
    webinar = make_webinar(seats=5)
    for _ in range(3):
        make_seat(webinar=webinar)

    with pytest.raises(Refused, match="3 orang"):
        webinars.edit(editor=webinar.host, webinar=webinar, **plan(seats=2))


def test_moving_a_webinar_moves_its_reminders_and_tells_who_has_a_seat():
    webinar = make_webinar(starts_in=timedelta(days=3))
    person = make_person()
    registration.register(person=person, webinar=webinar)
    later = timezone.now() + timedelta(days=10)

    webinars.edit(editor=webinar.host, webinar=webinar, **plan(starts_at=later))

    reminders = Notice.objects.filter(kind="webinar.reminder").order_by("due_at")
    assert [n.due_at for n in reminders] == [
        later - timedelta(days=1),
        later - timedelta(hours=1),
    ]
    assert Notice.objects.visible_to(person).filter(kind="webinar.moved").exists()


def test_a_moved_webinar_reminds_again_even_of_what_was_reminded_before():
    webinar = make_webinar(starts_in=timedelta(hours=20))
    person = make_person()
    registration.register(person=person, webinar=webinar)
    Notice.objects.filter(kind="webinar.reminder").update(due_at=timezone.now())
    later = timezone.now() + timedelta(days=10)

    webinars.edit(editor=webinar.host, webinar=webinar, **plan(starts_at=later))

    ahead = Notice.objects.filter(kind="webinar.reminder", due_at__gt=timezone.now())
    assert ahead.count() == 2


def test_another_title_tells_nobody_but_renames_the_step_and_the_reminders():
    webinar = make_webinar()
    person = make_person()
    registration.register(person=person, webinar=webinar)
    same_time = {"starts_at": webinar.starts_at, "minutes": webinar.minutes}

    webinars.edit(
        editor=webinar.host, webinar=webinar, **plan(title="Judul baru", **same_time)
    )

    assert Activity.objects.get().title == "Judul baru"
    assert not Notice.objects.filter(kind="webinar.moved").exists()
    titles = set(
        Notice.objects.filter(kind="webinar.reminder").values_list("title", flat=True)
    )
    assert titles == {"Besok: Judul baru", "Satu jam lagi: Judul baru"}


def test_the_step_asks_for_the_minutes_of_the_webinar_unless_its_author_asks_others():
    webinar = make_webinar(minutes=90)
    same_time = {"starts_at": webinar.starts_at}

    webinars.edit(editor=webinar.host, webinar=webinar, **plan(minutes=60, **same_time))
    assert Activity.objects.get().threshold == 30
    Activity.objects.update(threshold=20)
    webinars.edit(editor=webinar.host, webinar=webinar, **plan(minutes=80, **same_time))
    assert Activity.objects.get().threshold == 20


def test_cancelling_tells_who_has_a_seat_why_and_reminds_nobody():
    webinar = make_webinar()
    person = make_person()
    registration.register(person=person, webinar=webinar)

    webinar = webinars.cancel(
        canceller=webinar.host, webinar=webinar, reason="Pemandu sakit."
    )

    assert webinar.is_cancelled
    assert not Activity.objects.exists()
    assert not Notice.objects.filter(kind="webinar.reminder").exists()
    told = Notice.objects.get(kind="webinar.cancelled")
    assert told.person == person
    assert "Pemandu sakit." in told.text
    assert JournalEntry.objects.get().reason == "Pemandu sakit."


def test_a_webinar_that_already_counts_for_somebody_is_called_off_too():
    webinar = make_webinar(status=Webinar.Status.DRAFT)
    webinar = webinars.publish(publisher=webinar.host, webinar=webinar)
    learner = make_person()
    step = webinar.activity
    assert step is not None
    make_completion(learner=learner, activity=step)

    webinar = webinars.cancel(
        canceller=webinar.host, webinar=webinar, reason="Pemandu sakit."
    )

    assert webinar.is_cancelled
    assert webinar.activity is None
    step.refresh_from_db()
    assert step.is_draft
    assert step.webinar_plan.summary == webinar.summary
    assert learner.completions.get().activity == step


def test_what_has_begun_is_not_cancelled():
    webinar = make_running_webinar()

    with pytest.raises(Refused):
        webinars.cancel(canceller=webinar.host, webinar=webinar, reason="terlambat")


def test_a_draft_is_seen_by_who_manages_it_and_nobody_else():
    webinar = make_webinar(status=Webinar.Status.DRAFT)

    assert webinar.is_visible_to(webinar.host)
    assert webinar.is_visible_to(make_person(is_staff=True))
    assert not webinar.is_visible_to(make_person())
    assert not webinar.is_visible_to(AnonymousUser())


def test_the_webinars_of_an_unpublished_course_are_hidden():
    webinar = make_webinar(course=make_course(status="draft"))

    assert not webinar.is_visible_to(AnonymousUser())
    assert not webinar.is_visible_to(make_person())


def test_the_list_has_the_coming_first_by_date_then_the_past_latest_first():
    make_past_webinar(title="kemarin dulu")
    make_webinar(title="nanti", starts_in=timedelta(days=9))
    make_webinar(title="segera", starts_in=timedelta(days=1))
    make_webinar(title="lama", starts_in=-timedelta(days=90))

    rows = Webinar.objects.published().visible_to(AnonymousUser()).for_list()

    assert [w.title for w in rows] == ["segera", "nanti", "kemarin dulu", "lama"]


def test_the_list_is_one_query_however_many_webinars(django_assert_num_queries):
    for _ in range(3):
        make_seat(webinar=make_webinar(seats=20))

    with django_assert_num_queries(1):
        rows = [
            (str(w.course), w.host.name, w.seats_left)
            for w in Webinar.objects.coming().visible_to(AnonymousUser()).for_list()
        ]

    assert [row[2] for row in rows] == [19, 19, 19]


def test_times_are_told_in_the_zone_of_who_is_told():
    host = make_host(make_course())
    webinar = make_webinar(
        course=host.authored_courses.get(),
        host=host,
        starts_at=timezone.now().replace(hour=7, minute=0) + timedelta(days=3),
    )
    in_makassar = make_person(regency=make_regency())
    in_jakarta = make_person(
        regency=make_regency(
            code="31.71",
            name="Kota Administrasi Jakarta Pusat",
            province="31",
            province_name="DKI Jakarta",
            time_zone="Asia/Jakarta",
        )
    )

    registration.register(person=in_makassar, webinar=webinar)
    registration.register(person=in_jakarta, webinar=webinar)

    assert "15.00 WITA" in in_makassar.notices.get(kind="webinar.registered").text
    assert "14.00 WIB" in in_jakarta.notices.get(kind="webinar.registered").text


def test_the_reminder_that_is_due_leaves_by_the_job_and_the_other_waits():
    webinar = make_webinar(starts_in=timedelta(hours=30))
    person = make_person(email="siti@contoh.id")
    registration.register(person=person, webinar=webinar)
    sending.send_due()
    mail.outbox.clear()
    day_before = Notice.objects.filter(kind="webinar.reminder").earliest("due_at")
    past = timezone.now() - timedelta(minutes=1)
    Notice.objects.filter(pk=day_before.pk).update(due_at=past)
    day_before.dispatches.update(next_try_at=past)

    sending.send_due()
    sending.send_due()

    assert [m.subject for m in mail.outbox] == [f"Besok: {webinar.title}"]
