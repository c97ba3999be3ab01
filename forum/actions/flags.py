"""Flagging posts; enough flags hide one until a moderator has looked."""

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from common.decisions import require
from forum.actions import removal
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
    made = Flag.objects.create(
        post=post,
        person=reader,
        reason=reason,
        note=note,
        weight=int(trust_of(reader)),
    )
    weight = post.flags.open().aggregate(sum=Sum("weight"))["sum"]
    if post.approved and weight >= HIDE_AT:
        removal.withhold(post, Post.Withheld.FLAGGED)
    return made
