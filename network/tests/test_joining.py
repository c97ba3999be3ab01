"""Joining an organisation, and who may confirm it."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from network.actions import join
from network.models import Membership, Organization
from network.permissions import can_act_for, can_edit
from network.signals import membership_confirmed, membership_ended
from network.summaries import acting_for, waiting_for
from network.tests.factories import make_coordinator, make_member, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What the apps above heard, in order."""
    heard = []

    def hear(signal, membership, **kwargs):
        heard.append((signal is membership_confirmed, membership.person.name))

    membership_confirmed.connect(hear)
    membership_ended.connect(hear)
    yield heard
    membership_confirmed.disconnect(hear)
    membership_ended.disconnect(hear)


def make_editor(organization):
    editor = make_person(name="Pengelola")
    make_member(person=editor, organization=organization, role="editor")
    return editor


def test_someone_who_asked_acts_for_nobody_until_an_editor_confirms(told):
    organization = make_organization()
    editor = make_editor(organization)
    newcomer = make_person(name="Maria")

    membership = join.ask(person=newcomer, organization=organization)
    before = acting_for(newcomer), bool(can_act_for(newcomer, organization))
    join.confirm(actor=editor, membership=membership)

    assert before == ([], False)
    assert acting_for(newcomer) == [organization]
    assert can_act_for(newcomer, organization)
    assert not can_edit(newcomer, organization)
    assert told == [(True, "Maria")]
    entry = JournalEntry.objects.get(deed="network.membership_confirmed")
    assert (entry.actor, entry.person) == (editor, newcomer)


def test_nobody_asks_twice():
    organization = make_organization()
    newcomer = make_person()
    join.ask(person=newcomer, organization=organization)

    with pytest.raises(Refused, match="sudah ada"):
        join.ask(person=newcomer, organization=organization)


def test_nobody_confirms_themselves_not_even_a_coordinator():
    organization = make_organization()
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=organization.regency)
    membership = join.ask(person=coordinator, organization=organization)

    with pytest.raises(Refused, match="orang lain"):
        join.confirm(actor=coordinator, membership=membership)


def test_a_coordinator_confirms_in_their_own_province_only():
    here = make_organization()
    elsewhere = make_organization(
        regency=make_regency(
            code="53.07", name="Kabupaten Sikka", province="53", province_name="NTT"
        )
    )
    coordinator = make_person()
    make_coordinator(person=coordinator, regency=here.regency)
    near = join.ask(person=make_person(), organization=here)
    far = join.ask(person=make_person(), organization=elsewhere)

    join.confirm(actor=coordinator, membership=near)

    assert near in Membership.objects.confirmed()
    with pytest.raises(Refused, match="pengelola"):
        join.confirm(actor=coordinator, membership=far)


def test_a_declined_request_is_closed_and_may_be_made_again(told):
    organization = make_organization()
    editor = make_editor(organization)
    newcomer = make_person()

    membership = join.ask(person=newcomer, organization=organization)
    join.decline(actor=editor, membership=membership, reason="Belum kenal.")
    again = join.ask(person=newcomer, organization=organization)

    assert again.pk != membership.pk
    assert told == []
    entry = JournalEntry.objects.get(deed="network.membership_declined")
    assert entry.reason == "Belum kenal."


def test_leaving_is_told_to_the_apps_above(told):
    organization = make_organization()
    make_editor(organization)
    member = make_person(name="Maria")
    membership = make_member(person=member, organization=organization)

    join.end(actor=member, membership=membership)

    assert acting_for(member) == []
    assert told == [(False, "Maria")]


def test_the_last_editor_stays_while_there_are_members():
    organization = make_organization()
    editor = make_editor(organization)
    make_member(person=make_person(), organization=organization)
    own = Membership.objects.get(person=editor)

    with pytest.raises(Refused, match="pengelola lain"):
        join.end(actor=editor, membership=own)


def test_an_editor_appoints_another():
    organization = make_organization()
    editor = make_editor(organization)
    other = make_person()
    membership = make_member(person=other, organization=organization)

    join.appoint(actor=editor, membership=membership, role="editor")

    assert can_edit(other, organization)


def test_an_unlisted_organization_speaks_for_nobody():
    organization = make_organization(state=Organization.State.PROPOSED)
    member = make_person()
    make_member(person=member, organization=organization)

    assert acting_for(member) == []
    assert not can_act_for(member, organization)


def test_the_home_page_asks_who_has_no_organization_and_tells_editors(
    django_assert_max_num_queries,
):
    organization = make_organization()
    editor = make_editor(organization)
    newcomer = make_person()
    for _ in range(3):
        join.ask(person=make_person(), organization=organization)

    with django_assert_max_num_queries(2):
        theirs = waiting_for(editor)
    with django_assert_max_num_queries(2):
        own = waiting_for(newcomer)

    assert [(w.urgency, w.text) for w in theirs] == [
        (1, "3 orang menunggu konfirmasi Anda.")
    ]
    assert [w.url for w in own] == [reverse("network:choose")]


def test_the_home_page_tells_a_coordinator_of_proposals(django_assert_num_queries):
    regency = make_regency()
    coordinator = make_coordinator(person=make_person(), regency=regency).person
    for _ in range(3):
        make_organization(regency=regency, state=Organization.State.PROPOSED)

    with django_assert_num_queries(1):
        waiting = waiting_for(coordinator)

    assert (reverse("network:proposals"), "3 usulan menunggu keputusan Anda.") in [
        (w.url, w.text) for w in waiting
    ]


@pytest.mark.django_db(transaction=True)
def test_two_who_confirm_at_once_confirm_once(told):
    organization = make_organization()
    membership = join.ask(person=make_person(), organization=organization)
    editors = [make_editor(organization) for _ in range(2)]
    start = Barrier(2)

    def confirm(editor):
        start.wait()
        join.confirm(actor=editor, membership=membership)
        connection.close()

    threads = [Thread(target=confirm, args=[editor]) for editor in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(told) == 1
    assert JournalEntry.objects.filter(deed="network.membership_confirmed").count() == 1


def test_choosing_after_sign_up_shows_what_is_near_and_goes_on(client):
    near = make_organization(name="Yayasan Dekat")
    make_organization(
        name="Yayasan Jauh",
        regency=make_regency(code="53.07", province="53", province_name="NTT"),
    )
    newcomer = make_person(regency=near.regency)
    client.force_login(newcomer)

    page = client.get(reverse("network:choose"), {"next": "/belajar/"})
    searched = client.get(reverse("network:choose"), {"q": "jauh"})
    answer = client.post(
        reverse("network:join", args=[near.slug]), {"next": "/belajar/"}
    )

    assert "Yayasan Dekat" in page.content.decode()
    assert "Yayasan Jauh" not in page.content.decode()
    assert "Yayasan Jauh" in searched.content.decode()
    assert 'href="/belajar/"' in page.content.decode()
    assert answer.url == "/belajar/"
    assert newcomer.memberships.get().confirmed_at is None


def test_a_refused_request_is_422_with_its_reason(client):
    organization = make_organization()
    member = make_person()
    make_member(person=member, organization=organization)
    client.force_login(member)

    answer = client.post(reverse("network:join", args=[organization.slug]))

    assert answer.status_code == 422
    assert "sudah ada di organisasi ini" in answer.content.decode()


def test_a_strangers_request_to_confirm_finds_nothing(client):
    organization = make_organization()
    membership = join.ask(person=make_person(), organization=organization)
    client.force_login(make_person())

    answer = client.post(reverse("network:confirm_member", args=[membership.pk]))

    assert answer.status_code == 404
    assert membership in Membership.objects.waiting()


def test_an_editor_confirms_on_the_page(client):
    organization = make_organization()
    editor = make_editor(organization)
    membership = join.ask(person=make_person(name="Maria"), organization=organization)
    client.force_login(editor)

    page = client.get(reverse("network:members", args=[organization.slug]))
    answer = client.post(reverse("network:confirm_member", args=[membership.pk]))

    assert "Maria" in page.content.decode()
    assert answer.status_code == 302
    assert membership in Membership.objects.confirmed()


def test_members_are_managed_by_editors_only(client):
    organization = make_organization()
    member = make_person()
    make_member(person=member, organization=organization)
    client.force_login(member)

    answer = client.get(reverse("network:members", args=[organization.slug]))

    assert answer.status_code == 403
