"""Forums, topics and posts that tests are about."""

from datetime import timedelta
from itertools import count

from django.db.models import F, Model

from accounts.models import User
from accounts.tests.factories import make_person
from forum.actions import places, topics
from forum.models import Forum, Post, Topic
from network.models import Audience

_numbers = count(1)


def make_forum(
    *,
    title: str | None = None,
    parent: str | None = None,
    audience: Audience | None = None,
    moderators: Audience | None = None,
) -> Forum:
    number = next(_numbers)
    return places.ensure_place(
        name=f"contoh:{number}",
        title=title or f"Forum Contoh {number}",
        parent=parent,
        audience=audience,
        moderators=moderators,
    )


def make_audience(*members: User) -> Audience:
    audience = Audience.objects.create(name=f"contoh:{next(_numbers)}")
    audience.members.set(members)
    return audience


def make_topic(
    *,
    forum: Forum | None = None,
    author: User | None = None,
    title: str = "Bagaimana memulai dengan toko bangunan?",
    body: str = "Kami butuh talang untuk tiga puluh rumah.",
    origin: Model | None = None,
) -> Topic:
    return topics.open_topic(
        author=author or make_person(),
        place=forum or make_forum(),
        title=title,
        body=body,
        origin=origin,
    )


def make_reply(
    *, topic: Topic, author: User | None = None, body: str = "Mulailah dari sisa stok."
) -> Post:
    return topics.reply(author=author or make_person(), topic=topic, body=body)


def stood(post: Post) -> Post:
    """The post, as if it had been there for a while when it is mended."""
    Post.objects.filter(pk=post.pk).update(created=F("created") - timedelta(hours=1))
    post.refresh_from_db()
    return post


def author_of(written: Topic | Post) -> User:
    assert written.author is not None
    return written.author
