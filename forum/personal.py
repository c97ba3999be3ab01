"""What a person wrote in the forums; it stays, without their name."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from machina.core.db.models import get_model

from accounts.models import User
from common.personal import Chapter, Known, offer
from forum.models import ForumReadTrack, Post, Topic, TopicReadTrack

UserForumPermission: Any = get_model("forum_permission", "UserForumPermission")


def tell(person: User) -> Known:
    posts = Post.objects.filter(poster=person).select_related("topic__forum")
    return {
        "tulisan di forum": [
            {
                "forum": post.topic.forum.name,
                "topik": post.topic.subject,
                "isi": str(post.content),
                "ditulis": post.created,
                "diubah": post.updated,
            }
            for post in posts.order_by("created", "pk")
        ]
    }


def forget(person: User) -> None:
    """Posts stay for those who answered them: "Anggota yang sudah pergi"."""
    Post.objects.filter(poster=person).update(poster=None, username=None)
    Post.objects.filter(updated_by=person).update(updated_by=None)
    Topic.objects.filter(poster=person).update(poster=None)
    Topic.subscribers.through.objects.filter(user=person).delete()
    ForumReadTrack.objects.filter(user=person).delete()
    TopicReadTrack.objects.filter(user=person).delete()
    UserForumPermission.objects.filter(user=person).delete()


offer(Chapter("forum", _("Tulisan Anda di forum"), tell, forget))
