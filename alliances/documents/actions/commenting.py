"""Saying something beside a paragraph, answering, and bringing it to an end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.documents.actions import news
from alliances.documents.models import Comment, Section
from alliances.documents.permissions import can_change_comment, can_write
from alliances.documents.text.anchoring import Paragraphs
from common.decisions import Refused, require

LONGEST_QUOTE = 400
GONE = gettext_lazy("Komentar ini sudah ditarik penulisnya.")


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
def revise(*, author: User, comment: Comment, body: str) -> Comment:
    """Said better; that it was edited is shown."""
    comment = _own(author, comment)
    if body == comment.body:
        return comment
    comment.body, comment.edited_at = body, timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    news.of_revised_comment(comment)
    return comment


@transaction.atomic
def take_back(*, author: User, comment: Comment) -> None:
    """Gone, with what was told of it. What others said below it is not left hanging:
    its place is kept, until the last of them has gone as well.
    """
    comment = _own(author, comment)
    news.of_comment_taken_back(comment)
    root = comment.parent or comment
    if root.replies.filter(pk__gt=comment.pk).exists():
        comment.body, comment.taken_back_at = "", timezone.now()
        comment.save(update_fields=["body", "taken_back_at"])
        return
    comment.delete()
    if comment is not root:
        _clear_away(root)


def _clear_away(root: Comment) -> None:
    """Kept places at the end of a thread, below which nothing stands any more."""
    for kept in (*root.replies.order_by("-pk"), root):
        if kept.taken_back_at is None:
            return
        kept.delete()


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
    news.of_resolution(root)


@transaction.atomic
def reopen(*, author: User, comment: Comment) -> None:
    root = _locked(comment)
    require(can_write(author, root.section.document))
    root.resolved_at = root.resolved_by = None
    root.resolution = ""
    root.save(update_fields=["resolved_at", "resolved_by", "resolution"])


def _own(author: User, comment: Comment) -> Comment:
    """As it stands under the lock of its thread, the author's to change."""
    root = _locked(comment)
    found = root.replies.filter(pk=comment.pk).first() if comment.parent_id else root
    if found is None:
        raise Refused(GONE)
    found.section = root.section
    require(can_change_comment(author, found))
    return found


def _locked(comment: Comment) -> Comment:
    """The first of its thread, and none below another's."""
    rows = Comment.objects.select_for_update(of=("self",))
    rows = rows.select_related("section__document__alliance")
    root = rows.filter(pk=comment.parent_id or comment.pk).first()
    if root is None:
        raise Refused(GONE)
    return root
