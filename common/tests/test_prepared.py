"""Questions compiled once: the same answers, and refusals where they would not be."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from psycopg import _queries

from accounts.models import Consent, User
from accounts.tests.factories import make_person
from common.prepared import NotPreparable, prepared

pytestmark = pytest.mark.django_db

ODD = "100% Mas'ud \\ %s %%"


@prepared
def _named(name: str, joined_before: datetime) -> QuerySet[User]:
    found: QuerySet[User]
    found = User.objects.filter(name=name, created_at__lt=joined_before)
    return found


@prepared
def _consents(person: User | AnonymousUser, regency: str | None) -> QuerySet[Consent]:
    if not person.is_authenticated:
        return Consent.objects.none()
    found = Consent.objects.filter(person__regency=regency).select_related("person")
    return found if person.is_staff else found.filter(person=person)


@prepared
def _about(words: str, keys: tuple[int, ...]) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(name__icontains=words, pk__in=keys)
    return found.order_by("pk")


@prepared
def _agreed(person: User) -> QuerySet[User, tuple[str, bool]]:
    agreed = Exists(person.consents.filter(person=OuterRef("pk")))
    found: QuerySet[User, tuple[str, bool]]
    found = User.objects.filter(pk=person.pk).values_list("name", agreed)
    return found


@prepared
def _in_order(regency: str | None) -> QuerySet[User, str]:
    found: QuerySet[User, str] = User.objects.filter(regency=regency).order_by("name")
    return found.values_list("name", flat=True)


@prepared
def _odd(key: int) -> QuerySet[User]:
    found: QuerySet[User] = User.objects.filter(name=ODD, pk=key)
    return found


@prepared
def _of_name_and_key(name: str, key: int) -> QuerySet[Consent]:
    return Consent.objects.filter(person__name=name, pk=key)


def _tomorrow() -> datetime:
    return timezone.now() + timedelta(days=1)


def test_another_value_is_asked_with_the_same_sql(django_assert_num_queries):
    ani, budi = make_person(name="Ani"), make_person(name="Budi")
    _named("Ani", _tomorrow())

    with django_assert_num_queries(3) as captured:
        assert _named("Ani", _tomorrow()) == [ani]
        assert _named("Budi", _tomorrow()) == [budi]
        assert _named("Budi", timezone.now() - timedelta(days=1)) == []

    assert len({query["sql"].split("WHERE")[0] for query in captured}) == 1


def test_a_person_stands_for_their_key_and_flags_alone():
    ani, staff = make_person(name="Ani"), make_person(is_staff=True)
    consent = Consent.objects.create(person=ani, version="1", language="id")
    Consent.objects.create(person=make_person(), version="1", language="id")

    assert _consents(ani, None) == [consent]
    assert _consents(ani, None)[0].person == ani
    assert len(_consents(staff, None)) == 2
    assert _consents(ani, "31.71") == []


def test_values_and_questions_inside_come_as_from_the_queryset():
    ani, budi = make_person(name="Ani"), make_person(name="Budi")
    Consent.objects.create(person=ani, version="1", language="id")

    assert _agreed(ani) == [("Ani", True)]
    assert _agreed(budi) == [("Budi", False)]


def test_words_are_looked_for_in_texts_as_they_are():
    ani, percent = make_person(name="Ani Wijaya"), make_person(name="100% Ani_w")
    keys = (ani.pk, percent.pk)

    assert _about("WIJ", keys) == [ani]
    assert _about("ni", keys) == [ani, percent]
    assert _about("0% A", keys) == [percent]
    assert _about("_w", keys) == [percent]
    assert _about("ni", (percent.pk,)) == [percent]


def test_what_never_changes_is_written_into_the_sql_as_it_is():
    odd, other = make_person(name=ODD), make_person(name="Ani")

    assert _odd(odd.pk) == [odd]
    assert _odd(other.pk) == []


def test_where_nothing_can_be_found_nothing_is_asked(django_assert_num_queries):
    make_person(name="Ani")

    with django_assert_num_queries(0):
        assert _consents(AnonymousUser(), None) == []
        assert _about("ni", ()) == []


@pytest.mark.parametrize(
    "build",
    [
        lambda _day: User.objects.filter(created_at__date=timezone.localdate()),
        lambda _day: User.objects.filter(created_at__gt=timezone.now()),
        lambda day: User.objects.filter(created_at__date=day + timedelta(days=1)),
        lambda day: User.objects.filter(created_at__date=day).prefetch_related(
            Prefetch("consents", Consent.objects.filter(given_at__date=day))
        ),
    ],
)
def test_what_depends_on_more_than_its_arguments_is_refused(build):
    with pytest.raises(NotPreparable):
        prepared(build)(date(2026, 8, 17))


@pytest.mark.parametrize(
    "build",
    [
        lambda number: User.objects.all()[:number],
        lambda number: User.objects.filter(pk__gt=number + 1),
    ],
)
def test_a_limit_and_a_sum_are_refused(build):
    with pytest.raises(NotPreparable):
        prepared(build)(3)


def test_a_field_of_a_model_is_no_argument():
    person = make_person(name="Ani")

    with pytest.raises(User.DoesNotExist):
        prepared(lambda user: User.objects.filter(name=user.name, pk=user.pk))(person)


def test_what_django_would_say_differently_is_noticed_in_tests():
    seen = []

    def build(name: str) -> QuerySet[User]:
        seen.append(name)
        found: QuerySet[User] = User.objects.filter(name=name)
        return found.order_by("pk") if len(seen) == 2 else found

    with pytest.raises(NotPreparable):
        prepared(build)("Ani")


@pytest.mark.parametrize("part", [slice(0, 2), slice(1, 3), slice(2, 9), slice(1, 1)])
def test_a_part_is_asked_for_alone(part, django_assert_max_num_queries):
    names = ["Ani", "Budi", "Citra", "Dewi"]
    for name in reversed(names):
        make_person(name=name)

    with django_assert_max_num_queries(1) as captured:
        assert list(_in_order.asked(None)[part]) == names[part]

    assert all("LIMIT" in query["sql"] for query in captured)
    assert list(_in_order(None)) == names


def test_postgresql_keeps_one_plan_of_what_is_asked_again():
    def kept() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement FROM pg_prepared_statements")
            return [row[0] for row in cursor.fetchall() if '"name" = $1' in row[0]]

    for number in range(20):
        # However long the number: of two lengths there would be two plans.
        assert _of_name_and_key("Ani", 10 ** (number % 12)) == []

    assert len(kept()) == 1


def test_psycopg_takes_a_question_of_many_values_apart_once():
    keys = tuple(range(200))
    _about("a", keys)
    known = _queries._query2pg.cache_info().hits

    _about("b", keys)

    assert _queries._query2pg.cache_info().hits > known
