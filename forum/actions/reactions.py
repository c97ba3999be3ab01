"""Saying a warm word about a post with one tap, and taking it back."""

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from common.decisions import require
from forum.models import Post, Reaction
from forum.permissions import can_react


@transaction.atomic
def react(*, person: User, post: Post, kind: str, given: bool) -> Post:
    """Give or take back one word of a kind, or raise `Refused`.

    The post is locked: the numbers beside it are those of the rows.
    """
    posts = Post.objects.select_for_update(of=("self",)).select_related("pseudonym")
    post = posts.get(pk=post.pk)
    require(can_react(person, post))
    if given:
        Reaction.objects.get_or_create(post=post, person=person, kind=kind)
    else:
        post.given_reactions.filter(person=person, kind=kind).delete()
    return count_again(post)


@transaction.atomic
def forget(*, person: User) -> None:
    """Take back all that a person ever gave."""
    posts = Post.objects.filter(given_reactions__person=person).distinct().order_by()
    keys = list(posts.values_list("pk", flat=True))
    Reaction.objects.filter(person=person).delete()
    for post in Post.objects.select_for_update(of=("self",)).filter(pk__in=keys):
        count_again(post)


def count_again(post: Post) -> Post:
    counted = post.given_reactions.order_by().values_list("kind").annotate(Count("pk"))
    post.reactions = dict(counted)
    # Nothing of machina's is counted anew for it, as `save` would.
    Post.objects.filter(pk=post.pk).update(reactions=post.reactions)
    return post
