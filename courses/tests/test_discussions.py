"""Discussions: one topic in the course's forum, done by writing in it."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import composing, discussions, duplicating, outline
from courses.models import Activity, Completion, Discussion, Rule
from courses.summaries.discussing import LATEST, talk
from courses.tests.factories import make_cohort, make_course, make_enrollment
from forum.actions import pseudonyms, topics
from forum.models import Forum, Topic

pytestmark = pytest.mark.django_db

QUESTION = "Siapa sudah **mencoba**?"


def make_discussion(*, question: str = QUESTION) -> Discussion:
    course = make_course()
    author = make_person(name="Rahmat Penulis")
    course.authors.add(author)
    activity = outline.add_activity(
        module=outline.add_module(course=course, title="Awal"),
        kind=Activity.Kind.DISCUSSION,
        title="Toko bangunan mana?",
    )
    return Discussion.objects.create(
        activity=activity, question=question, asked_by=author
    )


def make_learner(discussion: Discussion) -> User:
    cohort = make_cohort(course=discussion.activity.module.course)
    return make_enrollment(cohort=cohort).learner


def asker(discussion: Discussion) -> User:
    assert discussion.asked_by is not None
    return discussion.asked_by


def topic_of(discussion: Discussion) -> Topic:
    discussion.refresh_from_db()
    assert discussion.topic is not None
    return discussion.topic


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_the_first_answer_opens_the_topic_in_the_name_of_who_asked(committed):
    discussion = make_discussion()
    learner = make_learner(discussion)

    with committed():
        discussions.answer(author=learner, discussion=discussion, body="Saya.")
        discussions.answer(author=learner, discussion=discussion, body="Lagi.")

    topic = Topic.objects.get()
    assert topic.forum.place == discussion.activity.module.course.place
    assert (topic.poster, topic.replies) == (discussion.asked_by, 2)
    assert topic.origin.thing == discussion.activity
    assert topic.first_post.content.raw == QUESTION


def test_writing_in_the_topic_completes_even_from_the_forum(committed):
    discussion = make_discussion()
    first, second = make_learner(discussion), make_learner(discussion)

    with committed():
        discussions.answer(author=first, discussion=discussion, body="Saya.")
    with committed():
        post = topics.reply(
            author=second, topic=topic_of(discussion), body="Saya juga."
        )

    done = Completion.objects.filter(activity=discussion.activity)
    assert {each.learner for each in done} == {first, second}
    assert done.get(learner=second).evidence == f"post:{post.pk}"


def test_a_deleted_post_takes_nothing_back(committed):
    discussion = make_discussion()
    learner = make_learner(discussion)
    with committed():
        post = discussions.answer(author=learner, discussion=discussion, body="Saya.")

    post.delete()
    Topic.objects.all().delete()

    assert Completion.objects.filter(learner=learner).exists()
    discussion.refresh_from_db()
    assert discussion.topic is None


def test_other_topics_and_people_without_a_seat_complete_nothing(committed):
    discussion = make_discussion()
    learner = make_learner(discussion)
    author = asker(discussion)
    place = discussion.activity.module.course.place

    with committed():
        discussions.answer(author=author, discussion=discussion, body="Saya dulu.")
        topics.open_topic(
            author=learner,
            place=place,
            title="Lain",
            body="Lain sekali.",
            origin=discussion.activity,
        )

    assert not Completion.objects.exists()


def test_strangers_and_drafts_are_refused():
    discussion = make_discussion()

    with pytest.raises(Refused):
        discussions.answer(author=make_person(), discussion=discussion, body="Saya.")
    discussion.activity.status = Activity.Status.DRAFT
    discussion.activity.save()
    with pytest.raises(Refused, match="belum terbit"):
        discussions.answer(
            author=asker(discussion), discussion=discussion, body="Saya."
        )

    assert not Topic.objects.exists()


def test_what_was_written_before_it_counted_counts_at_the_next_visit(committed):
    discussion = make_discussion()
    learner = make_person()
    with committed():
        discussions.answer(
            author=asker(discussion), discussion=discussion, body="Mulai."
        )
    with committed():
        topics.reply(author=learner, topic=topic_of(discussion), body="Saya tamu.")
    assert not Completion.objects.exists()
    cohort = make_cohort(course=discussion.activity.module.course)
    make_enrollment(cohort=cohort, learner=learner)

    signed_in(learner).get(discussion.activity.get_absolute_url())

    assert Completion.objects.get().learner == learner


def test_the_author_makes_asks_publishes_and_duplicates():
    course = make_course()
    author = make_person()
    course.authors.add(author)
    activity = composing.add_activity(
        author=author,
        module=outline.add_module(course=course, title="Awal"),
        kind=Activity.Kind.DISCUSSION,
        title="Bahas",
    )
    with pytest.raises(Refused, match="pertanyaan"):
        composing.publish_activity(author=author, activity=activity)
    client = signed_in(author)
    editor = f"{activity.get_absolute_url()}sunting/"

    assert client.get(editor).status_code == 200
    assert client.post(editor, {"question": ""}).status_code == 422
    assert client.post(editor, {"question": QUESTION}).status_code == 302

    activity.refresh_from_db()
    assert activity.rule == Rule.POSTED
    assert activity.discussion.asked_by == author
    composing.publish_activity(author=author, activity=activity)
    twin = duplicating.duplicate_activity(author=author, activity=activity)
    assert twin.discussion.question == QUESTION
    assert twin.discussion.topic is None


def test_a_new_wording_reaches_the_topic():
    discussion = make_discussion()
    learner = make_learner(discussion)
    discussions.answer(author=learner, discussion=discussion, body="Saya.")

    discussions.write(
        author=asker(discussion), discussion=discussion, question="Siapa belum?"
    )

    assert Topic.objects.get().first_post.content.raw == "Siapa belum?"


def test_the_page_asks_shows_answers_and_takes_one(committed):
    discussion = make_discussion()
    learner = make_learner(discussion)
    client = signed_in(learner)
    page = discussion.activity.get_absolute_url()

    before = client.get(page).content.decode()
    empty = client.post(f"{page}diskusi/", {"body": " "})
    with committed():
        sent = client.post(f"{page}diskusi/", {"body": "Kami sudah, di Ende."})
    after = client.get(page).content.decode()

    assert "<strong>mencoba</strong>" in before
    assert "Belum ada jawaban" in before
    assert (empty.status_code, sent.status_code) == (422, 302)
    assert "Kami sudah, di Ende." in after
    assert 'class="badge done"' in after
    assert signed_in(make_person()).get(page).status_code == 403


def test_the_page_shows_the_newest_answers(django_assert_max_num_queries):
    discussion = make_discussion()
    learner = make_learner(discussion)
    for number in range(7):
        discussions.answer(author=learner, discussion=discussion, body=f"ke-{number}")
    discussion.refresh_from_db()

    with django_assert_max_num_queries(3):
        shown = talk(discussion, learner)

    assert "ke-6" in shown.latest[-1].html
    assert (shown.count, shown.earlier) == (7, 2)


def test_the_page_costs_the_same_queries_however_many_answers(
    django_assert_max_num_queries,
):
    discussion = make_discussion()
    client = signed_in(make_learner(discussion))
    url = discussion.activity.get_absolute_url()

    def answered(times: int) -> int:
        for _ in range(times):
            discussions.answer(
                author=make_learner(discussion), discussion=discussion, body="Sudah."
            )
        client.get(url)
        with django_assert_max_num_queries(19) as captured:
            client.get(url)
        return len(captured)

    assert answered(1) == answered(3)


def test_the_page_takes_the_same_queries_however_much_is_said(
    django_assert_max_num_queries,
):
    discussion = make_discussion()
    learner, other = make_learner(discussion), make_learner(discussion)
    for nth in range(LATEST + 3):
        discussions.answer(author=other, discussion=discussion, body=f"Jawaban {nth}.")
    client = signed_in(learner)
    address = discussion.activity.get_absolute_url()
    client.get(address)

    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()

    assert f"Jawaban {LATEST + 2}." in page
    assert "Jawaban 0." not in page


def test_an_answer_under_a_pseudonym_leaves_no_mark_on_the_sheet(committed):
    discussion = make_discussion()
    hidden, open_one = make_learner(discussion), make_learner(discussion)
    outline.open_place(discussion.activity.module.course)
    forum = Forum.objects.get(place=discussion.activity.module.course.place)
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    forum.refresh_from_db()
    pseudonyms.choose(person=hidden, forum=forum, name="Melati Pagi")

    with committed():
        discussions.answer(author=hidden, discussion=discussion, body="Saya takut.")
        discussions.answer(author=open_one, discussion=discussion, body="Saya juga.")
    page = signed_in(hidden).get(discussion.activity.get_absolute_url())

    # Asked at the visit too, and told before the answer is sent.
    assert [each.learner for each in Completion.objects.all()] == [open_one]
    assert "Melati Pagi</strong>" in page.content.decode()
    assert "tidak dicatat sebagai selesai" in page.content.decode()
