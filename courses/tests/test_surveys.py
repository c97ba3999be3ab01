"""Surveys: answered once, and anonymous ones know nobody."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import outline, surveys
from courses.forms import SurveyForm
from courses.models import Activity, Completion, Response, Rule, Survey
from courses.summaries.answers import named_responses
from courses.summaries.polls import polls
from courses.tests.factories import make_cohort, make_course, make_enrollment

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {"id": "a", "kind": "scale", "prompt": "Berguna?", "choices": []},
    {"id": "b", "kind": "several", "prompt": "Bagian?", "choices": ["Baca", "Tugas"]},
    {"id": "c", "kind": "text", "prompt": "Saran?", "choices": []},
]


def make_survey(**parts) -> Survey:
    module = outline.add_module(course=make_course(), title="Awal")
    activity = outline.add_activity(
        module=module, kind=Activity.Kind.SURVEY, title="Kesan"
    )
    activity.rule = Rule.ANSWERED
    activity.save()
    surveys.make_empty(activity)
    survey = activity.survey
    survey.questions = [{**each, "is_required": False} for each in QUESTIONS]
    for name, value in parts.items():
        setattr(survey, name, value)
    survey.save()
    return survey


def make_learner(survey: Survey) -> User:
    cohort = make_cohort(course=survey.activity.module.course)
    return make_enrollment(cohort=cohort).learner


def test_an_anonymous_answer_knows_nobody_and_completes_all_the_same():
    survey = make_survey()
    learner = make_learner(survey)

    surveys.answer(learner=learner, survey=survey, given={"a": "4"})

    kept = Response.objects.get()
    assert kept.learner is None
    assert {field.name for field in Response._meta.fields} == {
        "id",
        "survey",
        "learner",
        "given",
    }
    done = Completion.objects.get(learner=learner)
    assert str(kept.pk) not in done.evidence


def test_a_named_answer_has_its_name():
    survey = make_survey(is_anonymous=False)
    learner = make_learner(survey)

    surveys.answer(learner=learner, survey=survey, given={"a": "4"})

    assert Response.objects.get().learner == learner


def test_nobody_answers_twice_nor_from_outside():
    survey = make_survey()
    learner = make_learner(survey)
    surveys.answer(learner=learner, survey=survey, given={"a": "4"})

    for person in (learner, make_person()):
        with pytest.raises(Refused):
            surveys.answer(learner=person, survey=survey, given={"a": "5"})

    assert Response.objects.count() == 1


def test_the_promise_stands_once_somebody_answered():
    survey = make_survey()
    author = make_person()
    survey.activity.module.course.authors.add(author)
    surveys.answer(learner=make_learner(survey), survey=survey, given={})
    parts = {"intro": "", "shows_results": False, "questions": survey.questions}

    with pytest.raises(Refused, match="janji"):
        surveys.write(author=author, survey=survey, is_anonymous=False, **parts)


def test_results_add_up_every_answer():
    survey = make_survey()
    for given in ({"a": "4", "b": ["Baca", "Tugas"]}, {"a": "5", "b": ["Baca"]}):
        surveys.answer(learner=make_learner(survey), survey=survey, given=given)
    surveys.answer(learner=make_learner(survey), survey=survey, given={"c": "Lebih"})

    scale, several, text = polls(survey)

    assert scale.mean == 4.5
    assert several.chart is not None
    assert [(bar.label, bar.value) for bar in several.chart.bars] == [
        ("Baca", 2),
        ("Tugas", 1),
    ]
    assert text.texts == ["Lebih"]


def test_a_question_that_is_moved_keeps_its_answers():
    survey = make_survey()
    form = SurveyForm(
        {"questions": "Saran?\n\nBerguna?*\n= skala\n\nBaru?\n- Ya\n- Tidak"},
        instance=survey,
    )

    assert form.is_valid(), form.errors
    asked = form.cleaned_data["questions"]
    assert [each["id"] for each in asked][:2] == ["c", "a"]
    assert [each["is_required"] for each in asked] == [False, True, False]


@pytest.mark.parametrize("written", ["Apa?\n- Satu", "Apa?\nYa\nTidak", "A?\n- B\n+ C"])
def test_questions_that_cannot_be_read_are_refused(written):
    assert not SurveyForm({"questions": written}, instance=make_survey()).is_valid()


def test_few_anonymous_answers_are_not_shown():
    survey = make_survey(is_anonymous=True)
    author = make_person()
    survey.activity.module.course.authors.add(author)
    client = Client()
    client.force_login(author)
    url = f"{survey.activity.get_absolute_url()}survei/hasil/"
    for _ in range(4):
        surveys.answer(learner=make_learner(survey), survey=survey, given={"a": "4"})

    few = client.get(url)
    surveys.answer(learner=make_learner(survey), survey=survey, given={"a": "4"})
    enough = client.get(url)

    assert few.status_code == 403
    assert enough.status_code == 200


def test_the_pages_ask_answer_and_stay_closed_to_strangers():
    survey = make_survey()
    learner, stranger = make_learner(survey), make_person()
    url = survey.activity.get_absolute_url()
    client, outside = Client(), Client()
    client.force_login(learner)
    outside.force_login(stranger)

    asked = client.get(url)
    wrong = client.post(f"{url}survei/", {"a": "9"})
    sent = client.post(f"{url}survei/", {"a": "3", "b": ["Baca"], "c": "Ya"})

    assert b"Tanpa nama" in asked.content
    assert b"data-outbox-label" not in asked.content
    assert wrong.status_code == 422
    assert sent.status_code == 302
    assert Response.objects.get().given == {"a": "3", "b": ["Baca"], "c": "Ya"}
    assert b"sudah menjawab" in client.get(url).content
    assert client.get(f"{url}survei/hasil/").status_code == 403
    outside.post(f"{url}survei/", {"a": "3"})
    assert Response.objects.count() == 1


def make_author(survey: Survey) -> Client:
    author, client = make_person(), Client()
    survey.activity.module.course.authors.add(author)
    client.force_login(author)
    return client


def test_who_writes_the_course_reads_a_named_survey_by_person():
    survey = make_survey(is_anonymous=False, shows_results=True)
    learner = make_learner(survey)
    given = {"a": "4", "b": ["Baca", "Tugas"], "c": "=1+1"}
    surveys.answer(learner=learner, survey=survey, given=given)
    author, reader = make_author(survey), Client()
    reader.force_login(learner)
    url = f"{survey.activity.get_absolute_url()}survei/"

    page = author.get(f"{url}orang/").content.decode()
    file = b"".join(author.get(f"{url}orang.csv")).decode()

    assert learner.name in page
    assert "Baca; Tugas" in page
    assert f"{learner.name},4,Baca; Tugas,'=1+1" in file
    assert author.get(f"{url}orang.xlsx").status_code == 200
    assert "orang/" in author.get(f"{url}hasil/").content.decode()
    for name in ("orang/", "orang.csv", "orang.xlsx"):
        assert reader.get(url + name).status_code == 403
    assert "survei/orang/" not in reader.get(f"{url}hasil/").content.decode()


def test_an_anonymous_survey_has_no_answers_by_person_for_anybody():
    survey = make_survey()
    for _ in range(5):
        surveys.answer(learner=make_learner(survey), survey=survey, given={"a": "4"})
    author = make_author(survey)
    url = f"{survey.activity.get_absolute_url()}survei/"

    for name in ("orang/", "orang.csv", "orang.xlsx"):
        assert author.get(url + name).status_code == 403
    assert "survei/orang/" not in author.get(f"{url}hasil/").content.decode()
    survey.responses.filter(pk=survey.responses.all()[0].pk).update(
        learner=make_person()
    )
    assert not named_responses(survey).exists()


def test_answers_by_person_cost_the_same_queries_however_many(
    django_assert_max_num_queries,
):
    survey = make_survey(is_anonymous=False)
    for _ in range(4):
        surveys.answer(learner=make_learner(survey), survey=survey, given={"a": "4"})
    author = make_author(survey)
    url = f"{survey.activity.get_absolute_url()}survei/orang/"
    author.get(url)

    with django_assert_max_num_queries(12):
        author.get(url)
