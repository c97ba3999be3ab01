"""One number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import phone_numbers

SEPARATORS = st.text(alphabet=" -.", max_size=2)
PREFIXES = st.sampled_from(["0", "62", "+62", "+62 ", "(+62) "])


@given(
    prefix=PREFIXES,
    operator=st.sampled_from(["811", "812", "813", "821", "852", "857", "878", "896"]),
    rest=st.integers(0, 99_999_999),
    gaps=st.lists(SEPARATORS, min_size=11, max_size=11),
)
def test_every_way_of_writing_it_is_one_number(prefix, operator, rest, gaps):
    digits = f"{operator}{rest:08d}"
    written = prefix + "".join(d + g for d, g in zip(digits, gaps, strict=True))

    assert phone_numbers.normalize(written) == f"+62{digits}"


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_number_or_a_refusal(text):
    try:
        normal = phone_numbers.normalize(text)
    except ValueError:
        return

    assert normal.startswith("+628")
    assert phone_numbers.normalize(normal) == normal


@pytest.mark.parametrize(
    "text", ["021 5551234", "+65 9123 4567", "08123", "maria@contoh.id", "", "0"]
)
def test_what_is_no_indonesian_mobile_number_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011, the number is the message
        phone_numbers.normalize(text)
