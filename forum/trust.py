"""Trust: how much room a person has, reckoned from what they did here.

Nothing is stored. Who behaves well has more room tomorrow, and whose posts were taken
down has less, without anybody having to remember (docs/decisions/0191-trust.md).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from forum.machina_ext.forum_conversation.models import written_by
from forum.models import Post, Suspension
from network.models import Membership

MEMBER_DAYS = 3
MEMBER_POSTS = 3
TRUSTED_DAYS = 30
TRUSTED_POSTS = 20
REMEMBERED = timedelta(days=90)


class Trust(IntEnum):
    NEWCOMER = 0
    MEMBER = 1
    TRUSTED = 2


@dataclass(frozen=True)
class Conduct:
    """The facts that trust is reckoned from."""

    days: int
    posts: int
    taken_down: int
    was_suspended: bool
    is_vouched_for: bool

    @property
    def trust(self) -> Trust:
        """An organisation that confirmed a member vouches for them, from day one."""
        if self.was_suspended or self.taken_down > 1:
            return Trust.NEWCOMER
        is_proven = self.days >= MEMBER_DAYS and self.posts >= MEMBER_POSTS
        if not (is_proven or self.is_vouched_for):
            return Trust.NEWCOMER
        has_stayed = self.days >= TRUSTED_DAYS and self.posts >= TRUSTED_POSTS
        return Trust.TRUSTED if has_stayed and not self.taken_down else Trust.MEMBER


def trust_of(person: User) -> Trust:
    return Trust.TRUSTED if person.is_staff else conduct_of(person).trust


def conduct_of(person: User) -> Conduct:
    """One query, whatever they wrote."""
    since = timezone.now() - REMEMBERED
    own = Post.objects.filter(written_by(person)).order_by()
    counts = own.annotate(all=Value(1)).values("all")
    kept = counts.annotate(n=Count("pk", filter=Q(approved=True))).values("n")
    gone = Count("pk", filter=Q(withheld=Post.Withheld.DELETED, created__gte=since))
    suspended = Suspension.objects.filter(person=OuterRef("pk"), ends_at__gte=since)
    homes = Membership.objects.confirmed().filter(person=OuterRef("pk"))
    posts, taken_down, was_suspended, is_member, coordinates = User.objects.filter(
        pk=person.pk
    ).values_list(
        Coalesce(Subquery(kept), 0),
        Coalesce(Subquery(counts.annotate(n=gone).values("n")), 0),
        Exists(suspended.exclude(lifted_at__isnull=False)),
        Exists(homes),
        Exists(User.objects.filter(pk=person.pk, coordinations__isnull=False)),
    )[0]
    return Conduct(
        days=(timezone.now() - person.created_at).days,
        posts=posts,
        taken_down=taken_down,
        was_suspended=was_suspended,
        is_vouched_for=is_member or coordinates,
    )
