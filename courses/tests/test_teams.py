"""Authors and curators: named by one another, never all gone."""

from functools import partial

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import teams
from courses.people import found
from courses.permissions import can_edit
from courses.tests.at_once import at_once
from courses.tests.factories import make_cohort, make_course
from courses.tests.webinar_factories import make_series
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make_person(name="Ani Penulis")


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def test_an_author_names_another_who_hears_of_it_once(author, course):
    friend = make_person(name="Budi")

    teams.add(actor=author, whole=course, person=friend)
    teams.add(actor=author, whole=course, person=friend)

    assert can_edit(friend, course)
    assert Notice.objects.get(person=friend).kind == "courses.team"
    entry = JournalEntry.objects.get(deed="courses.author_added")
    assert (entry.actor, entry.person) == (author, friend)


def test_a_facilitator_writes_but_names_nobody(course):
    facilitator = make_person()
    make_cohort(course=course, facilitator=facilitator)

    with pytest.raises(Refused):
        teams.add(actor=facilitator, whole=course, person=make_person())


def test_the_last_author_stays(author, course):
    with pytest.raises(Refused):
        teams.remove(actor=author, whole=course, person=author)

    assert list(course.authors.all()) == [author]


def test_an_account_that_is_closed_does_not_count_as_one_who_stays(author, course):
    gone = make_person()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    course.authors.add(gone)

    with pytest.raises(Refused):
        teams.remove(actor=author, whole=course, person=author)


def test_who_is_let_go_hears_of_it_and_who_goes_alone_does_not(author, course):
    friend = make_person()
    course.authors.add(friend)

    teams.remove(actor=author, whole=course, person=friend)

    assert not can_edit(friend, course)
    assert Notice.objects.filter(person=friend).count() == 1
    course.authors.add(friend)
    teams.remove(actor=friend, whole=course, person=friend)
    assert Notice.objects.filter(person=friend).count() == 1
    assert JournalEntry.objects.filter(deed="courses.author_removed").count() == 2


def test_curators_name_one_another_too(author):
    series, friend = make_series(curator=author), make_person()

    teams.add(actor=author, whole=series, person=friend)
    teams.remove(actor=friend, whole=series, person=author)

    assert list(series.curators.all()) == [friend]
    with pytest.raises(Refused):
        teams.add(actor=author, whole=series, person=author)


@pytest.mark.django_db(transaction=True)
def test_of_two_authors_who_let_each_other_go_at_once_one_stays(author, course):
    friend = make_person()
    course.authors.add(friend)

    refusals = at_once(
        partial(teams.remove, actor=author, whole=course, person=friend),
        partial(teams.remove, actor=friend, whole=course, person=author),
    )

    assert refusals.count(None) == 1
    assert course.authors.count() == 1


def test_people_are_found_by_name_e_mail_and_number():
    ani = make_person(name="Ani Lestari", email="ani@contoh.id")
    budi = make_person(name="Budi Santoso", phone="+6281234567890")
    gone = make_person(name="Ani Lestari")
    User.objects.filter(pk=gone.pk).update(is_active=False)

    assert found("ani l") == [ani]
    assert found("ANI@contoh.id") == [ani]
    assert found("0812-3456-7890") == [budi]
    assert found("a") == []


@pytest.mark.parametrize("page", ["courses:authors", "courses:curators"])
def test_the_team_page_finds_adds_and_lets_go(client, author, course, page):
    whole = course if page == "courses:authors" else make_series(curator=author)
    friend = make_person(name="Citra Kawan")
    client.force_login(author)
    url = reverse(page, args=[whole.slug])

    assert "Citra Kawan" in client.get(url, {"cari": "citra"}).content.decode()
    assert client.get(url, {"cari": "a\x00b"}).status_code == 200
    added = client.post(url, {"person": friend.pk, "deed": "tambah"})
    unknown = client.post(url, {"person": 0, "deed": "tambah"})
    out = client.post(url, {"person": author.pk, "deed": "lepas"})

    assert (added.status_code, unknown.status_code) == (302, 422)
    assert out.headers["Location"] == reverse("courses:catalog")
    assert client.get(url).status_code == 403


def test_the_team_pages_are_shut_to_strangers(client, course):
    client.force_login(make_person())

    for url in (
        reverse("courses:authors", args=[course.slug]),
        reverse("courses:curators", args=[make_series().slug]),
    ):
        assert client.get(url).status_code == 403
        assert client.post(url, {}).status_code == 403


def test_the_team_page_costs_the_same_queries_however_many(
    client, author, course, django_assert_max_num_queries
):
    course.authors.add(*(make_person() for _ in range(5)))
    client.force_login(author)
    url = reverse("courses:authors", args=[course.slug])
    client.get(url)

    # The person, the bell, the course, may they edit, may they share, its cohorts,
    # the authors, whom the words may mean, their organisations.
    with django_assert_max_num_queries(9):
        client.get(url, {"cari": "orang"})
