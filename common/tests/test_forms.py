"""Places as people write them, and long lists of choices."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test.html import parse_html

from common.forms import LongSelect, RegencyField
from common.tests.factories import make_regency

pytestmark = pytest.mark.django_db


def make_bandung():
    west = {"province": "32", "province_name": "Jawa Barat"}
    make_regency(code="32.04", name="Kabupaten Bandung", **west)
    make_regency(code="32.17", name="Kabupaten Bandung Barat", **west)
    make_regency(code="32.73", name="Kota Bandung", **west)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kabupaten Gowa, Sulawesi Selatan", "73.06"),
        ("kabupaten gowa", "73.06"),
        ("  gowa ", "73.06"),
        ("73.06", "73.06"),
        ("Kota Bandung", "32.73"),
        ("Kabupaten Bandung", "32.04"),
        ("Bandung Barat", "32.17"),
    ],
)
def test_a_place_is_found_as_it_is_written(written, code):
    make_regency()
    make_bandung()

    found = RegencyField().clean(written)

    assert found is not None
    assert found.code == code


def test_a_name_of_several_places_is_asked_back():
    make_bandung()

    with pytest.raises(ValidationError, match="Kabupaten Bandung, Jawa Barat; Kota"):
        RegencyField().clean("bandung")


@pytest.mark.parametrize("written", ["Atlantis", ",", "kota ", "%"])
def test_what_is_no_place_is_refused(written):
    make_regency()

    with pytest.raises(ValidationError):
        RegencyField().clean(written)


def test_the_choices_are_one_query(django_assert_num_queries):
    make_bandung()

    with django_assert_num_queries(1):
        html = RegencyField().widget.render("regency", None, {"id": "id_regency"})

    assert html.count("<option") == 3


@pytest.mark.parametrize("value", ["", None, "2", 2, "dua", "asing"])
def test_a_long_list_is_written_as_django_writes_it(value):
    choices = [("", "Semua"), (2, "Satu & dua"), ("dua", "<b>Dua</b>")]
    attrs = {"id": "id_mentor", "class": "lebar", "disabled": True}

    ours = LongSelect(choices=choices).render("mentor", value, attrs)

    django = forms.Select(choices=choices).render("mentor", value, attrs)
    assert parse_html(ours) == parse_html(django)
