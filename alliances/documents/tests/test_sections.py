"""Sections are taken out and brought back, and nobody's words go with them."""

import pytest
from django.urls import reverse

from alliances.documents.actions import composing, drafting
from alliances.documents.tests.factories import (
    section_of,
    typed,
)
from common.decisions import Refused

pytestmark = pytest.mark.django_db


def url(section, name, *more):
    document = section.document
    arguments = [document.alliance.slug, document.slug, section.pk, *more]
    return reverse(f"documents:{name}", args=arguments)


def test_a_section_is_not_taken_out_under_its_writers_hands(
    client, document, rina, teguh
):
    section = section_of(document)
    drafting.hold(author=rina, section=section)
    client.force_login(teguh)

    with pytest.raises(Refused, match="Rina Lestari sedang menulis"):
        composing.remove_section(author=teguh, section=section)
    told = client.post(url(section, "change_section", "hapus"), follow=True)
    composing.remove_section(author=rina, section=section)

    assert "Rina Lestari sedang menulis" in told.text
    section.refresh_from_db()
    assert section.removed_at is not None


def test_what_was_written_in_a_section_that_was_taken_out_is_in_it(
    client, document, rina, teguh
):
    section = section_of(document)
    composing.remove_section(author=teguh, section=section)
    client.force_login(rina)
    words = typed("<p>Masih sempat ditulis.</p>", revision=section.revision)
    fields = {
        "sitting": words.sitting,
        "revision": words.revision,
        "turn": words.turn,
        "text": words.text,
    }

    kept = client.post(url(section, "keep"), fields)
    done = client.post(url(section, "finish"), {**fields, "turn": 2}, follow=True)
    opened = client.get(url(section, "edit"), follow=True)
    back = client.post(url(section, "change_section", "kembalikan"), follow=True)

    assert kept.json()["removed"]
    for page in (done, opened):
        assert "sudah dikeluarkan dari naskah" in page.text
        assert "Kembalikan" in page.text
    assert "Tulisan Anda tersimpan" not in done.text
    assert "Masih sempat ditulis." in back.text


def test_a_section_comes_back_to_where_it_stood(document, rina):
    order = list(document.sections.standing())

    composing.remove_section(author=rina, section=order[1])
    composing.bring_back_section(author=rina, section=order[1])

    assert list(document.sections.standing()) == order
