"""Saying something beside a paragraph, answering, and bringing it to an end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.documents.actions import news
from alliances.documents.models import Comment, Section
from alliances.documents.permissions import can_write
from alliances.documents.text.anchoring import Paragraphs
from common.decisions import Refused, require

LONGEST_QUOTE = 400


@transaction.atomic
def comment(
    *, author: User, section: Section, body: str, mark: str = "", quote: str = ""
) -> Comment:
    """On a paragraph by its mark, remembering its words; without one on the section."""
    require(can_write(author, section.document))
    paragraphs = Paragraphs(section.body, section.marks)
    remembered = paragraphs.quote(mark, quote, LONGEST_QUOTE)
    made = Comment.objects.create(
        section=section,
        author=author,
        mark=mark if remembered else "",
        quote=remembered,
        body=body,
    )
    news.of_comment(made)
    return made


@transaction.atomic
def reply(*, author: User, comment: Comment, body: str) -> Comment:
    root = _locked(comment)
    require(can_write(author, root.section.document))
    made = Comment.objects.create(
        section=root.section, parent=root, author=author, body=body
    )
    news.of_comment(made)
    return made


@transaction.atomic
def resolve(*, author: User, comment: Comment, reason: str) -> None:
    """Closed with a sentence, so that who asked knows what became of it."""
    root = _locked(comment)
    require(can_write(author, root.section.document))
    if root.resolved_at is not None:
        raise Refused(_("Komentar ini sudah selesai."))
    root.resolved_at, root.resolved_by = timezone.now(), author
    root.resolution = reason
    root.save(update_fields=["resolved_at", "resolved_by", "resolution"])


@transaction.atomic
def reopen(*, author: User, comment: Comment) -> None:
    root = _locked(comment)
    require(can_write(author, root.section.document))
    root.resolved_at = root.resolved_by = None
    root.resolution = ""
    root.save(update_fields=["resolved_at", "resolved_by", "resolution"])


def _locked(comment: Comment) -> Comment:
    """The first of its thread, and none below another's."""
    rows = Comment.objects.select_for_update(of=("self",))
    return rows.select_related("section__document__alliance").get(
        pk=comment.parent_id or comment.pk
    )
