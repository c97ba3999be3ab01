"""Who may bring topics and forums into order."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.models import Forum, Post, Topic, TopicPoll
from forum.permissions.moderating import can_moderate

NAMES_STAY = _(
    "Di topik ini ada yang menulis dengan nama samaran. Nama itu hanya berlaku di forum"
    " ini, jadi topiknya tidak dapat dibawa ke forum lain."
)


def can_arrange_forums(user: User | AnonymousUser) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Susunan forum diatur oleh staf nasional."))


def can_hang_under(forum: Forum, parent: Forum | None) -> Decision:
    if parent is not None and parent.is_descendant_of(forum, include_self=True):
        return no(_("Sebuah forum tidak dapat berada di bawah dirinya sendiri."))
    return YES


def can_end_pseudonyms(forum: Forum, still_allowed: bool) -> Decision:
    """Who wrote under a pseudonym would suddenly write under their name."""
    if still_allowed or not forum.pseudonyms.exists():
        return YES
    return no(
        _(
            "Nama samaran di forum ini sudah dipakai, jadi tidak dapat dimatikan lagi:"
            " yang memakainya akan tiba-tiba menulis dengan nama asli."
        )
    )


def can_stop_holding_topics(forum: Forum, still_holds: bool) -> Decision:
    """A heading lists none: what was said there would be found by nobody any more."""
    if still_holds or not Topic.objects.in_forum(forum).exists():
        return YES
    return no(
        _(
            "Forum ini masih menyimpan topik, jadi belum bisa menjadi judul saja:"
            " pindahkan dahulu topik-topiknya ke forum lain."
        )
    )


def can_move(user: User | AnonymousUser, topic: Topic, forum: Forum) -> Decision:
    if not forum.is_forum:
        return no(_("Pilih forum yang menampung topik."))
    if forum.pk == topic.forum_id:
        return no(_("Topik ini sudah berada di forum itu."))
    if has_pseudonyms(topic):
        return no(NAMES_STAY)
    return can_moderate(user, topic.forum) and can_moderate(user, forum)


def has_pseudonyms(topic: Topic) -> bool:
    """Elsewhere who wrote under one would go on under their own name."""
    return bool(topic.posts.filter(pseudonym__isnull=False).exists())


def can_merge(user: User | AnonymousUser, topic: Topic, into: Topic) -> Decision:
    if topic.pk == into.pk:
        return no(_("Sebuah topik tidak dapat digabungkan dengan dirinya sendiri."))
    if topic.merged_into_id or into.merged_into_id:
        return no(_("Topik itu sudah digabungkan."))
    if not all(each.approved and not each.untitled for each in (topic, into)):
        return no(_("Salah satunya sedang disembunyikan. Putuskan dulu tulisannya."))
    if TopicPoll.objects.filter(topic__in=[topic, into]).count() > 1:
        return no(_("Kedua topik punya jajak pendapat, jadi tidak dapat digabungkan."))
    if topic.forum_id != into.forum_id and has_pseudonyms(topic):
        return no(NAMES_STAY)
    return can_moderate(user, topic.forum) and can_moderate(user, into.forum)


def can_split(user: User | AnonymousUser, topic: Topic, post: Post) -> Decision:
    if post.pk == topic.first_post_id:
        return no(_("Tulisan pertama adalah topik ini sendiri."))
    return can_moderate(user, topic.forum)
