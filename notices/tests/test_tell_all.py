"""Many are told at once: each once, in the way that they chose."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from accounts.tests.factories import make_person
from common.decisions import Refused
from notices import answers
from notices.actions.telling import Telling, tell_all
from notices.models import Channel, Choice, Dispatch, How, Notice
from notices.tests.factories import tell


def telling(person, *, kind="forum.reply", key="topik:1", **fields):
    return Telling(
        person_id=person.pk,
        kind=kind,
        title="Balasan baru",
        text="Ada yang menjawab.",
        url="/forum/",
        key=key,
        **fields,
    )


def choose(person, group, how, channel=Channel.EMAIL):
    Choice.objects.create(person=person, group=group, channel=channel, how=how)


@pytest.mark.django_db
def test_each_is_told_once_however_often_it_is_said():
    people = [make_person() for _number in range(3)]

    tell_all([telling(person, how="now") for person in people])
    tell_all([telling(person, how="now") for person in [*people, make_person()]])

    assert Notice.objects.count() == 4
    assert Dispatch.objects.count() == 4


@pytest.mark.django_db
def test_a_thing_said_twice_in_one_breath_is_told_once():
    person = make_person()

    tell_all([telling(person), telling(person)])

    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_who_is_suspended_is_told_nothing():
    person = make_person()
    person.is_active = False
    person.save()

    tell_all([telling(person)])

    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_forum_news_waits_for_the_week_unless_somebody_chose_otherwise():
    usual, hasty, daily, silent = (make_person() for _number in range(4))
    choose(hasty, "replies", How.NOW)
    choose(daily, "replies", How.DAILY)
    choose(silent, "replies", How.NONE)

    tell_all([telling(person) for person in (usual, hasty, daily, silent)])

    rhythms = dict(Notice.objects.values_list("person", "rhythm"))
    assert rhythms == {
        usual.pk: "weekly",
        hasty.pk: "",
        daily.pk: "daily",
        silent.pk: "",
    }
    assert [d.notice.person for d in Dispatch.objects.all()] == [hasty]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "chosen", "sent", "rhythm"),
    [
        ("now", None, 1, ""),
        ("now", How.DAILY, 1, ""),
        ("now", How.NONE, 0, ""),
        ("digest", None, 0, "weekly"),
        ("digest", How.DAILY, 0, "daily"),
        ("digest", How.NOW, 0, "weekly"),
        ("inbox", How.NOW, 0, ""),
    ],
)
def test_who_tells_may_hurry_or_gather_but_never_break_a_no(how, chosen, sent, rhythm):
    person = make_person()
    if chosen:
        choose(person, "replies", chosen)

    tell_all([telling(person, how=how)])

    assert Dispatch.objects.count() == sent
    assert Notice.objects.get().rhythm == rhythm


@pytest.mark.django_db
def test_news_about_the_account_is_always_mailed():
    person = make_person()
    choose(person, "account", How.NONE)

    tell_all([telling(person, kind="accounts.departure")])

    assert Dispatch.objects.count() == 1


@pytest.mark.django_db
def test_without_an_address_there_is_only_the_inbox():
    person = make_person(email=None, phone="+6281234567890")

    tell_all([telling(person)])

    assert Notice.objects.get().rhythm == ""


@pytest.mark.django_db
def test_many_cost_as_many_statements_as_few(django_assert_num_queries):
    people = [make_person() for _number in range(20)]

    # People, choices, what was told; two inserts between savepoints.
    with django_assert_num_queries(9):
        tell_all([telling(person, how="now") for person in people])


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_once_tell_it_once():
    people = [make_person() for _number in range(10)]
    start = Barrier(3)

    def work():
        try:
            start.wait()
            tell_all([telling(person, how="now") for person in people])
        finally:
            connection.close()

    workers = [Thread(target=work) for _number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Notice.objects.count() == 10
    assert Dispatch.objects.count() == 10


def _take(person, rest, text):
    return f"/uji/{rest}/"


@pytest.fixture
def register(monkeypatch):
    monkeypatch.setattr(answers, "_takers", {})
    return answers.takes_answers


@pytest.mark.django_db
def test_an_answer_goes_to_the_app_that_takes_it(register):
    taken, author = [], make_person()

    @register("uji.topik")
    def take(person, rest, text):
        taken.append((person, rest, text))
        return "/uji/12/"

    assert answers.are_taken("uji.topik:12")
    url = answers.answer(person=author, target="uji.topik:12:post:3", text="Ya.")
    assert url == "/uji/12/"
    assert taken == [(author, "12:post:3", "Ya.")]


@pytest.mark.django_db
def test_an_answer_to_what_takes_none_is_refused_with_a_sentence(register):
    with pytest.raises(Refused, match="tidak bisa dijawab"):
        answers.answer(person=make_person(), target="lain:1", text="Ya.")


def test_two_cannot_take_the_same_answers(register):
    register("uji.topik")(_take)

    with pytest.raises(ValueError, match="two take answers"):
        register("uji.topik")(_take)


@pytest.mark.django_db
def test_what_a_reply_goes_to_is_kept_with_the_notice():
    tell(make_person(), answers="forum.topic:12:post:345")

    assert Notice.objects.get().answers == "forum.topic:12:post:345"
