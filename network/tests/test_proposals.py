"""Proposing an organisation, and who decides."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from network.actions import proposals
from network.models import Organization, Sector
from network.permissions import can_act_for, can_edit
from network.tests.factories import make_coordinator, make_organization

pytestmark = pytest.mark.django_db


def propose(proposer, name="Sanggar Air", regency=None):
    return proposals.propose(
        proposer=proposer,
        name=name,
        kind="oms",
        legal_form="",
        regency=regency or make_regency(),
        sectors=[],
    )


def in_sikka():
    return make_regency(
        code="53.07",
        name="Kabupaten Sikka",
        province="53",
        province_name="Nusa Tenggara Timur",
    )


def typed(**changes):
    return {
        "name": "Sanggar Air",
        "kind": "oms",
        "legal_form": "yayasan",
        "regency": "Kabupaten Gowa",
        "sectors": ["ekonomi-hijau"],
        **changes,
    }


def test_a_listed_proposal_makes_its_proposer_the_editor():
    proposer, staff = make_person(), make_person(is_staff=True)

    organization = propose(proposer)
    edits_before, acts_before = (
        can_edit(proposer, organization),
        can_act_for(proposer, organization),
    )
    organization = proposals.accept(actor=staff, organization=organization)

    assert edits_before
    assert not acts_before
    assert organization.state == Organization.State.LISTED
    assert can_act_for(proposer, organization)
    assert can_edit(proposer, organization)
    deeds = set(JournalEntry.objects.values_list("deed", flat=True))
    assert {"network.organization_listed", "network.membership_confirmed"} <= deeds


def test_a_name_is_proposed_once_a_regency():
    propose(make_person())

    with pytest.raises(Refused, match="sudah diusulkan"):
        propose(make_person(), name="SANGGAR AIR")
    elsewhere = propose(make_person(), regency=in_sikka())

    assert elsewhere.slug != "sanggar-air"


def test_a_listed_name_is_to_be_joined():
    make_organization(name="Sanggar Air")

    with pytest.raises(Refused, match="minta bergabung"):
        propose(make_person())


def test_a_declined_name_may_be_proposed_again():
    staff = make_person(is_staff=True)
    organization = propose(make_person())
    proposals.decline(actor=staff, organization=organization, reason="Bukan OMS.")

    again = propose(make_person())

    assert again.state == Organization.State.PROPOSED


def test_a_proposal_is_decided_once():
    staff = make_person(is_staff=True)
    organization = propose(make_person())
    proposals.accept(actor=staff, organization=organization)

    with pytest.raises(Refused, match="sudah diputuskan"):
        proposals.decline(actor=staff, organization=organization, reason="Keliru.")


def test_nobody_decides_on_their_own_proposal():
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=make_regency())
    organization = propose(coordinator)

    with pytest.raises(Refused, match="orang lain"):
        proposals.accept(actor=coordinator, organization=organization)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_one_name_at_once_the_later_is_told():
    regency = make_regency()
    people, start, outcomes = [make_person() for _ in range(2)], Barrier(2), []

    def try_to(person):
        start.wait()
        try:
            propose(person, regency=regency)
            outcomes.append("made")
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=try_to, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", "refused"]
    assert Organization.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_name_in_two_regencies_at_once_gets_two_slugs():
    regencies, start = [make_regency(), in_sikka()], Barrier(2)
    person = make_person()

    def try_to(regency):
        start.wait()
        propose(person, regency=regency)
        connection.close()

    threads = [Thread(target=try_to, args=[regency]) for regency in regencies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Organization.objects.values("slug").distinct().count() == 2


def test_proposing_on_the_page(client):
    make_regency()
    Sector.objects.create(slug="ekonomi-hijau", name="Ekonomi hijau")
    client.force_login(make_person())

    answer = client.post(reverse("network:propose"), typed())

    organization = Organization.objects.get()
    assert answer.url == organization.get_absolute_url()
    assert [sector.name for sector in organization.sectors.all()] == ["Ekonomi hijau"]
    assert client.get(answer.url).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "id_name_error"),
        ({"regency": "Atlantis"}, "Kami tidak mengenal “Atlantis”"),
        ({"name": "Sudah Ada"}, "minta bergabung"),
    ],
)
def test_bad_proposals_are_answered_beside_the_field(client, changes, sentence):
    make_organization(name="Sudah Ada")
    client.force_login(make_person())

    answer = client.post(reverse("network:propose"), typed(sectors=[], **changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'value="{typed(**changes)["regency"]}"' in page


def test_a_coordinator_sees_and_decides_only_their_own_province(client):
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=make_regency())
    near = propose(make_person(), name="Sanggar Dekat")
    far = propose(make_person(), name="Sanggar Jauh", regency=in_sikka())
    client.force_login(coordinator)

    page = client.get(reverse("network:proposals")).content.decode()
    refused = client.post(reverse("network:accept_proposal", args=[far.slug]))
    client.post(reverse("network:accept_proposal", args=[near.slug]))

    assert "Sanggar Dekat" in page
    assert "Sanggar Jauh" not in page
    assert refused.status_code == 404
    assert Organization.objects.listed().get() == near


def test_others_find_no_proposals_page_and_no_proposal(client):
    organization = propose(make_person())
    client.force_login(make_person())

    paths = [
        reverse("network:proposals"),
        organization.get_absolute_url(),
        reverse("network:decline_proposal", args=[organization.slug]),
    ]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]


def test_declining_asks_for_a_reason_which_the_proposer_reads(client):
    proposer = make_person()
    organization = propose(proposer)
    client.force_login(make_person(is_staff=True))
    path = reverse("network:decline_proposal", args=[organization.slug])

    bare = client.post(path, {"reason": ""})
    client.post(path, {"reason": "Alamatnya belum jelas."})
    client.force_login(proposer)
    page = client.get(organization.get_absolute_url())

    assert bare.status_code == 422
    assert "Alamatnya belum jelas." in page.content.decode()


def test_the_proposals_page_asks_no_more_for_more_rows(
    client, django_assert_max_num_queries
):
    for number in range(4):
        propose(make_person(), name=f"Sanggar {number}")
    client.force_login(make_person(is_staff=True))
    client.get(reverse("network:proposals"))

    with django_assert_max_num_queries(8):
        client.get(reverse("network:proposals"))


def test_who_proposed_it_is_told_when_it_is_listed_and_when_not():
    staff = make_person(is_staff=True)
    listed, declined = make_person(), make_person()

    proposals.accept(actor=staff, organization=propose(listed))
    other = propose(declined, name="Sanggar Api")
    proposals.decline(actor=staff, organization=other, reason="Bukan OMS.")

    assert "Sudah terdaftar" in listed.notices.get().title
    assert "Bukan OMS." in declined.notices.get().text
