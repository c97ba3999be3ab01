"""What people type is read as they mean it, and rows need no counters."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from common.tests.factories import make_regency
from initiatives import outline
from initiatives.forms import NumberField, RupiahField, StepForm
from initiatives.numbers import spoken
from initiatives.tests.factories import WRITTEN, posted


def typed(number, **changes):
    data = QueryDict(mutable=True)
    for name, value in posted(number, **changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return StepForm(outline.step_of(number), data=data)


@pytest.mark.parametrize("number", [1, 3, 4, 5, 6])
def test_what_is_typed_is_what_is_kept(number):
    form = typed(number)

    assert form.is_valid(), form.errors
    assert form.cleaned == WRITTEN[number]


@pytest.mark.django_db
def test_a_regency_is_kept_by_its_code():
    make_regency()
    form = typed(2)

    assert form.is_valid()
    assert form.cleaned == WRITTEN[2]
    assert not typed(2, regency="99.99").is_valid()


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,5", 1.5), ("1.5", 1.5), ("1.250", 1250), ("1.250,5", 1250.5)],
)
def test_numbers_are_read_the_indonesian_way(text, number):
    assert NumberField().clean(text) == number


@pytest.mark.parametrize("text", ["Rp 1.250.000", "rp1250000", "1.250.000,-"])
def test_rupiah_are_read_however_they_are_written(text):
    assert RupiahField().clean(text) == 1_250_000


@pytest.mark.parametrize("text", ["dua", "0", "-1", "1e9", "1.2.3", "9" * 20])
def test_what_is_no_number_is_refused(text):
    form = typed(4, **{"needs-0-quantity": text})

    assert not form.is_valid()
    assert "needs-0-quantity" in form.errors


@given(st.integers(0, 10**9) | st.integers(0, 10**9).map(lambda cents: cents / 100))
def test_a_number_shown_and_sent_back_stays_the_same(number):
    assert NumberField().clean(spoken(number)) == number


def test_rows_are_found_whatever_their_numbers_and_empty_ones_dropped():
    form = typed(
        4,
        **{
            "needs-17-item": "Cat",
            "needs-17-form": "barang",
            "needs-17-quantity": "2",
            "needs-30-item": "",
            "needs-30-unit": "  ",
        },
    )

    assert form.is_valid(), form.errors
    names = [row["item"] for row in form.cleaned["needs"]]
    assert names == ["Tukang pipa", "Uji mutu air", "Cat"]


def test_a_removed_row_is_gone_and_an_added_one_is_not_kept_while_empty():
    form = typed(4, remove="needs-0", add="actors")

    assert form.is_valid()
    assert [row["item"] for row in form.cleaned["needs"]] == ["Uji mutu air"]
    assert len(form.tables["actors"]) == 2
    assert len(form.cleaned["actors"]) == 1


def test_more_rows_than_anyone_reads_are_refused():
    rows = {f"evidence-{number}-text": "bukti" for number in range(41)}

    assert not typed(1, **rows).is_valid()


def test_a_line_end_counts_as_one_letter():
    assert typed(6, pitch="a\r\n" * 80).is_valid()
    assert not typed(6, pitch="a" * 161).is_valid()


def test_a_service_cannot_end_before_it_begins():
    assert (
        "ends_on" in typed(3, ends_on="2026-01-01").errors
        or not typed(3, ends_on="2026-01-01").is_valid()
    )


def test_a_page_shown_again_still_adds_up_and_names_its_rows():
    form = typed(4, **{"needs-1-value": "600.000", "needs-1-quantity": "banyak"})

    assert form.is_refused
    assert form.total == 2_400_000
    first, second = form.tables["needs"]
    assert (
        first.details == "Waktu & keahlian · 4 orang · Rp 2.400.000 · 10 Januari 2027"
    )
    assert second.is_open
