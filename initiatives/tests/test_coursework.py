"""Steps of the worksheet as activities of a course: asked for, shown, completed."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import composing, duplicating, outline
from courses.models import Activity, Completion, Rule, WorksheetTask
from courses.tests.factories import make_cohort, make_course, make_enrollment
from initiatives.models import Review
from initiatives.tests import factories

pytestmark = pytest.mark.django_db


def make_task(*, step: int | None = None, rule: str = Rule.ANSWERED) -> WorksheetTask:
    course = make_course()
    activity = outline.add_activity(
        module=outline.add_module(course=course, title="Awal"),
        kind=Activity.Kind.WORKSHEET,
        title="Isi lembar kerja",
    )
    activity.rule = rule
    activity.save()
    return WorksheetTask.objects.create(activity=activity, step=step)


def seat(learner: User, task: WorksheetTask) -> None:
    make_enrollment(
        cohort=make_cohort(course=task.activity.module.course), learner=learner
    )


def done(learner: User, task: WorksheetTask) -> bool:
    return Completion.objects.filter(learner=learner, activity=task.activity).exists()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_filled_step_answers_the_task_that_asked_for_it():
    second, whole = make_task(step=2), make_task()
    worksheet = factories.make_worksheet(steps=1)
    learner = worksheet.author
    seat(learner, second)
    seat(learner, whole)

    factories.save(worksheet, 3)
    assert not done(learner, second)
    factories.save(worksheet, 2)

    assert done(learner, second)
    assert not done(learner, whole)
    assert Completion.objects.get().evidence == f"worksheet:{worksheet.uuid}"


def test_the_sixth_filled_step_is_the_whole():
    whole = make_task()
    worksheet = factories.make_worksheet(steps=5)
    seat(worksheet.author, whole)

    factories.save(worksheet, 6)

    assert done(worksheet.author, whole)


def test_a_mentors_approval_completes_and_a_return_does_not():
    whole, third = make_task(rule=Rule.APPROVED), make_task(rule=Rule.APPROVED, step=3)
    mentor = make_person(is_staff=True)
    worksheet = factories.make_submitted(mentor=mentor)
    learner = worksheet.author
    seat(learner, whole)
    seat(learner, third)
    returned = factories.make_submitted(author=learner, mentor=mentor)

    factories.review(returned, mentor, verdict=Review.Verdict.RETURNED)
    assert not Completion.objects.exists()
    factories.review(worksheet, mentor)

    assert done(learner, whole)
    assert done(learner, third)


def test_who_has_no_seat_earns_nothing():
    task = make_task(step=1)

    factories.make_worksheet(steps=1)

    assert not Completion.objects.filter(activity=task.activity).exists()


def test_the_page_tells_how_far_one_is_and_counts_what_was_before():
    task = make_task(step=1)
    newcomer = make_person()
    seat(newcomer, task)
    worksheet = factories.make_worksheet(steps=1)
    seat(worksheet.author, task)
    page = task.activity.get_absolute_url()

    fresh = signed_in(newcomer).get(page).content.decode()
    ready = signed_in(worksheet.author).get(page).content.decode()

    assert "Belum dimulai" in fresh
    assert "Masalah" in fresh
    assert "/inisiatif/baru/" in fresh
    assert "Langkah ini lengkap" in ready
    assert f"/inisiatif/{worksheet.uuid}/langkah/1/" in ready
    assert done(worksheet.author, task)
    assert not done(newcomer, task)
    assert signed_in(make_person()).get(page).status_code == 403


def test_the_author_makes_chooses_a_step_publishes_and_duplicates():
    author = make_person()
    course = make_course()
    course.authors.add(author)
    activity = composing.add_activity(
        author=author,
        module=outline.add_module(course=course, title="Awal"),
        kind=Activity.Kind.WORKSHEET,
        title="Isi",
    )
    client = signed_in(author)
    editor = f"{activity.get_absolute_url()}sunting/"

    shown = client.get(editor).content.decode()
    assert "Langkah 1: Masalah" in shown
    assert client.post(editor, {"step": "7"}).status_code == 422
    assert client.post(editor, {"step": "4", "intro": "Hitung."}).status_code == 302
    activity.refresh_from_db()
    task = WorksheetTask.objects.get(activity=activity)
    assert (activity.rule, task.step) == (Rule.APPROVED, 4)
    assert client.post(editor, {"step": "0"}).status_code == 302
    task.refresh_from_db()
    assert task.step is None
    client.post(editor, {"step": "4", "intro": "Hitung."})
    composing.publish_activity(author=author, activity=activity)
    twin = duplicating.duplicate_activity(author=author, activity=activity)
    copied = WorksheetTask.objects.get(activity=twin)
    assert (copied.step, copied.intro) == (4, "Hitung.")


@pytest.mark.parametrize("step", [None, 2])
def test_the_page_of_a_task_costs_few_queries(step, django_assert_max_num_queries):
    task = make_task(step=step)
    worksheet = factories.make_worksheet(steps=5)
    seat(worksheet.author, task)
    client = signed_in(worksheet.author)
    client.get(task.activity.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(task.activity.get_absolute_url())


def test_a_lesson_leads_to_the_step_of_ones_own_worksheet():
    approved = factories.make_approved(title="Yang dulu")
    worksheet = factories.make_worksheet(author=approved.author, steps=1)
    newcomer, writer = signed_in(make_person()), signed_in(worksheet.author)

    started = newcomer.get("/inisiatif/langkah/2/")
    led = writer.get("/inisiatif/langkah/2/")

    assert started["Location"] == "/inisiatif/baru/"
    assert led["Location"] == f"/inisiatif/{worksheet.uuid}/langkah/2/"
    assert writer.get("/inisiatif/langkah/7/").status_code == 404
