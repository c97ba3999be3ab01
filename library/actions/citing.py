"""Noting which lessons and topics cite what: whoever names its address cites it."""

import re

from courses.models import Lesson
from forum.models import Post
from library.models import Citation, Item

MARK = "/pustaka/"
ADDRESS = re.compile(r"/pustaka/(\d{1,9})/")


def note_lesson(lesson: Lesson) -> None:
    """As the lesson's text stands now."""
    _note(_cited_in(lesson.body), activity=lesson.activity_id)


def note_post(post: Post) -> None:
    """As the post's topic stands now, all its posts together."""
    noted = Citation.objects.filter(topic=post.topic_id)
    if MARK not in post.content.raw and not noted.exists():
        return
    said = Post.objects.filter(topic=post.topic_id, content__contains=MARK)
    texts = [each.content.raw for each in said]
    _note(_cited_in(" ".join(texts)), topic=post.topic_id)


def _cited_in(text: str) -> set[int]:
    return {int(number) for number in ADDRESS.findall(text)}


def _note(cited: set[int], **place: int) -> None:
    places = {f"{name}_id": key for name, key in place.items()}
    Citation.objects.filter(**places).exclude(item__in=cited).delete()
    known = Item.objects.filter(pk__in=cited).values_list("pk", flat=True)
    Citation.objects.bulk_create(
        (Citation(item_id=item, **places) for item in known), ignore_conflicts=True
    )
