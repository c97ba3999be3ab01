"""What stands beside the words of pretend topics: pictures, polls, tags, followers."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify

from accounts.models import User
from common.demo import known_uuid
from common.uploads import actions as uploads
from forum.actions import attaching, following, polls
from forum.models import Follow, Forum, Post, Revision, Tag, Topic

PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("{name}.svg")\n'
DOTS_AN_INCH = 180


def draw(*, author: User, post: Post, name: str) -> None:
    """Hang one of the site's drawings on a post, as the photograph it stands for."""
    file = SimpleUploadedFile(f"{name}.png", _drawn(name))
    upload = uploads.take(owner=author, file=file)
    attaching.attach(author=author, post=post, files=attaching.made_ready([upload]))


def ask(
    *, author: User, topic: Topic, row: dict[str, Any], people: dict[Any, User]
) -> None:
    asked = polls.Asked(row["question"], tuple(row["options"]))
    poll = polls.ask(author=author, topic=topic, asked=asked)
    chosen = {option.text: option.pk for option in poll.options.all()}
    for text, voters in zip(row["options"], row["voters"], strict=True):
        for key in voters:
            voter = people[known_uuid("person", key)]
            polls.vote(voter=voter, poll=poll, options=[chosen[text]])


def tag(*, topic: Topic, words: list[str]) -> None:
    for word in words:
        known, _made = Tag.objects.get_or_create(name=word, slug=slugify(word))
        known.topics.add(topic)


def mend(*, post: Post, before: str) -> None:
    """As if it had said something else until a quarter of an hour later."""
    Revision.objects.create(post=post, body=before.strip(), written_at=post.created)
    later = post.created + timedelta(minutes=15)
    Post.objects.filter(pk=post.pk).update(updates_count=1, updated=later)


def follow(people: dict[Any, User]) -> None:
    """What two of the people who sign in for a look follow."""
    for key in ("peserta", "fasilitator"):
        person = people[known_uuid("person", key)]
        forum = Forum.objects.get(place="komunikasi:pangan-berkelanjutan")
        topic = Topic.objects.get(tags__name="pangan lokal")
        target: Forum | Topic | Tag | User
        for target, level in (
            (forum, Follow.Level.DIGEST),
            (topic, Follow.Level.EVERY),
            (Tag.objects.get(name="izin pub"), Follow.Level.DIGEST),
            (people[known_uuid("person", "kasma")], Follow.Level.MENTIONS),
        ):
            following.follow(person=person, target=target, level=level)


def _drawn(name: str) -> bytes:
    drawing = Path(settings.BASE_DIR) / "static" / "img" / f"{name}.svg"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / drawing.name).write_bytes(drawing.read_bytes())
        (root / "page.typ").write_text(PAGE.format(name=name))
        drawn: bytes = typst.compile(
            str(root / "page.typ"), root=folder, format="png", ppi=DOTS_AN_INCH
        )
    return drawn
