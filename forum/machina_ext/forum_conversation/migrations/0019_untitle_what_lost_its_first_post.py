from django.db import migrations
from django.db.models import Exists, F, OuterRef, Q

NAMES = {
    "taken": ("Topik yang dihapus penulisnya", "topik-yang-dihapus-penulisnya"),
    "hidden": ("Topik yang disembunyikan", "topik-yang-disembunyikan"),
    "deleted": ("Topik yang dihapus moderator", "topik-yang-dihapus-moderator"),
}


def untitle(apps, schema_editor):
    """Topics whose first post went before its title went with it."""
    Forum = apps.get_model("forum", "Forum")
    Post = apps.get_model("forum_conversation", "Post")
    Topic = apps.get_model("forum_conversation", "Topic")
    others = Post.objects.filter(
        topic=OuterRef("pk"), approved=True, deleted_at=None
    ).exclude(pk=OuterRef("first_post"))
    headless = Topic.objects.filter(
        Q(first_post__approved=False) | Q(first_post__deleted_at__isnull=False)
    ).annotate(has_others=Exists(others))
    forums = set()
    for topic in headless.select_related("first_post"):
        topic.approved = topic.has_others
        if topic.has_others:
            topic.untitled = _why(topic.first_post)
            topic.subject, topic.slug = NAMES[topic.untitled]
        topic.save(update_fields=["approved", "untitled", "subject", "slug"])
        forums.add(topic.forum_id)
    for forum in Forum.objects.filter(pk__in=forums):
        listed = Topic.objects.filter(forum=forum, approved=True)
        newest = listed.order_by(F("last_post_on").desc(nulls_last=True)).first()
        forum.direct_topics_count = listed.count()
        forum.last_post_id = newest.last_post_id if newest else None
        forum.last_post_on = newest.last_post_on if newest else None
        forum.save(
            update_fields=["direct_topics_count", "last_post", "last_post_on"]
        )


def _why(head):
    if head.approved:
        return "taken"
    return "deleted" if head.withheld == "deleted" else "hidden"


def entitle(apps, schema_editor):
    Topic = apps.get_model("forum_conversation", "Topic")
    for topic in Topic.objects.exclude(untitled="").select_related("first_post"):
        topic.subject = topic.first_post.subject
        topic.save(update_fields=["subject"])


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0013_moderators_and_pseudonyms"),
        ("forum_conversation", "0018_titles_of_what_is_gone"),
    ]

    operations = [migrations.RunPython(untitle, entitle)]
