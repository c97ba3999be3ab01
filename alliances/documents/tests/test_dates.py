"""Who is asked for a review or a name: at home, in the calendar, by a notice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alliances import calendars
from alliances.awaiting import asked_of
from alliances.documents.actions import reviewing
from alliances.documents.models import Document, Review
from alliances.documents.tests.factories import (
    make_document,
    make_edition,
    make_writer,
    open_edition,
)
from alliances.tests.factories import make_alliance, make_steward
from network.models import Membership, Organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_review_waits_at_home_and_in_the_calendar_until_it_is_answered():
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    document = make_document(alliance=alliance, author=steward)
    writer, other = (make_writer(alliance=alliance) for _nth in range(2))
    asked = writer.memberships.get().organization
    due_at = timezone.now() + timedelta(days=5)

    round_ = reviewing.open_round(
        steward=steward, document=document, due_at=due_at, organizations=[asked]
    )

    [waiting] = asked_of(writer)
    assert waiting.title == document.title
    assert waiting.url == f"/aliansi/{alliance.slug}/naskah/{document.slug}/tinjauan/"
    assert asked_of(other) == []
    today = timezone.localdate()
    for reader in (writer, other):
        [entry] = calendars.entries(alliance, reader, today)
        assert entry.starts == due_at
    [review] = round_.reviews.all()
    reviewing.answer(person=writer, review=review, state=Review.State.AGREED)
    assert asked_of(writer) == []


def test_names_are_asked_for_among_those_who_may_read_the_draft():
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    document = make_document(
        alliance=alliance, author=steward, circle=Document.Circle.SOCIETY
    )
    editor = Membership.Role.EDITOR
    inside = make_writer(alliance=alliance, role=editor)
    official = make_writer(
        alliance=alliance, role=editor, kind=Organization.Kind.GOVERNMENT
    )

    open_edition(steward=steward, document=document)
    before = set(Notice.objects.values_list("person", flat=True))
    make_edition(steward=steward, document=document)
    after = set(Notice.objects.values_list("person", flat=True))

    assert inside.pk in before
    assert official.pk not in before
    # What is published is theirs to sign, too.
    assert official.pk in after
