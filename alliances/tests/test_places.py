"""The row of an alliance's parts."""

import pytest

from alliances import places
from alliances.tests.factories import make_alliance

pytestmark = pytest.mark.django_db


def test_what_registers_stands_in_the_row_in_its_order(client, monkeypatch):
    monkeypatch.setattr(places, "_places", dict(places._places))
    places.register(label="Kedua", url_name="second:rooms", order=992)
    places.register(label="Pertama", url_name="first:index", order=991)

    labels = [str(place.label) for place in places.places()]

    assert labels[0] == "Ruang"
    assert labels[-2:] == ["Pertama", "Kedua"]
    with pytest.raises(ValueError, match="two places"):
        places.register(label="Lagi", url_name="first:other", order=993)


def test_the_page_of_an_alliance_marks_its_own_part(client):
    alliance = make_alliance()

    page = client.get(alliance.get_absolute_url())

    assert f'<a href="{alliance.get_absolute_url()}" aria-current="page">' in page.text
