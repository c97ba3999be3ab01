"""Forums of provinces, and the tree as staff arrange it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.tests.factories import make_person
from common.models import JournalEntry
from common.tests.factories import make_regency
from forum.actions import following, places
from forum.listeners import listeners_of
from forum.mentions import offered, people_who_see
from forum.models import Forum, Topic
from forum.permissions import can_moderate, can_open_topic
from forum.tests.factories import make_forum, make_reply, make_topic
from network import roles
from network.actions import audiences
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


def test_who_sees_it_is_told_and_can_be_named(forum, regency):
    asking, reading = (make_person(regency=regency) for _ in range(2))
    topic = make_topic(forum=forum, author=asking)
    following.follow(person=reading, target=forum, level="every")

    post = make_reply(topic=topic, author=make_person(is_staff=True))

    assert {each.person for each in listeners_of(post)} == {asking, reading}
    assert reading.name in offered(forum, reading.name[:8])


@pytest.mark.parametrize("named", ["coordinators", "editors", "staff"])
def test_a_forum_can_be_for_everyone_of_a_role(regency, named):
    coordinating, editing = make_person(), make_person()
    Coordination.objects.create(province=regency.province, person=coordinating)
    make_member(person=editing, organization=make_organization(), role="editor")
    staff, stranger = make_person(is_staff=True), make_person()
    bearers = {"coordinators": coordinating, "editors": editing, "staff": staff}
    [role] = [each for each in roles.every() if each.name == named]
    forum = make_forum(audience=audiences.of_role(role))

    seeing = {p for p in bearers.values() if forum in Forum.objects.visible_to(p)}

    assert seeing == {bearers[named]}
    assert forum not in Forum.objects.visible_to(stranger)
    assert bearers[named] in people_who_see(forum)
    assert stranger not in people_who_see(forum)


def test_staff_open_a_forum_to_one_organisation(client):
    client.force_login(make_person(is_staff=True))
    home = make_organization(name="Yayasan Bambu Lestari")
    member = make_member(person=make_person(), organization=home).person
    typed = {"name": "Rumah kami", "holds_topics": "on"}
    url = "/forum/susunan/baru/"

    unknown = client.post(url, {**typed, "organization": "Yayasan Entah"})
    client.post(url, {**typed, "organization": "yayasan bambu lestari"})

    assert "tidak ada di direktori" in unknown.content.decode()
    forum = Forum.objects.get(name="Rumah kami")
    assert forum in Forum.objects.visible_to(member)
    assert forum not in Forum.objects.visible_to(make_person())
    assert list(people_who_see(forum)) == [member]
    page = client.get("/forum/susunan/").content.decode()
    assert "Anggota Yayasan Bambu Lestari" in page


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


def test_a_forum_with_topics_does_not_become_a_heading(client):
    client.force_login(make_person(is_staff=True))
    forum = make_topic().forum
    url = f"/forum/susunan/{forum.pk}/"

    response = client.post(url, {"name": forum.name})

    assert response.status_code == 422
    assert "pindahkan dahulu topik-topiknya" in response.content.decode()
    forum.refresh_from_db()
    assert not forum.is_category
    Topic.objects.filter(forum=forum).update(approved=False)
    assert client.post(url, {"name": forum.name}).status_code == 302


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
