"""A cohort in pictures, with the same numbers in tables."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.charts import bars, line
from courses.models import Cohort, Completion
from courses.summaries import board
from courses.summaries.charts import funnel, weeks
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_enrollment,
    make_lesson,
    make_module,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Three learners: one did nothing, one the first module, one everything."""
    first = make_module()
    second = make_module(course=first.course)
    steps = [make_lesson(module=module).activity for module in (first, second)]
    cohort = make_cohort(
        course=first.course, starts_on=timezone.localdate() - timedelta(days=8)
    )
    for count in range(3):
        seat = make_enrollment(cohort=cohort)
        for step in steps[:count]:
            make_completion(learner=seat.learner, activity=step)
    return Cohort.objects.select_related("course").with_pace().get(pk=cohort.pk)


def test_the_funnel_counts_who_came_how_far(cohort):
    made = funnel(board(cohort, cohort.facilitator))

    rows = [(bar.label, bar.value, bar.note) for bar in made.bars]
    assert rows == [
        ("Mendaftar", 3, ""),
        ("Mulai belajar", 2, "1 tertahan"),
        ("Modul 1", 2, ""),
        ("Modul 2", 1, "1 tertahan"),
        ("Tuntas", 1, ""),
    ]


def test_weeks_run_from_the_first_day_until_today(cohort):
    made = weeks(board(cohort, cohort.facilitator))

    assert [value for _label, value in made.rows] == [0, Completion.objects.count()]


def test_bars_are_drawn_against_the_largest():
    made = bars(title="Tahap", column="Orang", rows=[("A", 4), ("B", 1)])

    assert [bar.width for bar in made.bars] == [made.width, made.width // 4]
    assert "A 4, B 1" in made.spoken


@pytest.mark.parametrize("rows", [[], [("A", 0)], [("A", 0), ("B", 0)]])
def test_charts_of_nothing_are_drawn_too(rows):
    assert len(line(title="T", head="H", column="C", rows=rows).points) == len(rows)
    assert all(bar.width == 0 for bar in bars(title="T", column="C", rows=rows).bars)


def test_the_page_has_each_number_in_a_table_too(client, cohort):
    client.force_login(cohort.facilitator)

    page = client.get(reverse("courses:charts", args=[cohort.pk])).content.decode()

    assert page.count('<svg class="chart') == 2
    assert '<th scope="row">Modul 2</th><td class="n">1</td>' in page


def test_a_stranger_sees_no_chart(client, cohort):
    client.force_login(make_person())

    assert client.get(reverse("courses:charts", args=[cohort.pk])).status_code == 404
