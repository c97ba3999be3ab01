"""Pretend conversations in the forums, some read and some not."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from common.demo import days, known_uuid, read
from forum.actions import places
from forum.markup import render
from forum.models import (
    Flag,
    Forum,
    ForumReadTrack,
    Post,
    Pseudonym,
    Reaction,
    Topic,
    TopicReadTrack,
)
from library.actions import citing
from library.addresses import MARK
from portal.demo import beside

COURSES = {
    "drm": (
        "penggalangan-sumber-daya-domestik",
        "Penggalangan Sumber Daya Domestik",
    ),
    "6-langkah": (
        "6-langkah-formulasi-inisiatif",
        "6 Langkah Formulasi Inisiatif Layanan Lokal",
    ),
    "transformasi-digital": ("transformasi-digital-oms", "Transformasi Digital OMS"),
}
READ_UNTIL = -6


def load() -> None:
    forums = {
        key: places.ensure_place(
            name=f"courses.course:{slug}", title=title, parent="cop"
        )
        for key, (slug, title) in COURSES.items()
    }
    people = {person.sub: person for person in User.objects.all()}
    _allow_pseudonyms(people)
    for row in [*read("topics"), *read("circles")]:
        place = row["forum"] if ":" in row["forum"] else f"komunikasi:{row['forum']}"
        forum = forums.get(row["forum"]) or Forum.objects.get(place=place)
        _converse(forum, row, people)
    beside.follow(people)
    _read_the_older(list(people.values()))
    for post in Post.objects.filter(content__contains=MARK):
        citing.note_post(post)


def _allow_pseudonyms(people: dict[Any, User]) -> None:
    """A forum for what is not safe to say by name, and who chose which name there."""
    forum = places.ensure_place(
        name="komunikasi:menjaga-diri",
        title="Menjaga diri dan lembaga",
        description="Tentang keselamatan pegiat. Boleh memakai nama samaran.",
        parent="komunikasi",
    )
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    for row in read("circles", "pseudonyms"):
        person = people[known_uuid("person", row["person"])]
        Pseudonym.objects.create(forum=forum, person=person, name=row["name"])


def _converse(forum: Forum, row: dict[str, Any], people: dict[Any, User]) -> None:
    """A topic with its posts, as if each had been written on its day."""
    said = [row, *row.get("replies", [])]
    authors = [people[known_uuid("person", item["author"])] for item in said]
    known = {p.person_id: p for p in forum.pseudonyms.all()}
    names = [_signature(author, known) for author in authors]
    topic = Topic.objects.create(
        forum=forum,
        **names[0],
        subject=row["title"],
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    posts = Post.objects.bulk_create(
        Post(
            topic=topic,
            **name,
            subject=row["title"],
            content=item["body"].strip(),
            _content_rendered=render(item["body"].strip()),
        )
        for name, item in zip(names, said, strict=True)
    )
    for number, (post, item) in enumerate(zip(posts, said, strict=True)):
        post.created = _moment(item["days_ago"], number)
    Post.objects.bulk_update(posts, ["created"])
    _respond(topic, posts, said, people)
    topic.update_trackers()
    Topic.objects.filter(pk=topic.pk).update(created=posts[0].created)
    for post, author, item in zip(posts, authors, said, strict=True):
        if "picture" in item:
            beside.draw(author=author, post=post, name=item["picture"])
        if "before" in item:
            beside.mend(post=post, before=item["before"])
    if "poll" in row:
        beside.ask(author=authors[0], topic=topic, row=row["poll"], people=people)
    beside.tag(topic=topic, words=row.get("tags", []))
    # Who wrote has read as far as that.
    latest = {a.pk: post.created for a, post in zip(authors, posts, strict=True)}
    Flag.objects.bulk_create(
        Flag(post=post, person=people[known_uuid("person", key)], reason=reason)
        for post, item in zip(posts, said, strict=True)
        for key, reason in item.get("flagged_by", {}).items()
    )
    TopicReadTrack.objects.bulk_create(
        TopicReadTrack(topic=topic, user_id=user_id, mark_time=moment)
        for user_id, moment in latest.items()
    )


def _signature(author: User, known: dict[Any, Pseudonym]) -> dict[str, Any]:
    pseudonym = known.get(author.pk)
    return {"pseudonym": pseudonym, "poster": None if pseudonym else author}


def _respond(
    topic: Topic, posts: list[Post], said: list[dict[str, Any]], people: dict[Any, User]
) -> None:
    """Warm words for what was said, and the reply that the asker chose."""
    given = [
        Reaction(post=post, person=people[known_uuid("person", name)], kind=kind)
        for post, item in zip(posts, said, strict=True)
        for kind in Reaction.Kind
        for name in item.get(kind, [])
    ]
    Reaction.objects.bulk_create(given)
    for post, item in zip(posts, said, strict=True):
        post.reactions = {
            kind.value: len(item[kind]) for kind in Reaction.Kind if kind in item
        }
        if item.get("answer"):
            topic.answer = post
        if "answers" in item:
            post.reply_to = posts[item["answers"]]
    Post.objects.bulk_update(posts, ["reactions", "reply_to"])


def _moment(days_ago: float, number: int) -> datetime:
    """In the morning of that day, later for later posts."""
    morning = timezone.localtime(days(-days_ago)).replace(hour=8, minute=12)
    return morning + timedelta(minutes=47 * number)


def _read_the_older(people: list[User]) -> None:
    ForumReadTrack.objects.bulk_create(
        ForumReadTrack(forum=forum, user=person, mark_time=days(READ_UNTIL))
        for forum in Forum.objects.all()
        for person in people
    )
