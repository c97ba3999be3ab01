"""Forums under stable names, and who sees them."""

from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.tests.factories import make_person
from forum.actions import places
from forum.models import Forum
from forum.tests.factories import make_audience, make_forum

pytestmark = pytest.mark.django_db


def test_a_place_is_made_once_and_what_staff_changed_is_kept():
    made = places.ensure_place(name="contoh", title="Judul pertama")
    Forum.objects.filter(pk=made.pk).update(name="Judul staf")

    again = places.ensure_place(name="contoh", title="Judul kedua")

    assert again.pk == made.pk
    assert again.name == "Judul staf"


def test_the_headings_are_there_when_a_forum_asks_for_them():
    forum = places.ensure_place(
        name="courses.course:drm", title="Penggalangan", parent="cop"
    )

    assert forum.parent.place == "cop"
    assert forum.parent.is_category


def test_an_unknown_parent_is_refused():
    with pytest.raises(Forum.DoesNotExist):
        places.ensure_place(name="contoh", title="Judul", parent="tidak-ada")


def test_an_audience_named_later_closes_the_forum():
    audience = make_audience()
    places.ensure_place(name="contoh", title="Judul")

    closed = places.ensure_place(name="contoh", title="Judul", audience=audience)

    assert not Forum.objects.visible_to(make_person()).filter(pk=closed.pk).exists()


def test_everyone_sees_an_open_forum():
    forum = make_forum()

    assert forum in Forum.objects.visible_to(AnonymousUser())
    assert forum in Forum.objects.visible_to(make_person())


def test_only_its_audience_sees_a_closed_forum_and_what_is_below_it():
    member = make_person()
    forum = make_forum(audience=make_audience(member))
    below = make_forum(parent=forum.place)
    open_one = make_forum()

    assert set(Forum.objects.visible_to(member)) == {forum, below, open_one}
    for stranger in (AnonymousUser(), make_person(), make_person(is_staff=True)):
        assert set(Forum.objects.visible_to(stranger)) == {open_one}


def test_a_forum_below_two_audiences_is_for_those_in_both():
    in_both, in_one = make_person(), make_person()
    forum = make_forum(audience=make_audience(in_both, in_one))
    below = make_forum(parent=forum.place, audience=make_audience(in_both))

    assert below in Forum.objects.visible_to(in_both)
    assert below not in Forum.objects.visible_to(in_one)


@pytest.mark.django_db(transaction=True)
def test_places_made_at_once_do_not_share_a_branch_of_the_tree():
    start = Barrier(4)

    def work(number: int) -> None:
        try:
            start.wait()
            places.ensure_place(name=f"contoh:{number % 2}", title="Judul")
        finally:
            connection.close()

    workers = [Thread(target=work, args=[number]) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    trees = Forum.objects.values_list("tree_id", flat=True)
    assert len(trees) == len(set(trees)) == 2
