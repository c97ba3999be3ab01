"""Building a course on the site: what is in it, in which order, who sees it when."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses import urls
from courses.actions import arranging, composing, duplicating, making
from courses.models import Activity, Completion, Course, CourseRule, Module
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def titles(course):
    steps = Activity.objects.of_course(course).select_related("module")
    return [(step.module.title, step.title) for step in steps]


def two_modules(course):
    """Two modules: A with one, two and three; B with four."""
    first = make_module(course=course, title="A")
    second = make_module(course=course, title="B")
    for name in ("satu", "dua", "tiga"):
        make_lesson(module=first, title=name)
    make_lesson(module=second, title="empat")
    return first, second


def test_a_new_course_is_a_draft_with_its_author_and_a_module(author, course):
    made = making.make(author=author, title="Belajar Data", summary="Singkat.")

    assert (made.slug, made.status) == ("belajar-data", "draft")
    assert list(made.authors.all()) == [author]
    assert made.modules.count() == 1


def test_two_courses_of_one_name_have_two_addresses(author, course):
    first = making.make(author=author, title="Baru", summary="x")
    second = making.make(author=author, title="Baru", summary="x")

    assert (first.slug, second.slug) == ("baru-2", "baru-3")


def test_no_course_is_named_as_a_page_of_the_site():
    addresses = (str(each.pattern).split("/") for each in urls.urlpatterns)

    named = {a[1] for a in addresses if a[0] == "belajar" and a[1].isalpha()}

    assert "telaah" in named
    assert named <= making.TAKEN


def test_whoever_teaches_nothing_makes_no_course(course):
    with pytest.raises(Refused):
        making.make(author=make_person(), title="x", summary="x")


def test_an_empty_course_is_not_published(author):
    course = make_course(status=Course.Status.DRAFT)
    course.authors.add(author)

    with pytest.raises(Refused, match="satu kegiatan"):
        making.publish(author=author, course=course)


def test_a_course_with_learners_stays_published(author, course):
    make_enrollment(cohort=make_cohort(course=course))

    with pytest.raises(Refused, match="punya peserta"):
        making.withdraw(author=author, course=course)


@pytest.mark.parametrize("kind", ["lesson", "quiz"])
def test_what_is_added_is_a_draft_and_is_published_once_there_is_something(
    author, course, kind
):
    module = make_module(course=course)

    added = composing.add_activity(
        author=author, module=module, kind=kind, title="Baru"
    )

    assert added.is_draft
    with pytest.raises(Refused):
        composing.publish_activity(author=author, activity=added)


def test_strangers_change_nothing(course):
    first, _second = two_modules(course)
    stranger = make_person()

    for deed in (
        lambda: composing.add_module(author=stranger, course=course, title="x"),
        lambda: composing.remove_module(author=stranger, module=first),
        lambda: arranging.shift_module(author=stranger, module=first, by=1),
        lambda: duplicating.duplicate_course(author=stranger, course=course),
        lambda: making.withdraw(author=stranger, course=course),
    ):
        with pytest.raises(Refused):
            deed()


def test_everything_is_put_in_the_order_given(author, course):
    first, second = two_modules(course)
    one, two, three, four = Activity.objects.of_course(course)

    arranging.arrange(
        author=author,
        course=course,
        order=[(second.pk, [three.pk, four.pk, one.pk]), (first.pk, [two.pk])],
    )

    assert titles(course) == [
        ("B", "tiga"),
        ("B", "empat"),
        ("B", "satu"),
        ("A", "dua"),
    ]


def test_an_order_that_forgets_or_invents_something_changes_nothing(author, course):
    first, second = two_modules(course)
    one, two, three, four = Activity.objects.of_course(course)
    elsewhere = make_lesson().activity
    before = titles(course)

    for order in (
        [(first.pk, [one.pk, two.pk, three.pk]), (second.pk, [])],
        [(first.pk, [one.pk, two.pk, three.pk, four.pk])],
        [
            (first.pk, [one.pk, two.pk, three.pk, elsewhere.pk]),
            (second.pk, [four.pk]),
        ],
    ):
        with pytest.raises(Refused, match="diubah orang lain"):
            arranging.arrange(author=author, course=course, order=order)

    assert titles(course) == before


def test_a_step_goes_over_the_edge_of_its_module_and_no_further(author, course):
    two_modules(course)
    three = Activity.objects.get(title="tiga")

    arranging.shift_activity(author=author, activity=three, by=1)

    assert titles(course)[2:] == [("B", "tiga"), ("B", "empat")]
    with pytest.raises(Refused, match="di ujung"):
        arranging.shift_activity(
            author=author, activity=Activity.objects.get(title="satu"), by=-1
        )


def test_what_a_learner_has_done_is_never_removed_but_may_be_drawn_back(author, course):
    lesson = make_lesson(module=make_module(course=course))
    make_completion(learner=make_person(), activity=lesson.activity)

    with pytest.raises(Refused, match="hasil peserta"):
        composing.remove_activity(author=author, activity=lesson.activity)
    composing.withdraw_activity(author=author, activity=lesson.activity)

    assert Completion.objects.filter(activity=lesson.activity).exists()


def test_a_module_goes_only_when_it_is_empty(author, course):
    first, second = two_modules(course)

    with pytest.raises(Refused, match="Pindahkan"):
        composing.remove_module(author=author, module=second)
    composing.remove_activity(author=author, activity=second.activities.get())
    composing.remove_module(author=author, module=second)

    assert list(course.modules.all()) == [first]


def test_a_copied_course_has_everything_but_its_people(author, course):
    module = make_module(course=course)
    make_lesson(module=module, body="<p>Isi.</p>")
    quiz = make_quiz(module=module, questions=2)
    make_completion(learner=make_person(), activity=quiz.activity)
    asked = {
        "minimum_average": 70,
        "attendance_percent": 80,
        "gives_completion": False,
        "gives_application": False,
        "signatories": [{"name": "Ibu Ketua", "role": "Ketua"}],
    }
    CourseRule.objects.create(
        course=course, application_activity=quiz.activity, **asked
    )

    twin = duplicating.duplicate_course(author=author, course=course)

    assert twin.status == "draft"
    lesson, copied = Activity.objects.of_course(twin)
    assert lesson.lesson.body == "<p>Isi.</p>"
    assert copied.quiz.slots.count() == 2
    assert (copied.rule, copied.threshold) == ("score", 60)
    assert not copied.completions.exists()
    assert quiz.slots.count() == 2
    assert {name: getattr(twin.rule, name) for name in asked} == asked
    assert twin.rule.application_activity == copied
    assert CourseRule.of(course).application_activity == quiz.activity


def test_a_copy_of_a_course_without_a_rule_asks_the_usual(author, course):
    twin = duplicating.duplicate_course(author=author, course=course)

    rule = CourseRule.of(twin)
    assert (rule.minimum_average, rule.application_activity) == (None, None)
    assert rule.gives_completion


def test_a_copied_module_follows_as_drafts(author, course):
    first, _second = two_modules(course)

    twin = duplicating.duplicate_module(author=author, module=first)

    assert list(course.modules.all())[-1] == twin
    assert [a.is_draft for a in twin.activities.all()] == [True] * 3


def test_the_outline_takes_the_same_queries_for_many_steps(
    client, author, course, django_assert_max_num_queries
):
    for _ in range(3):
        two_modules(course)
    client.force_login(author)
    client.get(reverse("courses:compose", args=[course.slug]))

    with django_assert_max_num_queries(11):
        page = client.get(reverse("courses:compose", args=[course.slug]))

    assert "empat" in page.content.decode()


def test_the_order_sent_is_kept_and_answered_with_the_outline(client, author, course):
    first, second = two_modules(course)
    one, two, three, four = (a.pk for a in Activity.objects.of_course(course))
    client.force_login(author)

    response = client.post(
        reverse("courses:arrange", args=[course.slug]),
        {"order": f"{second.pk}:{four},{one};{first.pk}:{three},{two}"},
        headers={"HX-Request": "true"},
    )

    assert response.status_code == 200
    assert response.content.decode().lstrip().startswith('<div id="workbench">')
    assert titles(course)[0] == ("B", "empat")


@pytest.mark.parametrize("order", ["", "x", "1:2,;", "1:2 3", "9" * 19 + ":"])
def test_an_order_that_is_none_answers_422(client, author, course, order):
    two_modules(course)
    client.force_login(author)
    address = reverse("courses:arrange", args=[course.slug])

    response = client.post(address, {"order": order})

    assert response.status_code == 422


def test_a_refusal_shows_the_outline_and_says_why(client, author, course):
    module = make_module(course=course)
    client.force_login(author)
    client.post(
        reverse("courses:activity_add", args=[course.slug, module.pk]),
        {"kind": "lesson", "title": "Baru"},
    )
    activity = Activity.objects.get()

    response = client.post(
        reverse("courses:activity_change", args=[course.slug, activity.pk, "terbitkan"])
    )

    assert response.status_code == 422
    assert "Tulis dulu isi pelajaran ini." in response.content.decode()


def test_an_unknown_deed_or_a_stranger_gets_nowhere(client, author, course):
    module = make_module(course=course)
    address = reverse("courses:module_change", args=[course.slug, module.pk, "bakar"])
    client.force_login(author)
    assert client.post(address).status_code == 404

    client.force_login(make_person())
    assert client.get(reverse("courses:compose", args=[course.slug])).status_code == 403


def test_a_preview_is_what_a_learner_sees_and_counts_nothing(client, author, course):
    module = make_module(course=course)
    lesson = make_lesson(module=module, title="Terbit")
    draft = make_lesson(module=module, title="Masih draf").activity
    composing.withdraw_activity(author=author, activity=draft)
    client.force_login(author)

    client.post(reverse("courses:preview", args=[course.slug]))
    page = client.get(lesson.activity.get_absolute_url()).content.decode()
    address = reverse("courses:finish", args=[course.slug, lesson.activity.pk])
    finishing = client.post(address)

    assert "sebagai peserta" in page
    assert "Tandai selesai" in page
    assert "Sunting pelajaran" not in page
    assert "Masih draf" in page
    assert finishing.status_code == 422
    assert not Completion.objects.exists()

    client.get(reverse("courses:compose", args=[course.slug]))
    page = client.get(lesson.activity.get_absolute_url()).content.decode()
    assert "sebagai peserta" not in page


def test_a_module_is_named_anew(client, author, course):
    module = make_module(course=course)
    client.force_login(author)

    client.post(
        reverse("courses:module_rename", args=[course.slug, module.pk]),
        {"title": "Judul baru"},
    )

    assert Module.objects.get().title == "Judul baru"
