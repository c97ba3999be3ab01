"""What was decided about a document stands on its pages, for who may know it."""

import pytest

from accounts.tests.factories import make_person
from alliances.decisions.models import Proposal
from alliances.decisions.tests.factories import make_proposal
from alliances.documents.tests.factories import make_document, make_edition
from alliances.plans.tests.factories import make_plan
from alliances.tests.factories import make_alliance, make_room, make_steward

pytestmark = pytest.mark.django_db


def test_its_pages_show_what_was_decided_to_who_may_know(
    client, django_assert_num_queries
):
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    document = make_document(alliance=alliance, author=steward)
    make_edition(steward=steward, document=document)
    proposal, people = make_proposal(alliance=alliance, subject=document)
    make_proposal(alliance=alliance, subject=make_room(alliance=alliance))
    client.force_login(people[1][0])

    inside = [
        client.get(page).text
        for page in (document.workshop_url, document.get_absolute_url())
    ]
    client.logout()
    outside = client.get(document.get_absolute_url()).text
    with django_assert_num_queries(1):
        found = list(Proposal.objects.for_list(people[1][0]).about(document))

    plan = make_plan(steward, alliance)
    about_plan, _voters = make_proposal(
        alliance=alliance, subject=plan, voters=0, person=steward
    )
    client.force_login(people[1][0])
    assert about_plan.get_absolute_url() in client.get(plan.get_absolute_url()).text
    for page in inside:
        assert page.count(proposal.title) == 1
        assert "Musyawarah tentang ini" in page
    assert "Musyawarah tentang ini" not in outside
    assert found == [proposal]
    assert not Proposal.objects.visible_to(make_person()).about(document).exists()
