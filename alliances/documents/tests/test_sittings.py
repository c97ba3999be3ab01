"""Tabs: each is a sitting of its own, and none loses what another said."""

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.documents.actions import drafting
from alliances.documents.models import Draft, SectionRevision
from alliances.documents.tests.factories import (
    BODY,
    section_of,
    typed,
)
from alliances.documents.tests.test_drafting import pass_time

pytestmark = pytest.mark.django_db
FIRST = BODY + "\n<p>Dari tab pertama.</p>"


@pytest.fixture
def rina(client, rina):
    client.force_login(rina)
    return rina


def opened(client, section):
    """The hidden fields that a new page brings."""
    document = section.document
    names = [document.alliance.slug, document.slug, section.pk]
    page = client.get(reverse("documents:edit", args=names), {"cara": "lengkap"})
    initial = page.context["form"].initial
    return {name: value or "" for name, value in initial.items()}


def send(client, section, name, fields, text, turn=1):
    document = section.document
    names = [document.alliance.slug, document.slug, section.pk]
    given = {**fields, "text": text, "turn": turn}
    return client.post(reverse(f"documents:{name}", args=names), given)


def everything(section):
    """The section's text and what stands beside it, once all has settled."""
    pass_time(section)
    drafting.settle_left()
    section.refresh_from_db()
    return " ".join(
        [section.body, *section.alternatives.values_list("body", flat=True)]
    )


def test_a_second_tab_goes_on_from_the_first_and_both_are_merged(
    client, document, rina
):
    section = section_of(document)
    one = opened(client, section)
    send(client, section, "keep", one, FIRST)
    two = opened(client, section)

    send(client, section, "keep", two, FIRST + "\n<p>Dari tab kedua.</p>")
    send(client, section, "keep", one, FIRST.replace("ramai", "penuh"), turn=2)
    kept = everything(section)

    assert one["sitting"] != two["sitting"]
    assert two["text"] == FIRST
    assert "penuh" in kept
    assert kept.count("Dari tab pertama.") == 1
    assert kept.count("Dari tab kedua.") == 1
    assert not section.alternatives.exists()


def test_a_tab_that_does_not_know_the_last_words_of_another_stands_beside(
    client, document, rina
):
    section = section_of(document)
    one = opened(client, section)
    send(client, section, "keep", one, FIRST)
    two = opened(client, section)

    send(client, section, "keep", one, FIRST + "\n<p>Kalimat terakhir.</p>", turn=2)
    send(client, section, "finish", two, FIRST + "\n<p>Dari tab kedua.</p>")
    kept = everything(section)

    assert "Kalimat terakhir." in section.body
    assert "Dari tab kedua." in kept
    assert section.alternatives.count() == 1


def test_who_throws_away_what_was_left_throws_away_no_more(client, document, rina):
    section = section_of(document)
    one = opened(client, section)
    send(client, section, "keep", one, FIRST)

    send(client, section, "discard", opened(client, section), FIRST)
    left = Draft.objects.unsettled().count()
    send(client, section, "finish", one, FIRST, turn=2)
    kept = everything(section)

    assert left == 0
    assert "Dari tab pertama." in kept


def test_words_that_cannot_be_settled_hold_up_nobody_elses(document, rina):
    section = section_of(document)
    other = document.sections.standing()[0]
    for place in (section, other):
        given = typed("<p>Tersimpan.</p>", revision=place.revision)
        drafting.keep(author=rina, section=place, typed=given)
        pass_time(place, minutes=5)
    # Its next revision cannot be written.
    SectionRevision.objects.create(
        section=section, number=section.revision + 1, made_at=timezone.now()
    )

    settled = drafting.settle_left()
    other.refresh_from_db()

    assert settled == 1
    assert other.body == "<p>Tersimpan.</p>"
    assert Draft.objects.unsettled().get().section == section
