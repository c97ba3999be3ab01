"""Days as pages write them."""

from datetime import date

from common.templatetags.lokadaya import until


def test_a_stretch_within_a_year_names_it_once_and_over_new_year_both():
    autumn = until(date(2026, 10, 12), date(2026, 12, 5))
    winter = until(date(2026, 12, 12), date(2027, 1, 5))

    assert autumn == "12 Oktober – 5 Desember 2026"
    assert winter == "12 Desember 2026 – 5 Januari 2027"
