"""The forums in the admin."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from forum.models import Forum, Post
from forum.permissions import can_open_topic
from forum.tests.factories import make_forum, make_reply, make_topic
from network.models import Sector

pytestmark = pytest.mark.django_db

LABELS = {
    "forum",
    "forum_conversation",
    "forum_attachments",
    "forum_polls",
    "forum_permission",
    "forum_tracking",
    "cop",
}
MODELS = [model for model in admin.site._registry if model._meta.app_label in LABELS]


@pytest.fixture
def staff(client):
    person = User.objects.create_superuser(name="Admin", email="admin@contoh.id")
    client.force_login(person)
    return person


def page(model, name, *keys):
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=keys
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_opens_and_can_be_searched(client, staff, model):
    make_reply(topic=make_topic())

    assert client.get(page(model, "changelist"), {"q": "toko"}).status_code == 200


def test_a_group_is_refused_something_in_one_forum(client, staff):
    forum = make_forum()
    group = Group.objects.create(name="Diam dulu")
    url = page(Forum, "change", forum.pk)
    rights = client.get(url).context["inline_admin_formsets"][0].formset
    permission = rights.empty_form.fields["permission"].queryset.get(
        codename="can_start_new_topics"
    )

    response = client.post(
        url,
        {
            "type": forum.type,
            "name": "Forum yang diganti namanya",
            "description": "",
            "groupforumpermission_set-TOTAL_FORMS": 1,
            "groupforumpermission_set-INITIAL_FORMS": 0,
            "groupforumpermission_set-0-permission": permission.pk,
            "groupforumpermission_set-0-group": group.pk,
        },
    )

    assert response.status_code == 302
    staff.is_superuser = staff.is_staff = False
    staff.groups.add(group)
    forum.refresh_from_db()
    assert forum.name == "Forum yang diganti namanya"
    assert not can_open_topic(staff, forum)
    assert can_open_topic(staff, make_forum())


def test_hiding_a_post_takes_it_out_of_the_count(client, staff):
    topic = make_topic()
    post = make_reply(topic=topic)
    post.approved = False
    post.save()

    topic.refresh_from_db()
    assert topic.replies == 0


def test_posts_and_topics_are_looked_at_and_judged_elsewhere(client, staff):
    post = make_reply(topic=make_topic(), body="Dibaca saja")

    for thing, way in ((post, f"tulisan/{post.pk}/periksa"), (post.topic, "atur")):
        shown = client.get(page(type(thing), "change", thing.pk)).content.decode()
        assert f"/forum/{way}/" in shown
        assert "_save" not in shown
        gone = client.post(page(type(thing), "delete", thing.pk), {"post": "yes"})
        assert gone.status_code == 403
    assert Post.objects.filter(pk=post.pk, approved=True).exists()


def test_a_sector_has_its_forum_from_the_day_it_is_kept(client, staff):
    url = page(Sector, "add")
    client.post(url, {"name": "Air bersih", "slug": "air-bersih", "position": 1})
    forum = Forum.objects.get(place="komunikasi:air-bersih")
    assert forum.name == "Air bersih"

    url = page(Sector, "change", Sector.objects.get(slug="air-bersih").pk)
    client.post(url, {"name": "Air", "slug": "air-bersih", "position": 1})
    forum.refresh_from_db()
    assert forum.name == "Air"
