"""Comments with their answers, each with where its paragraph is now."""

from collections.abc import Iterable
from dataclasses import dataclass

from alliances.documents.models import Comment
from alliances.documents.text.anchoring import Paragraphs, Place


@dataclass(frozen=True)
class Thread:
    comment: Comment
    replies: list[Comment]
    place: Place

    @property
    def has_changed(self) -> bool:
        return self.place.found in ("changed", "lost")


def threads(comments: Iterable[Comment]) -> list[Thread]:
    """One query more, for the answers; sections came with the comments."""
    roots = list(comments)
    answers: dict[int, list[Comment]] = {}
    replies = Comment.objects.filter(parent__in=[root.pk for root in roots])
    for reply in replies.select_related("author"):
        answers.setdefault(reply.parent_id or 0, []).append(reply)
    known: dict[int, Paragraphs] = {}
    found = []
    for root in roots:
        section = root.section
        if section.pk not in known:
            known[section.pk] = Paragraphs(section.body, section.marks)
        place = known[section.pk].place_of(root.mark, root.quote)
        found.append(Thread(root, answers.get(root.pk, []), place))
    return found
