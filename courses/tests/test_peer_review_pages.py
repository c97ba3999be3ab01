"""The pages of peer review: for the reader, the author and the mentor."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from courses import jobs
from courses.actions import submissions
from courses.models import PeerReview, PeerRound
from courses.summaries import learning_of, marking_waits_for, waiting_for
from courses.tests.assignment_factories import (
    asked,
    give,
    hand_in_work,
    let_days_pass,
    make_assignment,
    make_cohort_of,
    make_upload,
)

pytestmark = pytest.mark.django_db

LIST = "/belajar/telaah/"
GIVEN = {
    "suggestion": "returned",
    "comment": "Sumber datanya belum ada.",
    "level_0": "1",
    "level_1": "0",
}


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def pair(mentor=None, **parts):
    """Two who read each other's work: the assignment, the first round, both people."""
    assignment = make_assignment(peers=1, **parts)
    _cohort, (one, other) = make_cohort_of(assignment, 2, mentor=mentor)
    turn = submissions.hand_in(
        learner=one, assignment=assignment, text="Air", files=[make_upload(one)]
    )
    hand_in_work(other, assignment)
    return assignment, turn.peer_round, one, other


def test_from_the_list_to_a_review_that_its_author_reads():
    assignment, reading, one, other = pair()
    reader, page = client_of(other), asked(reading).get_absolute_url()

    listed = reader.get(LIST)
    shown = reader.get(page)
    wrong = reader.post(page, {**GIVEN, "comment": ""})
    sent = reader.post(page, GIVEN)
    author = client_of(one).get(assignment.activity.get_absolute_url())

    assert one.name in listed.content.decode()
    assert b"Air" in shown.content
    assert b"bukti.pdf" in shown.content
    assert wrong.status_code == 422
    assert sent.status_code == 302
    assert "Sumber datanya belum ada." in author.content.decode()
    assert other.name in author.content.decode()


def test_what_was_typed_is_given_back_with_what_is_wrong():
    _assignment, reading, _one, other = pair()

    answer = client_of(other).post(
        asked(reading).get_absolute_url(), {**GIVEN, "suggestion": ""}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Sumber datanya belum ada." in page
    assert 'name="level_0" value="1"' in page
    assert "Pilih salah satu." in page


def test_sent_twice_with_one_key_it_is_one_review():
    _assignment, reading, _one, other = pair()
    reader, page = client_of(other), asked(reading).get_absolute_url()
    keyed = {**GIVEN, "idempotency_key": "0b3f6a1e-7f6e-4a52-9d4b-111111111111"}
    headers = {"content_type": "application/x-www-form-urlencoded"}
    body = "&".join(f"{name}={value}" for name, value in keyed.items())

    first = reader.post(page, body, **headers)
    second = reader.post(page, body, **headers)
    third = reader.post(page, GIVEN)

    assert (first.status_code, second.status_code) == (302, 302)
    assert third.status_code == 422
    assert PeerReview.objects.given().count() == 1


def test_others_find_neither_the_review_nor_its_files():
    assignment, reading, one, other = pair()
    wanted, file = asked(reading), reading.turn.files.get()
    download = reverse("courses:submitted_file", args=[file.pk])
    _another, (mate,) = make_cohort_of(assignment, 1)

    for person in (one, mate, make_person()):
        assert client_of(person).get(wanted.get_absolute_url()).status_code == 404
    for person, status in ((other, 200), (one, 200), (mate, 404)):
        assert client_of(person).get(download).status_code == status


def test_who_was_taken_out_of_the_course_no_longer_reads_its_work():
    _assignment, reading, one, other = pair()
    wanted, address = asked(reading), reverse("courses:peer_reviews")
    download = reverse("courses:submitted_file", args=[reading.turn.files.get().pk])
    reader = client_of(other)
    before = reader.get(download).status_code

    other.enrollments.update(ended_at=timezone.now())

    assert (before, reader.get(download).status_code) == (200, 404)
    assert reader.get(wanted.get_absolute_url()).status_code == 404
    assert wanted.get_absolute_url() not in reader.get(address).content.decode()
    assert client_of(one).get(download).status_code == 200


def test_whose_place_was_taken_no_longer_reads_the_work_and_keeps_their_words():
    assignment = make_assignment(peers=1)
    _cohort, (one, late, third) = make_cohort_of(assignment, 3)
    turn = submissions.hand_in(
        learner=one, assignment=assignment, text="Air", files=[make_upload(one)]
    )
    hand_in_work(late, assignment)
    hand_in_work(third, assignment)
    missed = asked(turn.peer_round)
    let_days_pass(turn.peer_round)
    jobs.move_peer_reviews_on()
    reader, page = client_of(late), missed.get_absolute_url()
    download = reverse("courses:submitted_file", args=[turn.files.get().pk])

    still = reader.get(page), reader.get(download)
    give(asked(turn.peer_round))
    answer = reader.post(page, GIVEN)

    assert [each.status_code for each in still] == [200, 200]
    assert "Kirim telaah" in still[0].content.decode()
    assert answer.status_code == 422
    assert "Sumber datanya belum ada." in answer.content.decode()
    assert "Teman lain sudah menelaah" in answer.content.decode()
    assert b"bukti.pdf" not in answer.content
    assert reader.get(download).status_code == 404
    assert one.name not in reader.get(LIST).content.decode()


def test_names_are_hidden_from_peers_but_not_from_the_mentor():
    mentor = make_person()
    assignment, reading, one, other = pair(mentor, hides_names=True)
    reader, wanted = client_of(other), asked(reading)

    seen = [
        reader.get(LIST),
        reader.get(wanted.get_absolute_url()),
        reader.get(assignment.activity.get_absolute_url()),
    ]
    give(wanted)
    author = client_of(one).get(assignment.activity.get_absolute_url())
    judged = client_of(mentor).get(reading.turn.submission.get_absolute_url())

    assert all(one.name not in page.content.decode() for page in seen)
    assert other.name not in author.content.decode()
    assert "Penelaah 1" in author.content.decode()
    assert other.name in judged.content.decode()


def test_a_file_does_not_tell_whose_it_is():
    mentor = make_person()
    _assignment, reading, _one, other = pair(mentor, hides_names=True)
    [upload] = reading.turn.files.all()
    download = reverse("courses:submitted_file", args=[upload.pk])

    page = client_of(other).get(asked(reading).get_absolute_url())
    to_peer = client_of(other).get(download).headers["Content-Disposition"]
    to_mentor = client_of(mentor).get(download).headers["Content-Disposition"]

    assert "bukti.pdf" not in page.content.decode()
    assert "berkas.pdf" in to_peer
    assert "bukti.pdf" in to_mentor


def test_the_mentor_sees_what_peers_said_and_who_still_reads():
    mentor = make_person()
    assignment = make_assignment(peers=2)
    _cohort, people = make_cohort_of(assignment, 3, mentor=mentor)
    turn = hand_in_work(people[0], assignment)
    for person in people[1:]:
        hand_in_work(person, assignment)
    client = client_of(mentor)
    first, second = turn.peer_round.reviews.open()

    listed = client.get("/belajar/tugas/").content.decode()
    give(first, comment="Kalimatnya jernih.")
    page = client.get(turn.submission.get_absolute_url()).content.decode()

    assert "masih dibaca teman" in listed
    assert "Kalimatnya jernih." in page
    assert "1 dari 2 sudah masuk." in page
    assert second.reviewer.name in page
    assert "Anda boleh memutuskan kapan saja." in page


def test_the_author_thanks_and_a_stranger_cannot():
    _assignment, reading, one, other = pair()
    given = give(asked(reading))
    page = reverse("courses:thank_peer", args=[given.pk])
    author = client_of(one)

    shown = author.get(page)
    wrong = author.post(page, {"thanks": "Terima kasih"})
    right = author.post(page, {"helped": "yes", "thanks": "Terima kasih"})

    assert shown.status_code == 200
    assert wrong.status_code == 422
    assert right.status_code == 302
    given.refresh_from_db()
    assert (given.helped, given.thanks) == ("yes", "Terima kasih")
    assert client_of(other).get(page).status_code == 404


def test_a_work_is_put_before_the_mentor_at_home_once_peers_have_read_it():
    mentor = make_person()
    _assignment, reading, _one, _other = pair(mentor)

    before = marking_waits_for(mentor)
    give(asked(reading))

    assert before == []
    assert [item.title for item in marking_waits_for(mentor)] == [
        "1 tugas menunggu telaah"
    ]


def test_an_empty_list_says_what_will_be_there():
    page = client_of(make_person()).get(LIST).content.decode()

    assert "Belum ada karya untuk Anda" in page


def test_the_home_page_and_the_course_lead_to_what_waits(
    django_assert_max_num_queries,
):
    assignment, _reading, _one, other = pair()

    with django_assert_max_num_queries(2):
        learning = learning_of(other)
    client = client_of(other)
    home = client.get("/").content.decode()
    course = client.get(assignment.activity.module.course.get_absolute_url())

    assert [item.url for item in learning.reviews] == [LIST]
    assert learning.reviews[0] in waiting_for(other)
    assert "1 karya teman menunggu telaah Anda" in home
    assert LIST in course.content.decode()


def test_nothing_waits_after_the_review_is_given():
    _assignment, reading, _one, other = pair()

    give(asked(reading))

    assert learning_of(other).reviews == []


def crowd():
    mentor = make_person()
    assignment = make_assignment(peers=3)
    _cohort, people = make_cohort_of(assignment, 5, mentor=mentor)
    for person in people:
        hand_in_work(person, assignment)
    learner = people[0]
    for one in PeerReview.objects.open().exclude(reviewer=learner)[:6]:
        give(one)
    return mentor, assignment, learner


def test_the_pages_cost_the_same_however_many(django_assert_max_num_queries):
    mentor, assignment, learner = crowd()
    reader, judge = client_of(learner), client_of(mentor)
    wanted = PeerReview.objects.of_reviewer(learner).open()[0]
    reading = PeerRound.objects.exclude(turn__submission__learner=learner)[0]
    pages = [
        (reader, LIST, 6),
        (reader, wanted.get_absolute_url(), 10),
        (reader, assignment.activity.get_absolute_url(), 14),
        (reader, assignment.activity.module.course.get_absolute_url(), 12),
        (judge, reading.turn.submission.get_absolute_url(), 12),
        (judge, "/belajar/tugas/", 9),
    ]

    for client, url, most in pages:
        client.get(url)
        with django_assert_max_num_queries(most, info=url):
            assert client.get(url).status_code == 200
