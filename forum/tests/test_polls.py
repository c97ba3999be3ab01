"""Polls: one ballot a person, secret unless said otherwise, results after voting."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from forum import personal
from forum.actions import arranging, polls, topics
from forum.actions.polls import Asked
from forum.models import Forum, Topic, TopicPoll, TopicPollVote
from forum.shown_polls import poll_of
from forum.tests.factories import make_audience, make_forum, make_topic
from network.models import Audience

pytestmark = pytest.mark.django_db
DAYS = ("Senin", "Rabu", "Jumat")


def make_poll(*, author=None, forum=None, **asked) -> TopicPoll:
    topic = topics.open_topic(
        author=author or make_person(),
        place=forum or make_forum(),
        title="Kapan kita bertemu?",
        body="Pilih harinya.",
        poll=Asked("Hari apa?", DAYS, **asked),
    )
    poll: TopicPoll = TopicPoll.objects.get(topic=topic)
    return poll


def options(poll, *texts):
    return list(poll.options.filter(text__in=texts).values_list("pk", flat=True))


def shown(poll, person):
    return poll_of(Topic.objects.for_page(person).get(pk=poll.topic_id), person)


def totals(poll):
    return {option.text: option.total for option in poll.options.all()}


def test_who_has_voted_sees_the_results_and_may_think_again():
    poll, person, other = make_poll(), make_person(), make_person()
    polls.vote(voter=other, poll=poll, options=options(poll, "Rabu"))
    before = shown(poll, person)

    polls.vote(voter=person, poll=poll, options=options(poll, "Senin"))
    polls.vote(voter=person, poll=poll, options=options(poll, "Rabu"))

    assert not before.shows_results
    assert [option.total for option in before.options] == [0, 0, 0]
    after = shown(poll, person)
    assert [(o.total, o.share, o.is_mine) for o in after.options] == [
        (0, 0, False),
        (2, 100, True),
        (0, 0, False),
    ]
    assert after.voters == 2


def test_one_answer_unless_several_are_asked_for():
    poll, several = make_poll(), make_poll(takes_several=True)
    person = make_person()

    with pytest.raises(Refused, match="satu jawaban saja"):
        polls.vote(voter=person, poll=poll, options=options(poll, "Senin", "Rabu"))
    with pytest.raises(Refused, match="sedikitnya satu"):
        polls.vote(voter=person, poll=poll, options=options(several, "Senin"))
    both = options(several, "Senin", "Rabu")
    polls.vote(voter=person, poll=several, options=both)

    assert totals(several) == {"Senin": 1, "Rabu": 1, "Jumat": 0}
    assert shown(several, person).voters == 1


def test_after_its_day_everyone_sees_the_results_and_nobody_votes():
    poll, person = make_poll(closes_at=timezone.now() + timedelta(1)), make_person()
    TopicPoll.objects.update(closes_at=timezone.now())

    with pytest.raises(Refused, match="sudah ditutup"):
        polls.vote(voter=person, poll=poll, options=options(poll, "Senin"))

    assert shown(poll, person).shows_results


def test_who_asked_closes_it_and_others_do_not():
    author = make_person()
    poll = make_poll(author=author)

    with pytest.raises(Refused):
        polls.close(closer=make_person(), poll=poll)
    polls.close(closer=author, poll=poll)

    assert not shown(poll, author).is_open


def test_it_is_asked_otherwise_until_somebody_has_answered(client):
    author = make_person()
    poll = make_poll(author=author)
    client.force_login(author)
    url = f"{poll.topic.get_absolute_url()}jajak/ubah/"
    written = {"poll-question": "Jam berapa?", "poll-options": "Pagi\nSore"}

    assert "Senin\nRabu\nJumat</textarea>" in client.get(url).content.decode()
    assert client.post(url, {"poll-options": "Pagi"}).status_code == 422
    assert client.post(url, written).status_code == 302

    poll.refresh_from_db()
    assert (poll.question, list(totals(poll))) == ("Jam berapa?", ["Pagi", "Sore"])
    polls.vote(voter=make_person(), poll=poll, options=options(poll, "Sore"))
    with pytest.raises(Refused, match="Sudah ada yang memilih"):
        polls.change(asker=author, poll=poll, asked=Asked("Lain?", DAYS))
    day = timezone.localdate() + timedelta(days=9)
    client.post(url, {**written, "poll-question": "Lain?", "poll-closes_on": day})
    poll.refresh_from_db()
    assert (poll.question, timezone.localdate(poll.closes_at)) == ("Jam berapa?", day)
    assert totals(poll)["Sore"] == 1
    client.force_login(make_person())
    assert client.post(url, written).status_code == 422


def test_a_secret_ballot_names_nobody_even_in_the_database():
    person = make_person(name="Yohana Bura")
    poll = make_poll()

    polls.vote(voter=person, poll=poll, options=options(poll, "Senin"))

    vote = TopicPollVote.objects.get()
    assert vote.voter is None
    assert person.name not in str(shown(poll, person))
    [told] = personal.tell(person)["jajak pendapat"]
    assert told["dipilih"] == "Senin"
    assert personal.tell(make_person())["jajak pendapat"] == []


def test_a_named_ballot_says_who_chose_what_to_who_has_voted():
    person, other = make_person(name="Yohana Bura"), make_person()
    poll = make_poll(is_named=True)
    polls.vote(voter=person, poll=poll, options=options(poll, "Senin"))

    before = shown(poll, other)
    polls.vote(voter=other, poll=poll, options=options(poll, "Rabu"))

    assert "Yohana Bura" not in str(before)
    assert shown(poll, other).options[0].names == ("Yohana Bura",)


def test_where_pseudonyms_are_used_no_vote_has_a_name():
    forum = make_forum()
    Forum.objects.update(allows_pseudonyms=True)

    assert not make_poll(forum=forum, is_named=True).is_named


def test_who_leaves_still_counts_without_a_name():
    person = make_person()
    poll = make_poll(is_named=True)
    polls.vote(voter=person, poll=poll, options=options(poll, "Senin"))

    personal.forget(person)

    assert totals(poll)["Senin"] == 1
    assert not TopicPollVote.objects.filter(voter=person).exists()


def test_who_may_not_see_or_write_does_not_vote():
    author = make_person()
    poll = make_poll(author=author, forum=make_forum(audience=make_audience(author)))
    chosen = options(poll, "Senin")

    with pytest.raises(Refused, match="tidak ada"):
        polls.vote(voter=make_person(), poll=poll, options=chosen)
    Audience.objects.get().members.clear()
    with pytest.raises(Refused):
        polls.vote(voter=author, poll=poll, options=chosen)


def test_a_merged_topic_takes_its_poll_along():
    poll, into = make_poll(), make_topic()
    staff = make_person(is_staff=True)

    arranging.merge(moderator=staff, topic=poll.topic, into=into, reason="Sama.")

    assert shown(TopicPoll.objects.get(), staff).question == "Hari apa?"
    assert TopicPoll.objects.get().topic == into


def test_a_topic_is_opened_with_a_poll_and_answered_on_its_page(client):
    person = make_person()
    client.force_login(person)
    forum = make_forum()
    written = {
        "title": "Kapan kita bertemu?",
        "body": "Pilih harinya.",
        "poll-question": "Hari apa?",
        "poll-options": "Senin\n\n Rabu \nSenin",
    }

    answer = client.post(f"{forum.get_absolute_url()}baru/", written)

    poll = TopicPoll.objects.get()
    assert list(totals(poll)) == ["Senin", "Rabu"]
    page = client.get(answer["Location"]).content.decode()
    assert "Hari apa?" in page
    voted = client.post(
        f"{answer['Location']}jajak/", {"options": options(poll, "Rabu")}
    )
    assert voted.status_code == 302
    assert totals(poll)["Rabu"] == 1
    empty = client.post(f"{answer['Location']}jajak/", {})
    assert empty.status_code == 422
    assert "sedikitnya satu" in empty.content.decode()


def test_a_half_written_poll_loses_no_word(client):
    client.force_login(make_person())
    forum = make_forum()
    written = {"title": "Kapan bertemu?", "body": "Nah.", "poll-options": "Senin"}

    answer = client.post(f"{forum.get_absolute_url()}baru/", written)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "dua sampai sepuluh pilihan" in page
    assert "Senin" in page
    assert not Topic.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_ballots_cast_at_once_each_person_has_one():
    poll = make_poll()
    people = [make_person() for _ in range(3)]
    [first, second, _third] = options(poll, *DAYS)

    def press(job):
        person, option = job
        try:
            polls.vote(voter=person, poll=poll, options=[option])
        finally:
            connection.close()

    jobs = [(person, option) for person in people for option in (first, second)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, jobs))

    poll.refresh_from_db()
    assert poll.voters == 3
    assert TopicPollVote.objects.count() == 3
    assert sum(totals(poll).values()) == 3
