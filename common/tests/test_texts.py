"""How names and moments are written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.templatetags.lokadaya import ago
from common.texts import short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Hasniar Daeng Kanang", "Hasniar"),
        ("Ni Wayan Kertiasih", "Ni Wayan"),
        ("I Made  Suarta", "I Made"),
        ("Sri", "Sri"),
        ("Li", "Li"),
        ("", ""),
    ],
)
def test_one_is_called_by_a_name_that_says_something(name, short):
    assert short_name(name) == short


def test_a_week_ago_today_is_a_date_and_not_the_name_of_today():
    now = timezone.localtime().replace(hour=12, minute=0)
    week, less = now - timedelta(days=7, hours=-1), now - timedelta(days=6)

    assert any(letter.isdigit() for letter in ago(week))
    assert not any(letter.isdigit() for letter in ago(less))
