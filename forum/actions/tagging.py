"""Gathering topics across forums under short words."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no, require
from forum.models import Tag, Topic
from forum.permissions import can_edit

MOST_TAGS = 5
LONGEST_TAG = 40


@transaction.atomic
def tag(*, author: User, topic: Topic, tags: list[str]) -> None:
    """Have the topic stand under exactly these words, or raise `Refused`."""
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    first = topic.posts.get(pk=topic.first_post_id)
    first.topic = topic
    require(can_edit(author, first))
    topic.tags.set(_known(tags))


def words_of(text: str) -> list[str]:
    """What was typed between commas, each once: in lower case, with single spaces."""
    words = (" ".join(word.split()).lower().lstrip("#") for word in text.split(","))
    return list(dict.fromkeys(word for word in words if slugify(word)))


def may_be_tags(words: list[str]) -> Decision:
    if len(words) > MOST_TAGS or any(len(word) > LONGEST_TAG for word in words):
        return no(_("Paling banyak lima tagar, masing-masing yang pendek saja."))
    return YES


def _known(words: list[str]) -> list[Tag]:
    require(may_be_tags(words))
    by_slug = {slugify(word)[:60]: word for word in words}
    Tag.objects.bulk_create(
        (Tag(name=word, slug=slug) for slug, word in by_slug.items()),
        ignore_conflicts=True,
    )
    return list(Tag.objects.filter(slug__in=by_slug))
