"""Questions at a webinar: asked, voted for, answered; they outlive the call."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import asking
from courses.models import Vote, Webinar, WebinarQuestion
from courses.tests.webinar_factories import (
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_webinar,
)

pytestmark = pytest.mark.django_db


def make_question(
    *,
    webinar: Webinar,
    author: User | None = None,
    text: str = "Bagaimana memulainya?",
    votes: int = 0,
    **fields,
) -> WebinarQuestion:
    author = author or make_seat(webinar=webinar).person
    question = WebinarQuestion.objects.create(
        webinar=webinar, author=author, text=text, **fields
    )
    for _ in range(votes):
        Vote.objects.create(question=question, person=make_person())
    return question


def test_who_has_a_seat_asks_and_the_same_words_twice_are_one_question():
    webinar = make_running_webinar()
    person = make_seat(webinar=webinar).person

    for _ in range(2):
        asking.ask(author=person, webinar=webinar, text="Mengapa indikator?")

    assert WebinarQuestion.objects.count() == 1


def test_who_has_no_seat_neither_asks_nor_votes():
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)

    with pytest.raises(Refused):
        asking.ask(author=make_person(), webinar=webinar, text="Boleh bertanya?")
    with pytest.raises(Refused):
        asking.vote(person=make_person(), question=question, wants=True)


def test_nobody_votes_twice_or_for_their_own():
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)
    voter = make_seat(webinar=webinar).person

    for _ in range(2):
        asking.vote(person=voter, question=question, wants=True)
    assert question.votes.count() == 1
    asking.vote(person=voter, question=question, wants=False)
    assert question.votes.count() == 0
    with pytest.raises(Refused):
        asking.vote(person=question.author, question=question, wants=True)


def test_the_eleventh_open_question_of_one_person_must_wait():
    webinar = make_running_webinar()
    person = make_seat(webinar=webinar).person
    for number in range(asking.OPEN_AT_ONCE):
        asking.ask(author=person, webinar=webinar, text=f"Pertanyaan {number}?")

    with pytest.raises(Refused, match="Sepuluh"):
        asking.ask(author=person, webinar=webinar, text="Satu lagi?")


def test_questions_close_a_day_after_the_end_and_stay_to_be_read():
    webinar = make_past_webinar()
    question = make_question(webinar=webinar)

    with pytest.raises(Refused):
        asking.ask(author=question.author, webinar=webinar, text="Terlambat?")
    assert webinar.questions.visible_to(AnonymousUser()).get() == question


def test_the_most_wanted_come_first_then_the_answered():
    webinar = make_running_webinar()
    make_question(webinar=webinar, text="biasa", votes=1)
    answered = make_question(webinar=webinar, text="terjawab", votes=9)
    make_question(webinar=webinar, text="ditunggu", votes=3)
    asking.answer(host=webinar.host, question=answered, text="Begini.")

    rows = webinar.questions.for_page(AnonymousUser())

    assert [q.text for q in rows] == ["ditunggu", "biasa", "terjawab"]


def test_only_those_who_lead_answer_reopen_and_put_aside():
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)
    stranger = make_seat(webinar=webinar).person

    for deed in (
        lambda: asking.answer(host=stranger, question=question, text=""),
        lambda: asking.reopen(host=stranger, question=question),
        lambda: asking.put_aside(host=stranger, question=question, is_hidden=True),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_question_reopened_keeps_what_was_written():
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)
    asking.answer(host=webinar.host, question=question, text="Begini.")

    asking.reopen(host=webinar.host, question=question)

    question.refresh_from_db()
    assert question.answered_at is None
    assert question.answer == "Begini."


def test_what_is_put_aside_is_seen_by_its_author_alone_and_journaled():
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)

    asking.put_aside(host=webinar.host, question=question, is_hidden=True)

    shown = webinar.questions
    assert not shown.visible_to(make_person()).exists()
    assert shown.visible_to(question.author).exists()
    assert shown.visible_to(webinar.host, manages=True).exists()
    assert JournalEntry.objects.get().person == question.author
    question.refresh_from_db()
    with pytest.raises(Refused):
        asking.vote(
            person=make_seat(webinar=webinar).person, question=question, wants=True
        )


def test_the_list_is_one_query_however_many_questions(django_assert_num_queries):
    webinar = make_running_webinar()
    for number in range(3):
        make_question(webinar=webinar, text=f"{number}?", votes=number)
    voter = make_person()
    Vote.objects.create(question=webinar.questions.get(text="1?"), person=voter)

    with django_assert_num_queries(1):
        rows = [
            (q.author.name != "", q.vote_count, q.is_voted)
            for q in webinar.questions.for_page(voter)
        ]

    assert [row[1:] for row in rows] == [(2, True), (2, False), (0, False)]


def test_asking_by_the_page_leads_back_to_the_room(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(seat.person)
    url = f"{webinar.get_absolute_url()}tanya/baru/"

    answer = client.post(url, {"text": "Bagaimana memulainya?", "from": "ruang"})
    short = client.post(url, {"text": "Eh"})

    room = f"{webinar.get_absolute_url()}ruang/#pertanyaan"
    assert answer.headers["Location"] == room
    assert short.status_code == 422
    assert "Eh</textarea>" in short.content.decode()
    assert (
        "Bagaimana memulainya?"
        in client.get(f"{webinar.get_absolute_url()}ruang/").content.decode()
    )


def test_voting_answers_htmx_with_the_list_and_others_with_the_page(client):
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)
    client.force_login(make_seat(webinar=webinar).person)
    url = f"{webinar.get_absolute_url()}tanya/{question.pk}/dukung/"

    fragment = client.post(url, {"vote": "ya"}, HTTP_HX_REQUEST="true")
    page = client.post(url, {"vote": "tidak"})

    assert 'aria-pressed="true"' in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert page.status_code == 302
    assert question.votes.count() == 0


def test_names_are_for_members_and_not_for_who_asked_without_one(client):
    webinar = make_running_webinar()
    sari = make_seat(webinar=webinar, person=make_person(name="Sari Ningsih")).person
    make_question(webinar=webinar, author=sari, text="Bernama?")
    url = webinar.get_absolute_url()

    assert "Sari Ningsih" not in client.get(url).content.decode()
    client.force_login(make_person())
    assert "Sari Ningsih" in client.get(url).content.decode()
    webinar.questions.update(is_anonymous=True)
    assert "Sari Ningsih" not in client.get(url).content.decode()


def test_the_host_leads_by_the_page_and_a_stranger_is_forbidden(client):
    webinar = make_running_webinar()
    question = make_question(webinar=webinar)
    url = f"{webinar.get_absolute_url()}tanya/{question.pk}/pandu/"
    client.force_login(question.author)

    assert client.post(url, {"deed": "sisihkan"}).status_code == 403
    client.force_login(webinar.host)
    client.post(url, {"deed": "jawab", "text": "Mulai dari satu."})

    page = client.get(webinar.get_absolute_url()).content.decode()
    assert "Mulai dari satu." in page
    assert "terjawab" in page


def test_a_question_of_another_webinar_is_not_found_here(client):
    webinar = make_webinar(starts_in=timedelta(days=1))
    question = make_question(webinar=make_running_webinar())
    client.force_login(webinar.host)

    answer = client.post(f"{webinar.get_absolute_url()}tanya/{question.pk}/dukung/")

    assert answer.status_code == 404
