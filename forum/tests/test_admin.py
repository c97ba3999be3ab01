"""The forums in the admin."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from forum.models import Forum, Post
from forum.permissions import can_open_topic
from forum.tests.factories import make_forum, make_reply, make_topic

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


def test_a_post_is_mended_also_after_its_author_has_left(client, staff):
    post = make_topic().posts.get()
    post.poster.delete()
    url = page(Post, "change", post.pk)

    shown = client.get(url)
    response = client.post(
        url,
        {
            "topic": post.topic_id,
            "subject": post.subject,
            "content": "Sudah **dirapikan**.",
            "approved": "on",
            "attachments-TOTAL_FORMS": 0,
            "attachments-INITIAL_FORMS": 0,
        },
    )

    assert "Kami butuh talang" in shown.content.decode()
    assert response.status_code == 302
    post.refresh_from_db()
    assert "<strong>dirapikan</strong>" in post.html


def test_hiding_a_post_takes_it_out_of_the_count(client, staff):
    topic = make_topic()
    post = make_reply(topic=topic)
    post.approved = False
    post.save()

    topic.refresh_from_db()
    assert topic.replies == 0
