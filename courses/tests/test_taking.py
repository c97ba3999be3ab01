"""Taking quizzes: papers that stay, tries that are counted, clocks that are ours."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import bank, grading, quiz_making, quizzes
from courses.models import Answer, Attempt, Completion, Forged, Quiz, read_paper
from courses.models.question import Written
from courses.personal import forgetting
from courses.summaries.papers import draw
from courses.summaries.reviews import review
from courses.tests.factories import (
    answers,
    hand_in,
    make_category,
    make_cohort,
    make_enrollment,
    make_question,
    make_quiz,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db


def learner_of(quiz):
    cohort = make_cohort(course=quiz.activity.module.course)
    return make_enrollment(cohort=cohort).learner


def author_of(quiz):
    author = make_person()
    quiz.activity.module.course.authors.add(author)
    return author


def with_rules(quiz, **rules):
    Quiz.objects.filter(pk=quiz.pk).update(**rules)
    return Quiz.objects.for_asking().get(pk=quiz.pk)


def passes(attempt, minutes):
    """As if so many minutes went by."""
    Attempt.objects.filter(pk=attempt.pk).update(
        due_at=attempt.due_at - timedelta(minutes=minutes)
    )
    return Attempt.objects.for_reading().get(pk=attempt.pk)


def drawn_quiz(*, held, count):
    quiz = make_quiz(questions=0)
    category = make_category(title="Undian")
    for number in range(held):
        make_question(category=category, prompt=f"Soal {number}?")
    quiz_making.ask_some(
        author=author_of(quiz), quiz=quiz, category=category, count=count
    )
    return Quiz.objects.for_asking().get(pk=quiz.pk)


def test_a_reworded_question_is_scored_as_it_was_read():
    quiz = make_quiz(questions=1)
    learner = learner_of(quiz)
    read = Quiz.objects.for_asking().get(pk=quiz.pk)
    paper = draw(read, learner.pk, 1)
    question: Any = quiz.slots.get().question
    turned = [
        {"text": "Salah", "is_right": False},
        {"text": "Benar", "is_right": True},
    ]
    bank.add_version(
        question=question, kind="single", prompt="Lain?", body={"choices": turned}
    )

    attempt = quizzes.hand_in(
        learner=learner, quiz=read, paper=paper, given={question.pk: ["0"]}
    )

    assert attempt.score == 100
    assert attempt.answers.get().version.prompt == "Soal 1?"


def test_a_version_is_never_changed():
    version: Any = make_question().current

    version.prompt = "Lain?"

    with pytest.raises(Written):
        version.save()


def test_saving_a_question_unchanged_makes_no_version():
    question: Any = make_question(prompt="Apa?")

    bank.add_version(
        question=question, kind="single", prompt="Apa?", body=question.current.body
    )

    assert question.versions.count() == 1


def test_two_who_edit_at_once_are_told():
    author = make_person(is_staff=True)
    question: Any = make_question()
    said = {"category": question.category, "body": question.current.body}
    bank.reword(
        author=author,
        question=question,
        version=1,
        prompt="Baru?",
        explanation="",
        **said,
    )

    with pytest.raises(Refused):
        bank.reword(
            author=author,
            question=question,
            version=1,
            prompt="Lain?",
            explanation="",
            **said,
        )


def test_a_paper_stays_the_same_until_it_is_handed_in():
    quiz = drawn_quiz(held=20, count=5)

    papers = [draw(quiz, 1, 1) for _ in range(3)]
    next_one, others = draw(quiz, 1, 2), draw(quiz, 2, 1)

    asked = [[item.version.pk for item in paper.items] for paper in papers]
    assert asked[0] == asked[1] == asked[2]
    assert len(set(asked[0])) == 5
    assert asked[0] != [item.version.pk for item in next_one.items]
    assert asked[0] != [item.version.pk for item in others.items]


def test_a_draw_takes_what_there_is_and_nothing_retired_or_twice():
    quiz = drawn_quiz(held=3, count=9)
    category = quiz.slots.get().category
    quiz_making.ask(
        author=author_of(quiz), quiz=quiz, questions=category.questions.all()[:1]
    )
    bank.retire(author=make_person(is_staff=True), question=category.questions.all()[1])

    paper = draw(Quiz.objects.for_asking().get(pk=quiz.pk), 1, 1)

    assert len({item.version.question_id for item in paper.items}) == 2


def test_a_paper_takes_the_same_queries_however_much_is_drawn(
    django_assert_num_queries,
):
    quiz = drawn_quiz(held=9, count=5)

    with django_assert_num_queries(1):
        draw(quiz, 1, 1)


def test_a_paper_of_somebody_else_is_no_paper():
    quiz = make_quiz()
    signed = draw(Quiz.objects.for_asking().get(pk=quiz.pk), 1, 1).sign()

    assert read_paper(signed, quiz=quiz.pk, learner=1).quiz == quiz.pk
    for text, whose, who in (
        (signed, quiz.pk, 2),
        (signed, quiz.pk + 1, 1),
        (signed[:-1], quiz.pk, 1),
        ("", quiz.pk, 1),
    ):
        with pytest.raises(Forged):
            read_paper(text, quiz=whose, learner=who)


def test_tries_are_counted():
    quiz = with_rules(make_quiz(), tries=2)
    learner = learner_of(quiz)
    for _try in range(2):
        hand_in(learner=learner, quiz=quiz, given=answers(quiz, 2, 2))

    with pytest.raises(Refused, match="Kesempatan"):
        hand_in(learner=learner, quiz=quiz, given=answers(quiz, 1, 1))

    numbers = Attempt.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_points_weigh_and_parts_add_up():
    quiz = make_quiz(questions=1)
    third = make_question(
        kind="several",
        body={"choices": [{"text": t, "is_right": t != "d"} for t in "abcd"]},
    )
    quiz_making.ask(author=author_of(quiz), quiz=quiz, questions=[third], points=3)
    learner = learner_of(quiz)

    attempt = hand_in(
        learner=learner, quiz=quiz, given={**_first(quiz), third.pk: ["0", "1"]}
    )

    assert (attempt.points, attempt.correct, attempt.score) == (4, 1, 75)


def _first(quiz):
    return {quiz.slots.order_by("position")[0].question_id: ["0"]}


def test_the_clock_starts_once_and_what_arrives_in_time_counts():
    quiz = with_rules(make_quiz(), minutes_allowed=10)
    learner = learner_of(quiz)
    attempt = quizzes.begin(learner=learner, quiz=quiz)

    again = quizzes.begin(learner=learner, quiz=quiz)
    done = quizzes.finish(learner=learner, attempt=attempt, given=answers(quiz, 1, 2))

    assert again == attempt
    assert attempt.due_at is not None
    assert (done.score, done.correct, done.total) == (50, 1, 2)
    assert attempt.due_at - attempt.started_at == timedelta(minutes=10)


def test_an_answer_on_a_slow_line_is_taken_within_the_grace():
    quiz = with_rules(make_quiz(), minutes_allowed=10, grace_seconds=120)
    learner = learner_of(quiz)
    attempt = passes(quizzes.begin(learner=learner, quiz=quiz), minutes=11)

    done = quizzes.finish(learner=learner, attempt=attempt, given=answers(quiz, 1, 1))

    assert done.score == 100


def test_after_the_grace_what_was_noted_in_time_is_scored():
    quiz = with_rules(make_quiz(), minutes_allowed=10, grace_seconds=120)
    learner = learner_of(quiz)
    attempt = quizzes.begin(learner=learner, quiz=quiz)
    quizzes.keep(learner=learner, attempt=attempt, given=answers(quiz, 1, 2))
    attempt = passes(attempt, minutes=13)

    quizzes.keep(learner=learner, attempt=attempt, given=answers(quiz, 1, 1))
    done = quizzes.finish(learner=learner, attempt=attempt, given=answers(quiz, 1, 1))

    assert done.score == 50


def test_a_finished_attempt_stays_as_it_was():
    quiz = with_rules(make_quiz(), minutes_allowed=10)
    learner = learner_of(quiz)
    attempt = quizzes.begin(learner=learner, quiz=quiz)
    quizzes.finish(learner=learner, attempt=attempt, given=answers(quiz, 1, 2))

    again = quizzes.finish(learner=learner, attempt=attempt, given=answers(quiz, 1, 1))

    assert again.score == 50
    assert Attempt.objects.count() == 1


def test_attempts_nobody_came_back_to_are_closed():
    quiz = with_rules(make_quiz(), minutes_allowed=10)
    learner = learner_of(quiz)
    attempt = quizzes.begin(learner=learner, quiz=quiz)
    quizzes.keep(learner=learner, attempt=attempt, given=answers(quiz, 1, 1))
    assert quizzes.close_overdue() == 0
    passes(attempt, minutes=13)

    assert quizzes.close_overdue() == 1

    closed = Attempt.objects.get()
    assert (closed.score, closed.is_open) == (100, False)
    assert closed.submitted_at is not None
    assert closed.submitted_at <= timezone.now()
    assert Completion.objects.get().learner == learner


def test_a_timed_quiz_is_not_handed_in_as_one_without_a_clock():
    quiz = with_rules(make_quiz(), minutes_allowed=10)

    with pytest.raises(Refused):
        hand_in(learner=learner_of(quiz), quiz=quiz, given=answers(quiz, 1, 1))


def test_an_essay_waits_and_its_grade_only_adds():
    quiz = make_quiz(questions=1, pass_score=80)
    essay = make_question(kind="essay", body={"least_words": 1})
    author = author_of(quiz)
    quiz_making.ask(author=author, quiz=quiz, questions=[essay])
    learner = learner_of(quiz)
    attempt = hand_in(
        learner=learner, quiz=quiz, given={**_first(quiz), essay.pk: ["Cerita."]}
    )
    assert (attempt.score, attempt.waiting, attempt.is_pass) == (50, 1, False)

    answer = Answer.objects.ungraded().get()
    grading.grade(grader=author, answer=answer, percent=70, remark="Bagus.")

    attempt.refresh_from_db()
    assert (attempt.score, attempt.waiting, attempt.is_pass) == (85, 0, True)
    assert Completion.objects.get().learner == learner


def test_strangers_and_writers_of_essays_do_not_grade_them():
    quiz = make_quiz(questions=0)
    essay = make_question(kind="essay", body={"least_words": 1})
    quiz_making.ask(author=author_of(quiz), quiz=quiz, questions=[essay])
    learner = learner_of(quiz)
    hand_in(learner=learner, quiz=quiz, given={essay.pk: ["Cerita."]})
    answer = Answer.objects.get()

    for person in (make_person(), learner):
        with pytest.raises(Refused):
            grading.grade(grader=person, answer=answer, percent=100, remark="")


def test_a_mentor_grades_the_learners_of_the_cohort():
    quiz = make_quiz(questions=0)
    essay = make_question(kind="essay", body={"least_words": 1})
    quiz_making.ask(author=author_of(quiz), quiz=quiz, questions=[essay])
    mentor = make_person()
    cohort = make_cohort(course=quiz.activity.module.course, mentor=mentor)
    learner = make_enrollment(cohort=cohort).learner
    hand_in(learner=learner, quiz=quiz, given={essay.pk: ["Cerita."]})

    told = Notice.objects.get(person=mentor)
    assert told.url == reverse("courses:essays")
    graded = grading.grade(
        grader=mentor, answer=Answer.objects.get(), percent=100, remark=""
    )

    assert graded.share == 1


@pytest.mark.parametrize(
    ("rule", "tries", "score", "shown", "tells"),
    [
        ("all", None, 0, 2, True),
        ("passed", None, 0, 2, False),
        ("passed", None, 100, 2, True),
        ("passed", 1, 0, 2, True),
        ("score", None, 100, 0, False),
    ],
)
def test_what_is_told_afterwards_follows_the_rule(rule, tries, score, shown, tells):
    quiz = with_rules(make_quiz(), review=rule, tries=tries)
    learner = learner_of(quiz)
    place = 1 if score else 2
    hand_in(learner=learner, quiz=quiz, given=answers(quiz, place, place))
    attempt = Attempt.objects.for_reading().get()

    found = review(attempt, [attempt])

    assert (len(found.answers), found.tells) == (shown, tells)
    told = [line for one in found.answers for line in one.lines if line.is_right]
    assert bool(told) == (tells or (score == 100 and shown > 0))


GAPS = "Izin {tiga|3} bulan, {dapat*|tidak} lagi."


def begun(*, kind="cloze", body=None):
    """A timed quiz of one question, its clock running; the attempt and its question."""
    quiz = with_rules(make_quiz(questions=0), minutes_allowed=10, grace_seconds=60)
    question = make_question(kind=kind, body=body or {"text": GAPS})
    quiz.slots.create(question=question, position=1)
    learner = learner_of(quiz)
    read = Quiz.objects.for_asking().get(pk=quiz.pk)
    return quizzes.begin(learner=learner, quiz=read), question


def noted(attempt, question, *given):
    """What stands after the page has noted this."""
    quizzes.keep(
        learner=attempt.learner, attempt=attempt, given={question.pk: list(given)}
    )
    return attempt.answers.get().given


def attempt_page(name, attempt):
    activity = attempt.quiz.activity
    return reverse(
        f"courses:{name}", args=[activity.module.course.slug, activity.pk, attempt.pk]
    )


def test_what_does_not_fit_never_takes_the_place_of_what_does():
    attempt, gaps = begun()

    assert noted(attempt, gaps, "tiga", "") == ["tiga", ""]
    assert noted(attempt, gaps, "tiga", "0") == ["tiga", "0"]
    assert noted(attempt, gaps, "", "0") == ["tiga", "0"]
    assert noted(attempt, gaps, "", "1") == ["tiga", "0"]
    assert noted(attempt, gaps, "tujuh", "1") == ["tujuh", "1"]
    assert noted(attempt, gaps, "", "") == []


def test_words_where_a_number_is_asked_stay_until_there_is_one():
    body = {"answers": [{"text": "3"}]}
    attempt, number = begun(kind="numeric", body=body)

    assert noted(attempt, number, "tiga") == ["tiga"]
    assert noted(attempt, number, "3") == ["3"]
    assert noted(attempt, number, "3 tahun") == ["3"]


def test_an_essay_is_noted_as_it_was_written_last_though_too_short():
    attempt, essay = begun(kind="essay", body={"least_words": 2})

    assert noted(attempt, essay, "dua kata") == ["dua kata"]
    assert noted(attempt, essay, "satu") == ["satu"]


def test_when_the_time_is_over_the_parts_that_fit_are_scored():
    attempt, gaps = begun()
    attempt = passes(attempt, minutes=10)

    done = quizzes.finish(
        learner=attempt.learner, attempt=attempt, given={gaps.pk: ["tiga", ""]}
    )

    assert (done.is_open, done.score) == (False, 50)
    shown = review(Attempt.objects.for_reading().get(), [done]).answers[0]
    assert [line.text for line in shown.lines] == ["(1) tiga", "(2) –"]


def test_what_does_not_fit_is_not_handed_in_while_there_is_time():
    attempt, gaps = begun()

    with pytest.raises(Refused, match="waktunya masih ada"):
        quizzes.finish(
            learner=attempt.learner, attempt=attempt, given={gaps.pk: ["tiga", ""]}
        )

    assert Attempt.objects.get().is_open


def test_a_page_whose_clock_ends_a_moment_early_is_taken():
    attempt, gaps = begun()
    soon = timezone.now() + timedelta(seconds=1)
    Attempt.objects.update(due_at=soon)

    done = quizzes.finish(
        learner=attempt.learner, attempt=attempt, given={gaps.pk: ["tiga", ""]}
    )

    assert (done.is_open, done.score) == (False, 50)


def test_what_is_to_be_mended_comes_back_with_everything_typed(client):
    attempt, gaps = begun()
    client.force_login(attempt.learner)

    response = client.post(
        attempt_page("hand_in", attempt), {f"soal-{gaps.pk}": ["tujuh", ""]}
    )

    page = response.content.decode()
    assert response.status_code == 422
    assert "waktunya masih ada" in page
    assert "Isi semua bagian yang rumpang." in page
    assert 'value="tujuh"' in page
    assert f'data-keep="{attempt_page("keep", attempt)}"' in page
    assert Attempt.objects.get().is_open


def test_words_where_a_number_was_asked_are_forgotten_with_their_writer():
    body = {"answers": [{"text": "3"}]}
    attempt, number = begun(kind="numeric", body=body)
    noted(attempt, number, "Maria Nona")

    forgetting.forget(attempt.learner)

    assert attempt.answers.get().given == []


@pytest.mark.parametrize(
    ("kind", "body", "sent"),
    [
        ("short", {"answers": [{"text": "izin"}]}, ["i\0zin"]),
        ("cloze", {"text": GAPS}, ["ti\0ga", "0"]),
        ("essay", {"least_words": 1}, ["Ceri\0ta."]),
    ],
)
def test_a_nul_in_an_answer_is_left_out(client, kind, body, sent):
    attempt, question = begun(kind=kind, body=body)
    client.force_login(attempt.learner)
    typed = {f"soal-{question.pk}": sent}
    plain = [text.replace("\0", "") for text in sent]

    kept = client.post(attempt_page("keep", attempt), typed)
    noted_so_far = attempt.answers.get().given
    done = client.post(attempt_page("hand_in", attempt), typed)

    assert (kept.status_code, done.status_code) == (204, 302)
    assert noted_so_far == attempt.answers.get().given == plain


def sent_on_paper(quiz, learner, number, text):
    """Where the page of a quiz sends the paper of this try, and what: one answer."""
    activity = quiz.activity
    paper = draw(Quiz.objects.for_asking().get(pk=quiz.pk), learner.pk, number)
    given = {f"soal-{item.version.question_id}": text for item in paper.items}
    address = reverse("courses:submit", args=[activity.module.course.slug, activity.pk])
    return address, {"kertas": paper.sign(), **given}


def test_a_nul_in_an_answer_without_a_clock_is_left_out(client):
    quiz = make_quiz(questions=0)
    short = make_question(kind="short", body={"answers": [{"text": "izin"}]})
    quiz.slots.create(question=short, position=1)
    learner = learner_of(quiz)
    client.force_login(learner)

    response = client.post(*sent_on_paper(quiz, learner, 1, "i\0zin"))

    assert response.status_code == 302
    assert Answer.objects.get().given == ["izin"]


def test_a_paper_is_handed_in_once():
    quiz = drawn_quiz(held=20, count=5)
    learner = learner_of(quiz)
    paper = draw(quiz, learner.pk, 1)
    wrong = {item.version.question_id: ["1"] for item in paper.items}
    known = {item.version.question_id: ["0"] for item in paper.items}
    quizzes.hand_in(learner=learner, quiz=quiz, paper=paper, given=wrong)

    with pytest.raises(quizzes.Used, match="sudah Anda kirim"):
        quizzes.hand_in(learner=learner, quiz=quiz, paper=paper, given=known)

    assert Attempt.objects.get().score == 0


def test_a_used_paper_comes_back_as_one_of_a_new_try_that_is_taken(client):
    quiz = drawn_quiz(held=20, count=5)
    learner = learner_of(quiz)
    client.force_login(learner)
    address, used = sent_on_paper(quiz, learner, 1, "1")
    client.post(address, used)

    again = client.post(address, sent_on_paper(quiz, learner, 1, "0")[1])
    page = again.content.decode()
    _address, fresh = sent_on_paper(quiz, learner, 2, "0")
    taken = client.post(address, fresh)

    assert again.status_code == 422
    assert "Lembar soal itu sudah Anda kirim" in page
    assert used["kertas"] not in page
    assert all(f'name="{name}"' in page for name in fresh)
    assert taken.status_code == 302
    tries = Attempt.objects.order_by("number")
    assert [one.score for one in tries] == [0, 100]


def test_a_paper_sent_from_the_outbox_is_taken_once_however_often_it_comes(client):
    quiz = drawn_quiz(held=20, count=5)
    learner = learner_of(quiz)
    client.force_login(learner)
    address, written = sent_on_paper(quiz, learner, 1, "0")
    headers = {"Outbox": "1", "Idempotency-Key": "5d1c1f8e-6d5c-4a8e-9a57-0f6f1a5b8a11"}

    places = [
        client.post(address, written, headers=headers).headers["Outbox-Location"]
        for _ in range(2)
    ]

    assert len(set(places)) == 1
    assert Attempt.objects.get().score == 100


def test_a_new_try_has_a_new_paper_though_an_earlier_one_is_gone(client):
    quiz = drawn_quiz(held=20, count=5)
    learner = learner_of(quiz)
    client.force_login(learner)
    for number in (1, 2):
        client.post(*sent_on_paper(quiz, learner, number, "1"))
    Attempt.objects.get(number=1).delete()

    page = client.get(quiz.activity.get_absolute_url()).content.decode()

    _address, fresh = sent_on_paper(quiz, learner, 3, "0")
    assert all(f'name="{name}"' in page for name in fresh)
