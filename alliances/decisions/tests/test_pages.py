"""The pages of musyawarah: who sees what, what is written where, in few queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.awaiting import asked_of
from alliances.decisions import links
from alliances.decisions.actions import reminding
from alliances.decisions.models import Proposal, Proxy, Stand
from alliances.decisions.tests.factories import (
    make_proposal,
    make_voter,
    pass_deadline,
    rewrite,
    say,
)
from alliances.models import Room
from alliances.tests.factories import make_alliance, make_room, make_steward
from notices.models import Notice

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def page(name, proposal, *more):
    here = [proposal.alliance.slug, proposal.pk, *more]
    return reverse(f"decisions:{name}", args=here)


def soon(days=5):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def asked(**changed):
    return {
        "title": "Satu formulir timbang",
        "body": "Kita memakai **satu** formulir. <script>alert(1)</script>",
        "rule": "konsensus",
        "closes_on": soon(),
        "quorum": "50",
        "quorum_unit": "percent",
        "quorum_provinces": "1",
        **changed,
    }


def test_a_proposal_is_opened_answered_and_closed_by_form(client):
    alliance = make_alliance()
    person, _organization = make_voter(alliance=alliance)
    client.force_login(person)

    opened = client.post(reverse("decisions:new", args=[alliance.slug]), asked())
    proposal = Proposal.objects.get()
    voice = proposal.voices.get()
    spoken = client.post(
        page("speak", proposal, voice.pk), {"answer": "setuju", "version": "1"}
    )
    closed = client.post(
        page("close", proposal), {"outcome_text": "Mulai Juli.", "review_on": soon()}
    )

    assert [a.status_code for a in (opened, spoken, closed)] == [302, 302, 302]
    shown = client.get(proposal.get_absolute_url()).text
    assert "Disepakati" in shown
    assert "Mulai Juli." in shown
    assert "<strong>satu</strong>" in shown
    assert "<script>alert" not in shown


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client):
    alliance = make_alliance()
    person, _organization = make_voter(alliance=alliance)
    client.force_login(person)
    address = reverse("decisions:new", args=[alliance.slug])

    answers = [
        client.post(address, asked(closes_on="")),
        client.post(address, asked(rule="berperingkat", options="Maros")),
        client.post(address, asked(quorum="101")),
    ]

    assert [answer.status_code for answer in answers] == [422] * 3
    assert all("Kita memakai" in answer.text for answer in answers)
    assert "sedikitnya dua" in answers[1].text


def test_an_objection_without_words_is_422_on_the_same_page(client):
    proposal, people = make_proposal()
    client.force_login(people[1][0])
    voice = proposal.voices.get(organization=people[1][1])

    answer = client.post(
        page("speak", proposal, voice.pk), {"answer": "keberatan", "version": "1"}
    )

    assert answer.status_code == 422
    assert "Tulis alasannya" in answer.text
    assert not Stand.objects.exists()


def test_an_answer_to_an_older_text_is_sent_back_beside_the_newer_one(client):
    proposal, people = make_proposal()
    client.force_login(people[1][0])
    voice = proposal.voices.get(organization=people[1][1])
    assert 'name="version" value="1"' in client.get(proposal.get_absolute_url()).text
    said = {"answer": "catatan", "reason": "Mulai tahun depan.", "version": "1"}
    rewrite(proposal, people[0][0], "Mulai bulan Juli.")

    late = client.post(page("speak", proposal, voice.pk), said)
    again = client.post(page("speak", proposal, voice.pk), {**said, "version": "2"})

    assert (late.status_code, again.status_code) == (422, 302)
    assert "Naskahnya berubah" in late.text
    assert "Mulai bulan Juli." in late.text
    assert "Mulai tahun depan." in late.text
    assert 'name="version" value="2"' in late.text
    assert Stand.objects.get().version == 2


def test_an_answer_that_comes_too_late_is_told_so_and_shown_once_more(client):
    proposal, people = make_proposal()
    client.force_login(people[1][0])
    voice = proposal.voices.get(organization=people[1][1])
    pass_deadline(proposal)

    late = client.post(
        page("speak", proposal, voice.pk),
        {"answer": "catatan", "reason": "Mulai tahun depan.", "version": "1"},
    )

    assert late.status_code == 422
    assert "Tenggatnya sudah lewat." in late.text
    assert "Mulai tahun depan." in late.text


def test_two_who_amend_at_once_do_not_replace_each_other(client):
    proposal, people = make_proposal()
    client.force_login(people[0][0])
    address = page("amend", proposal)
    typed = {"body": "Versi Gowa.", "because": "Usul Gowa", "version": "1"}
    rewrite(proposal, people[0][0], "Versi Maros.")

    late = client.post(address, typed)
    merged = client.post(address, {**typed, "version": "2"})

    assert (late.status_code, merged.status_code) == (422, 302)
    assert "Versi Maros." in late.text
    assert "Versi Gowa." in late.text
    assert 'name="version" value="2"' in late.text


def test_a_ranking_names_each_option_once(client):
    proposal, people = make_proposal(rule="berperingkat", options=["Satu", "Dua"])
    client.force_login(people[1][0])
    address = page("speak", proposal, proposal.voices.get(organization=people[1][1]).pk)

    twice = client.post(address, {"place_1": "1", "place_2": "1"})
    empty = client.post(address, {})
    good = client.post(address, {"place_1": "2", "place_2": "1", "version": "1"})

    assert [a.status_code for a in (twice, empty, good)] == [422, 422, 302]
    assert Stand.objects.get().choice == ["2", "1"]


def test_strangers_find_no_proposal(client):
    proposal, _people = make_proposal()
    client.force_login(make_person())
    voice = proposal.voices.all()[0]

    listed = client.get(reverse("decisions:index", args=[proposal.alliance.slug]))
    hidden = [
        client.get(proposal.get_absolute_url()),
        client.get(page("past", proposal)),
        client.get(page("manage", proposal)),
        client.get(page("bring", proposal)),
        client.get(page("ballots", proposal)),
        client.get(reverse("decisions:proxies", args=[proposal.alliance.slug])),
        client.post(page("speak", proposal, voice.pk), {"answer": "setuju"}),
        client.post(page("close", proposal), {}),
    ]

    assert proposal.title not in listed.text
    assert [answer.status_code for answer in hidden] == [404] * len(hidden)


def test_who_manages_amends_extends_and_withdraws_by_form(client):
    proposal, people = make_proposal()
    steward = make_steward(alliance=proposal.alliance)
    client.force_login(people[1][0])
    assert client.get(page("manage", proposal)).status_code == 404
    client.force_login(steward)

    done = [
        client.post(
            page("amend", proposal),
            {"body": "Baru.", "because": "Usul", "version": "1"},
        ),
        client.post(
            page("extend", proposal), {"closes_on": soon(20), "because": "Libur"}
        ),
    ]
    wrong = client.post(page("close", proposal), {"outcome_text": "", "review_on": ""})
    early = client.post(
        page("close", proposal), {"outcome_text": "Ya.", "review_on": soon()}
    )
    last = client.post(page("withdraw", proposal), {"because": "Sudah diatur"})

    assert [a.status_code for a in (*done, wrong, early, last)] == [
        *(302, 302, 422, 422, 302)
    ]
    assert "Sudah diatur" in client.get(proposal.get_absolute_url()).text
    past = client.get(page("past", proposal)).text
    assert "<ins>Baru." in past
    assert "Libur" in past


def test_an_objection_is_overruled_by_form_and_shown_with_its_words(client):
    proposal, people = make_proposal(voters=3)
    objection = say(proposal, people[1], "keberatan", reason="Kami tidak sanggup.")
    address = page("overrule", proposal, objection.pk)
    client.force_login(people[0][0])
    early = client.post(address, {"because": "Mendesak"})
    for voter in (people[0], people[2]):
        say(proposal, voter, "setuju")

    done = client.post(address, {"because": "Ada pendamping"})

    assert (early.status_code, done.status_code) == (422, 302)
    shown = client.get(proposal.get_absolute_url()).text
    assert "Kami tidak sanggup." in shown
    assert "Ada pendamping" in shown


def test_a_proxy_is_given_and_taken_back_by_form(client):
    proposal, people = make_proposal()
    client.force_login(people[0][0])
    address = reverse("decisions:proxies", args=[proposal.alliance.slug])
    fields = {"giver": people[0][1].pk, "holder": people[1][1].pk}

    wrong = client.post(address, fields)
    given = client.post(address, {**fields, "proposal": proposal.pk})
    shown = client.get(address).text
    proxy = Proxy.objects.get()
    over = client.post(
        reverse("decisions:revoke", args=[proposal.alliance.slug, proxy.pk])
    )

    assert [a.status_code for a in (wrong, given, over)] == [422, 302, 302]
    assert people[1][1].name in shown
    proxy.refresh_from_db()
    assert proxy.ended_at is not None


def test_a_proposal_about_something_links_to_it_for_who_may_see_it(client):
    room = make_room(kind=Room.Kind.SOCIETY)
    person, _organization = make_voter(alliance=room.alliance)
    client.force_login(person)
    address = links.propose_url(alliance=room.alliance, subject=room)

    form = client.get(address)
    client.post(address, asked())

    proposal = Proposal.objects.get()
    assert room.name in form.text
    assert (proposal.subject, proposal.room) == (room, room)
    assert room.get_absolute_url() in client.get(proposal.get_absolute_url()).text
    forged = reverse("decisions:new", args=[room.alliance.slug]) + "?tentang=x:y"
    assert client.get(forged).status_code == 404
    elsewhere = links.propose_url(alliance=make_alliance(), subject=room)
    assert client.get(elsewhere).status_code == 404


def test_a_proposal_is_brought_to_a_room_by_form(client):
    room = make_room()
    proposal, people = make_proposal(alliance=room.alliance)
    client.force_login(people[1][0])

    listed = client.get(page("bring", proposal))
    done = client.post(page("bring", proposal), {"room": room.slug})

    assert room.name in listed.text
    assert done.status_code == 302
    assert room.events.count() == 2


def test_the_list_shows_what_waits_for_ones_own_organization(client):
    proposal, people = make_proposal()
    done, _others = make_proposal(alliance=proposal.alliance, voters=1)
    Proposal.objects.filter(pk=done.pk).update(title="Sudah dijawab")
    say(done, people[1], "setuju")
    index = reverse("decisions:index", args=[proposal.alliance.slug])
    client.force_login(people[1][0])

    waiting = client.get(f"{index}?tampil=perlu-sikap").text

    assert proposal.title in waiting
    assert "Sudah dijawab" not in waiting
    assert "Belum ada di saringan ini" in client.get(f"{index}?tampil=selesai").text


def test_the_home_page_is_told_what_waits_until_it_is_answered():
    proposal, people = make_proposal()
    person = people[1][0]

    [waiting] = asked_of(person)
    say(proposal, people[1], "setuju")

    assert waiting.url == proposal.get_absolute_url()
    assert asked_of(person) == []
    rewrite(proposal, people[0][0], "Lain.")
    assert [each.title for each in asked_of(person)] == [proposal.title]
    assert asked_of(make_person()) == []


def test_the_clock_reminds_the_silent_once_and_tells_who_must_close():
    closes_at = timezone.now() + timedelta(hours=20)
    proposal, people = make_proposal(closes_at=closes_at)
    say(proposal, people[1], "setuju")

    reminding.remind()
    reminding.remind()

    reminded = Notice.objects.filter(kind="alliances.decision.reminder")
    assert {notice.person for notice in reminded} == {people[0][0], people[2][0]}
    assert reminded.count() == 2
    pass_deadline(proposal)
    reminding.remind()
    due = Notice.objects.get(kind="alliances.decision.due")
    assert due.person == people[0][0]


def test_the_clock_tells_that_a_decision_is_to_be_looked_at_again():
    proposal, people = make_proposal()
    Proposal.objects.filter(pk=proposal.pk).update(
        state="closed",
        outcome="agreed",
        outcome_text="Ya.",
        closed_at=timezone.now(),
        review_on=timezone.localdate(),
    )

    reminding.remind()
    reminding.remind()

    assert Notice.objects.get(kind="alliances.decision.review").person == people[0][0]


def test_pages_ask_few_questions_however_many_speak(
    client, django_assert_max_num_queries
):
    proposal, people = make_proposal(voters=6)
    Proposal.objects.update(subject_type=None)
    for _ in range(3):
        make_proposal(alliance=proposal.alliance, voters=0, person=people[0][0])
    for voter in people[1:4]:
        say(proposal, voter, "catatan", reason="Baik.")
    client.force_login(people[1][0])
    pages = [
        proposal.get_absolute_url(),
        reverse("decisions:index", args=[proposal.alliance.slug]),
        page("past", proposal),
        reverse("decisions:proxies", args=[proposal.alliance.slug]),
    ]

    for address in pages:
        client.get(address)
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(address).status_code == 200


def test_the_quorum_alone_is_asked_again(client):
    proposal, people = make_proposal()
    client.force_login(people[1][0])

    answer = client.get(
        proposal.get_absolute_url(), headers={"HX-Request": "true"}
    ).text

    assert answer.lstrip().startswith('<section id="quorum"')


def test_a_room_leads_to_what_is_decided_in_it_and_about_it(client):
    alliance = make_alliance()
    person, _organization = make_voter(alliance=alliance)
    room = make_room(alliance=alliance)
    inside, _people = make_proposal(voters=0, alliance=alliance, person=person)
    Proposal.objects.update(title="Hanya ruang ini", room=room)
    other, _people = make_proposal(voters=0, alliance=alliance, person=person)
    client.force_login(person)
    listed = reverse("decisions:index", args=[alliance.slug])

    page_of_room = client.get(room.get_absolute_url()).text
    shown = client.get(f"{listed}?ruang={room.slug}").text

    assert f"{listed}?ruang={room.slug}" in page_of_room
    assert "Hanya ruang ini" in shown
    assert other.title not in shown
    hidden = make_room(alliance=alliance, kind=Room.Kind.PRIVATE)
    assert client.get(f"{listed}?ruang={hidden.slug}").status_code == 404
    again = client.get(inside.get_absolute_url())
    assert "no-store" in again["Cache-Control"]
