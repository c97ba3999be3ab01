"""Who may open what, and what the others are told."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.tests.factories import make_person
from courses.models import Course
from courses.permissions import can_do, can_edit, can_open
from courses.tests.factories import (
    make_cohort,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
)

pytestmark = pytest.mark.django_db


def test_the_first_lesson_is_open_to_anyone_and_the_second_says_what_opens_it():
    module = make_module()
    first, second = make_lesson(module=module), make_lesson(module=module)

    assert can_open(AnonymousUser(), first.activity)
    assert "Masuk" in can_open(AnonymousUser(), second.activity).reason
    assert "angkatan" in can_open(make_person(), second.activity).reason


def test_a_learner_opens_everything_once_the_cohort_has_begun():
    lesson = make_lesson()
    second = make_lesson(module=lesson.activity.module)
    cohort = make_cohort(course=lesson.activity.module.course)
    learner = make_enrollment(cohort=cohort).learner

    assert can_open(learner, second.activity)
    assert can_do(learner, second.activity)


def test_before_the_cohort_begins_the_learner_is_told_the_day():
    lesson = make_lesson()
    second = make_lesson(module=lesson.activity.module)
    begins = timezone.localdate() + timedelta(days=5)
    cohort = make_cohort(course=lesson.activity.module.course, starts_on=begins)
    learner = make_enrollment(cohort=cohort).learner

    assert str(begins.year) in can_open(learner, second.activity).reason
    assert not can_do(learner, second.activity)


def test_who_left_may_not_open_it_any_more():
    lesson = make_lesson()
    second = make_lesson(module=lesson.activity.module)
    seat = make_enrollment(cohort=make_cohort(course=lesson.activity.module.course))
    seat.ended_at = timezone.now()
    seat.save()

    assert not can_open(seat.learner, second.activity)


def test_facilitator_and_mentor_open_everything_but_earn_nothing():
    lesson = make_lesson()
    second = make_lesson(module=lesson.activity.module)
    mentor = make_person()
    cohort = make_cohort(course=lesson.activity.module.course, mentor=mentor)

    for guide in (cohort.facilitator, mentor):
        assert can_open(guide, second.activity)
        assert not can_do(guide, second.activity)


def test_authors_facilitators_and_staff_edit_and_nobody_else():
    course = make_course()
    author, mentor = make_person(), make_person()
    course.authors.add(author)
    cohort = make_cohort(course=course, mentor=mentor)

    assert can_edit(author, course)
    assert can_edit(cohort.facilitator, course)
    assert can_edit(make_person(is_staff=True), course)
    assert not can_edit(mentor, course)
    assert not can_edit(make_person(), course)
    assert not can_edit(AnonymousUser(), course)


def test_a_draft_is_seen_only_by_those_who_work_on_it():
    course = make_course(status=Course.Status.DRAFT)
    author = make_person()
    course.authors.add(author)

    assert course.is_visible_to(author)
    assert not course.is_visible_to(make_person())
    assert not course.is_visible_to(AnonymousUser())
