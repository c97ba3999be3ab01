"""Forums of provinces, and the tree as staff arrange it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.tests.factories import make_person
from common.models import JournalEntry
from common.tests.factories import make_regency
from forum.actions import places
from forum.models import Forum
from forum.permissions import can_moderate, can_open_topic
from forum.tests.factories import make_forum
from network.models import Coordination
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def regency():
    return make_regency()


@pytest.fixture
def forum(regency):
    return places.ensure_province(regency.province)


def test_a_province_is_for_who_lives_works_or_coordinates_there(forum, regency):
    living = make_person(regency=regency)
    working = make_person()
    make_member(person=working, organization=make_organization(regency=regency))
    coordinating = make_person()
    Coordination.objects.create(province=regency.province, person=coordinating)
    staff = make_person(is_staff=True)

    for person in (living, working, coordinating, staff):
        assert forum in Forum.objects.visible_to(person)
        assert can_open_topic(person, forum)
    for stranger in (make_person(), AnonymousUser()):
        assert forum not in Forum.objects.visible_to(stranger)


def test_who_moves_away_no_longer_sees_it(forum, regency):
    person = make_person(regency=regency)

    person.regency = None
    person.save()

    assert forum not in Forum.objects.visible_to(person)


def test_its_coordinator_and_staff_look_after_it(forum, regency):
    coordinating = make_person()
    Coordination.objects.create(province=regency.province, person=coordinating)

    assert can_moderate(coordinating, forum)
    assert can_moderate(make_person(is_staff=True), forum)
    assert not can_moderate(make_person(regency=regency), forum)


def test_staff_make_and_change_forums_in_the_site(client):
    staff = make_person(is_staff=True)
    client.force_login(staff)
    above = make_forum(title="Di atas")
    typed = {"name": "Forum baru", "holds_topics": "on", "parent": above.pk}

    assert client.get("/forum/susunan/baru/").status_code == 200
    assert client.post("/forum/susunan/baru/", {}).status_code == 422
    client.post("/forum/susunan/baru/", typed)
    made = Forum.objects.get(name="Forum baru")
    assert made.parent == above
    url = f"/forum/susunan/{made.pk}/"
    assert "Forum baru" in client.get(url).content.decode()
    client.post(url, {**typed, "name": "Nama lain", "parent": ""})
    made.refresh_from_db()
    assert (made.name, made.parent) == ("Nama lain", None)
    assert "Nama lain" in client.get("/forum/susunan/").content.decode()
    assert JournalEntry.objects.filter(actor=staff).count() == 2


def test_a_forum_does_not_hang_under_itself(client):
    client.force_login(make_person(is_staff=True))
    above = make_forum()
    below = make_forum(parent=above.place)

    response = client.post(
        f"/forum/susunan/{above.pk}/",
        {"name": "x", "holds_topics": "on", "parent": below.pk},
    )

    assert response.status_code == 422
    assert "di bawah dirinya sendiri" in response.content.decode()


@pytest.mark.parametrize("url", ["/forum/susunan/", "/forum/susunan/baru/"])
def test_others_do_not_find_these_pages(client, url):
    client.force_login(make_person())

    assert client.get(url).status_code == 404
