"""Peer review: works are shared out fairly, and nobody waits for a peer for ever."""

import threading
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses import jobs
from courses.actions import enrollment, peer_reviewing
from courses.models import (
    Activity,
    Completion,
    PeerReview,
    PeerRound,
    Result,
    Rule,
    Submission,
)
from courses.tests.assignment_factories import (
    asked,
    give,
    hand_in_work,
    let_days_pass,
    make_assignment,
    make_cohort_of,
    review,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db

State = PeerRound.State


def told(person, kind):
    return Notice.objects.filter(person=person, kind=kind, due_at__lte=timezone.now())


def test_without_peers_the_mentor_is_called_at_once():
    mentor = make_person()
    assignment = make_assignment(peers=0)
    _cohort, (one, _other) = make_cohort_of(assignment, 2, mentor=mentor)

    hand_in_work(one, assignment)

    assert told(mentor, "courses.handed_in").count() == 1
    assert not PeerRound.objects.exists()


def test_a_work_waits_for_the_next_who_hands_in_and_the_mentor_is_not_yet_called():
    mentor = make_person()
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2, mentor=mentor)

    first = hand_in_work(one, assignment).peer_round
    waiting = first.reviews.count()
    second = hand_in_work(other, assignment).peer_round

    assert waiting == 0
    assert asked(first).reviewer == other
    assert asked(second).reviewer == one
    assert not told(mentor, "courses.handed_in").exists()
    assert told(one, "courses.peer_review").count() == 1


def test_works_are_shared_out_fairly_and_never_to_oneself_or_twice():
    assignment = make_assignment(peers=2)
    _cohort, people = make_cohort_of(assignment, 6)

    for person in people:
        hand_in_work(person, assignment)

    reviews = PeerReview.objects.select_related("round__turn__submission")
    pairs = [(r.round.turn.submission.learner_id, r.reviewer_id) for r in reviews]
    assert Counter(author for author, _ in pairs) == {p.pk: 2 for p in people}
    assert len(set(pairs)) == len(pairs)
    assert all(author != reviewer for author, reviewer in pairs)
    assert Counter(reviewer for _, reviewer in pairs) == {p.pk: 2 for p in people}


def test_who_would_be_left_over_is_read_by_those_who_have_read_already():
    assignment = make_assignment(peers=1, peer_days=4)
    _cohort, people = make_cohort_of(assignment, 4)
    _one, _two, last = [hand_in_work(p, assignment).peer_round for p in people[:3]]

    def reviewers_after(days):
        let_days_pass(last, days)
        jobs.move_peer_reviews_on()
        return list(last.reviews.values_list("reviewer", flat=True))

    assert reviewers_after(1) == []
    assert reviewers_after(2) == [people[0].pk]


def test_only_those_of_the_same_cohort_who_have_handed_in_are_asked():
    assignment = make_assignment(peers=3)
    _cohort, (one, other, _silent) = make_cohort_of(assignment, 3)
    _another, (stranger,) = make_cohort_of(assignment, 1)
    for person in (stranger, other, one):
        hand_in_work(person, assignment)

    reading = PeerRound.objects.get(turn__submission__learner=one)

    assert reading.wanted == 2
    assert asked(reading).reviewer == other
    assert not PeerReview.objects.of_reviewer(stranger).exists()


def test_alone_in_a_cohort_one_has_the_mentor_at_once():
    mentor = make_person()
    assignment = make_assignment(peers=3)
    _cohort, (alone,) = make_cohort_of(assignment, 1, mentor=mentor)

    hand_in_work(alone, assignment)

    assert told(mentor, "courses.handed_in").count() == 1
    assert not PeerRound.objects.exists()


def test_when_the_other_of_two_never_hands_in_the_mentor_is_called_and_completes():
    mentor = make_person()
    assignment = make_assignment(peers=1, decider="peers")
    _cohort, (one, _silent) = make_cohort_of(assignment, 2, mentor=mentor)
    turn = hand_in_work(one, assignment)

    jobs.move_peer_reviews_on()
    early = told(mentor, "courses.handed_in").exists()
    let_days_pass(turn.peer_round)
    jobs.move_peer_reviews_on()
    jobs.move_peer_reviews_on()
    review(mentor, turn.submission)

    assert not early
    assert told(mentor, "courses.handed_in").count() == 1
    assert "belum lengkap" in told(mentor, "courses.handed_in").get().text
    assert Completion.objects.filter(learner=one).exists()


def test_without_a_mentor_the_facilitators_are_called():
    assignment = make_assignment(peers=1)
    cohort, (one, _silent) = make_cohort_of(assignment, 2)
    turn = hand_in_work(one, assignment)

    let_days_pass(turn.peer_round)
    jobs.move_peer_reviews_on()

    assert told(cohort.facilitator, "courses.handed_in").count() == 1


def test_a_review_not_given_goes_to_another_then_falls_back_after_three_were_asked():
    mentor = make_person()
    assignment = make_assignment(peers=1)
    _cohort, people = make_cohort_of(assignment, 6, mentor=mentor)
    reading = hand_in_work(people[0], assignment).peer_round
    for person in people[1:]:
        hand_in_work(person, assignment)

    holders = []
    for _ in range(3):
        holders.append(asked(reading).reviewer)
        let_days_pass(reading)
        jobs.move_peer_reviews_on()
    reading.refresh_from_db()

    assert len(set(holders)) == 3
    assert reading.state == State.FALLEN_BACK
    assert not reading.reviews.open().exists()
    assert told(mentor, "courses.handed_in").count() == 1
    assert all(told(h, "courses.peer_review").count() >= 2 for h in holders)


def test_a_work_whose_day_has_not_come_is_left_alone():
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(other, assignment)
    before = asked(reading)

    jobs.move_peer_reviews_on()

    assert asked(reading) == before


def test_who_leaves_the_cohort_is_waited_for_no_longer():
    assignment = make_assignment(peers=1)
    cohort, (one, leaver, third) = make_cohort_of(assignment, 3)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(leaver, assignment)
    hand_in_work(third, assignment)
    assert asked(reading).reviewer == leaver

    enrollment.leave(learner=leaver, cohort=cohort)
    jobs.move_peer_reviews_on()

    assert asked(reading).reviewer == third


def test_a_reminder_comes_before_the_deadline_and_not_after_the_review():
    assignment = make_assignment(peers=1, peer_days=4)
    _cohort, (one, other) = make_cohort_of(assignment, 2)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(other, assignment)
    wanted = asked(reading)
    coming = Notice.objects.filter(person=other, due_at__gt=timezone.now())

    planned = coming.get()
    give(wanted)

    assert planned.due_at == wanted.remind_at
    assert wanted.asked_at < planned.due_at < wanted.due_at
    assert planned.until == wanted.due_at
    assert not coming.exists()


def test_the_late_may_still_give_what_they_wrote_while_nobody_else_has():
    assignment = make_assignment(peers=1)
    _cohort, (one, late, third) = make_cohort_of(assignment, 3)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(late, assignment)
    hand_in_work(third, assignment)
    missed = asked(reading)
    let_days_pass(reading)
    jobs.move_peer_reviews_on()
    successor = asked(reading)

    give(missed)

    successor.refresh_from_db()
    reading.refresh_from_db()
    assert successor.reviewer == third
    assert successor.state == PeerReview.State.CLOSED
    assert reading.state == State.READ
    with pytest.raises(Refused, match="sudah menelaah"):
        give(successor)


def test_the_words_of_the_late_complete_a_round_that_fell_back():
    assignment = make_assignment(peers=1, decider="peers")
    _cohort, (one, late) = make_cohort_of(assignment, 2)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(late, assignment)
    missed = asked(reading)
    let_days_pass(reading)
    jobs.move_peer_reviews_on()

    give(missed)

    reading.refresh_from_db()
    assert reading.state == State.APPROVED
    assert Completion.objects.filter(learner=one).exists()


def test_where_the_mentor_decides_peers_complete_nothing_but_call_the_mentor():
    mentor = make_person()
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2, mentor=mentor)
    turn = hand_in_work(one, assignment)
    hand_in_work(other, assignment)

    give(asked(turn.peer_round))

    assert turn.submission.assignment.submissions.waiting().count() == 2
    assert not Completion.objects.exists()
    assert "sudah menelaah" in told(mentor, "courses.handed_in").get().text


@pytest.mark.parametrize(
    ("levels", "score"), [([(0, 0), (1, 1), (0, 1)], 83), ([(0, 0), (1, 1)], 58)]
)
def test_where_peers_decide_the_middle_score_counts(levels, score):
    assignment = make_assignment(peers=len(levels), decider="peers")
    _cohort, people = make_cohort_of(assignment, len(levels) + 1)
    reading = hand_in_work(people[0], assignment).peer_round
    for person in people[1:]:
        hand_in_work(person, assignment)

    for one, chosen in zip(reading.reviews.open(), levels, strict=True):
        give(one, levels=chosen)

    submission = Submission.objects.get(learner=people[0])
    assert (submission.state, submission.score) == ("approved", score)
    assert Completion.objects.get().learner == people[0]
    assert Result.objects.get(event=Rule.APPROVED).value == score
    assert JournalEntry.objects.filter(person=people[0], actor=None).exists()


def test_where_peers_agree_on_too_low_a_score_the_mentor_decides():
    mentor = make_person()
    assignment = make_assignment(peers=1, decider="peers")
    Activity.objects.update(rule=Rule.SCORE, threshold=90)
    _cohort, people = make_cohort_of(assignment, 2, mentor=mentor)
    turn = hand_in_work(people[0], assignment)
    hand_in_work(people[1], assignment)

    give(turn.peer_round.reviews.open().get(), levels=(0, 1))

    assert turn.submission.assignment.submissions.waiting().count() == 2
    assert told(mentor, "courses.handed_in").exists()
    assert not Completion.objects.exists()


def test_where_peers_decide_but_do_not_agree_the_mentor_does():
    mentor = make_person()
    assignment = make_assignment(peers=2, decider="peers")
    _cohort, people = make_cohort_of(assignment, 3, mentor=mentor)
    turn = hand_in_work(people[0], assignment)
    for person in people[1:]:
        hand_in_work(person, assignment)

    first, second = turn.peer_round.reviews.open()
    give(first)
    give(second, "returned")

    turn.peer_round.refresh_from_db()
    assert turn.peer_round.state == State.READ
    assert told(mentor, "courses.handed_in").count() == 1
    assert not Completion.objects.exists()


def test_the_mentor_may_decide_before_peers_who_are_then_not_waited_for():
    mentor = make_person()
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2, mentor=mentor)
    turn = hand_in_work(one, assignment)
    hand_in_work(other, assignment)
    wanted = asked(turn.peer_round)

    review(mentor, turn.submission)

    wanted.refresh_from_db()
    assert wanted.state == PeerReview.State.CLOSED
    assert not Notice.objects.filter(due_at__gt=timezone.now(), person=other).exists()
    assert give(wanted).is_given
    assert Submission.objects.get(learner=one).score == 83


def test_what_was_mended_goes_to_the_mentor():
    mentor = make_person()
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2, mentor=mentor)
    turn = hand_in_work(one, assignment)
    hand_in_work(other, assignment)
    wanted = asked(turn.peer_round)
    review(mentor, turn.submission, "returned")

    hand_in_work(one, assignment, "Sudah lebih baik")

    assert told(mentor, "courses.handed_in").count() == 1
    assert PeerRound.objects.filter(turn__submission=turn.submission).count() == 1
    with pytest.raises(Refused, match="lebih baru"):
        give(wanted)


def test_nobody_gives_anothers_review_nor_theirs_twice():
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(other, assignment)
    wanted = asked(reading)

    with pytest.raises(Refused):
        peer_reviewing.give(
            reviewer=one,
            review=wanted,
            suggestion="approved",
            levels=[0, 0],
            comment="Bagus sekali karya saya.",
        )
    give(wanted)

    with pytest.raises(Refused, match="sudah Anda kirim"):
        give(wanted)


def test_only_the_author_answers_a_review_and_the_reviewer_hears_of_thanks():
    assignment = make_assignment(peers=1)
    _cohort, (one, other) = make_cohort_of(assignment, 2)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(other, assignment)
    given = give(asked(reading))

    with pytest.raises(Refused):
        peer_reviewing.thank(author=other, review=given, helped="yes", thanks="")
    peer_reviewing.thank(author=one, review=given, helped="yes", thanks="Terima kasih!")

    assert told(other, "courses.peer_review").filter(text="Terima kasih!").exists()


def test_a_rule_that_asks_for_a_score_is_met_by_an_approved_work():
    mentor = make_person()
    assignment = make_assignment()
    assignment.activity.rule, assignment.activity.threshold = Rule.SCORE, 80
    assignment.activity.save()
    _cohort, (one,) = make_cohort_of(assignment, 1, mentor=mentor)

    review(mentor, hand_in_work(one, assignment).submission)

    assert Completion.objects.filter(learner=one).exists()


def in_threads(deeds):
    start, failures = threading.Barrier(len(deeds)), []

    def run(deed):
        start.wait()
        try:
            deed()
        except Refused as refusal:
            failures.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


@pytest.mark.django_db(transaction=True)
def test_works_handed_in_at_once_are_shared_out_whole_and_once():
    assignment = make_assignment(peers=2)
    _cohort, people = make_cohort_of(assignment, 6)

    refused = in_threads([lambda p=p: hand_in_work(p, assignment) for p in people])

    assert refused == []
    for reading in PeerRound.objects.all():
        reviewers = set(reading.reviews.values_list("reviewer", flat=True))
        assert len(reviewers) == 2
        assert reading.turn.submission.learner_id not in reviewers
    shares = Counter(PeerReview.objects.values_list("reviewer", flat=True))
    assert shares == {person.pk: 2 for person in people}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_for_one_place_at_once_one_counts():
    assignment = make_assignment(peers=1)
    _cohort, (one, late, third) = make_cohort_of(assignment, 3)
    reading = hand_in_work(one, assignment).peer_round
    hand_in_work(late, assignment)
    hand_in_work(third, assignment)
    missed = asked(reading)
    let_days_pass(reading)
    jobs.move_peer_reviews_on()
    successor = asked(reading)

    refused = in_threads([lambda: give(missed), lambda: give(successor)])

    assert PeerReview.objects.given().filter(round=reading).count() == 1
    assert refused == ["Teman lain sudah menelaah karya ini. Terima kasih."]


@pytest.mark.django_db(transaction=True)
def test_jobs_that_run_at_once_hand_a_review_on_once():
    assignment = make_assignment(peers=1)
    _cohort, (one, *others) = make_cohort_of(assignment, 5)
    reading = hand_in_work(one, assignment).peer_round
    for person in others:
        hand_in_work(person, assignment)
    let_days_pass(reading)

    in_threads([jobs.move_peer_reviews_on] * 3)

    assert reading.reviews.count() == 2
    assert reading.reviews.open().count() == 1
