"""Flagging posts; enough flags hide one until a moderator has looked."""

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import require
from forum.actions import limits, removal, tellings
from forum.models import Flag, Post
from forum.permissions import can_flag
from forum.trust import trust_of

# Three members, or one and somebody trusted. Newcomers' flags weigh nothing here.
HIDE_AT = 3


@transaction.atomic
def flag(*, reader: User, post: Post, reason: str, note: str = "") -> Flag:
    """Tell the moderators what is wrong with a post, or raise `Refused`.

    The post is locked: of flags that come at once, one sees that they are enough. What
    a moderator let stand is not hidden again by the flags that were decided then.
    """
    post = removal.locked(post)
    require(can_flag(reader, post))
    limits.require_room_for_flag(reader=reader, forum=post.topic.forum)
    # Who flagged what the post said before flags what it says now.
    made, _made = Flag.objects.update_or_create(
        post=post,
        person=reader,
        defaults={
            "reason": reason,
            "note": note,
            "weight": int(trust_of(reader)),
            "created_at": timezone.now(),
            "decided_at": None,
            "is_upheld": None,
        },
    )
    weight = post.flags.open().aggregate(sum=Sum("weight"))["sum"]
    hides = post.approved and weight >= HIDE_AT
    if hides:
        removal.withhold(post, Post.Withheld.FLAGGED)
        tellings.tell_author(post, removal.HIDDEN, key=f"hidden:{made.pk}")
    if hides or post.flags.open().count() == 1:
        _tell_moderators(post, made, hides=hides)
    return made


def _tell_moderators(post: Post, made: Flag, *, hides: bool) -> None:
    """Of the first flag in their digest; at once when readers' flags hid the post. Who
    wrote it and who flagged it are told nothing of it.
    """
    concerned = [person.pk for person in (post.author, made.person) if person]
    tellings.tell_each(
        tellings.moderators_of(post.topic.forum, but=concerned),
        kind=tellings.QUEUE,
        title=HIDDEN if hides else FLAGGED,
        text=WAITS,
        words={
            "topic": post.topic.first_title,
            "why": Flag.Reason(made.reason).label,
        },
        url=reverse("forum:judge", args=[post.pk]),
        key=f"forum.flag:{made.pk}:{made.created_at.isoformat()}",
        how="now" if hides else "digest",
    )


FLAGGED = _("Ada laporan tentang tulisan di “%(topic)s”")
HIDDEN = _("Tulisan di “%(topic)s” disembunyikan karena laporan pembaca")
WAITS = _("Sebabnya: %(why)s. Tulisan itu menunggu keputusan Anda di antrean.")
