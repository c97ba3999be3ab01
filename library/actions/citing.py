"""Noting which lessons and topics cite what: whoever names its address cites it."""

from courses.models import Lesson
from forum.models import Post
from library.addresses import MARK, named_in
from library.models import Citation, Item


def note_lesson(lesson: Lesson) -> None:
    """As the lesson's text stands now."""
    _note(lesson.body, activity=lesson.activity_id)


def note_lessons_naming(name: str) -> None:
    """An item has come that lessons may have named before."""
    for lesson in Lesson.objects.filter(body__contains=f"{MARK}isi/{name}/"):
        note_lesson(lesson)


def note_post(post: Post) -> None:
    """As the post's topic stands now, all its posts together."""
    noted = Citation.objects.filter(topic=post.topic_id)
    if MARK not in post.content.raw and not noted.exists():
        return
    said = Post.objects.filter(topic=post.topic_id, content__contains=MARK)
    texts = [each.content.raw for each in said]
    _note(" ".join(texts), topic=post.topic_id)


def _note(text: str, **place: int) -> None:
    places = {f"{name}_id": key for name, key in place.items()}
    named = named_in(text)
    cited = Item.objects.filter(named.items) if named else Item.objects.none()
    known = set(cited.values_list("pk", flat=True))
    Citation.objects.filter(**places).exclude(item__in=known).delete()
    Citation.objects.bulk_create(
        (Citation(item_id=item, **places) for item in sorted(known)),
        ignore_conflicts=True,
    )
