"""Telling several people one thing, each in their own language."""

from collections.abc import Iterable, Mapping

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from forum.mentions import people_who_see
from forum.models import Forum, Post
from network.models import Audience
from notices.actions import telling
from notices.kinds import Wish
from notices.readers import as_read_by

# What one hears of a decision about oneself: at once, whatever one chose.
DECISION = "forum.moderation"
# News of the conversation, as every reply is; nothing was decided about the person.
ARRANGED = "forum.topic"
# What waits for those who look after a forum.
QUEUE = "forum.queue"


def tell_each(
    people: Iterable[User],
    *,
    kind: str,
    title: str | Promise,
    text: str | Promise,
    words: Mapping[str, object],
    url: str,
    key: str,
    how: Wish = None,
    about: str | None = None,
) -> None:
    """Title and text are filled in as each of them reads; `words` may be lazy."""
    tellings = []
    for person in people:
        with as_read_by(person):
            filled = {name: str(word) for name, word in words.items()}
            one = telling.Telling(
                person_id=person.pk,
                kind=kind,
                title=str(title) % filled,
                text=str(text) % filled,
                url=url,
                key=key,
                how=how,
                answers=about,
            )
        tellings.append(one)
    telling.tell_all(tellings)


def tell_author(
    post: Post,
    said: tuple[Promise, Promise],
    *,
    key: str,
    kind: str = DECISION,
    how: Wish = None,
    **words: str,
) -> None:
    """What became of what they wrote."""
    title, text = said
    tell_each(
        [post.author] if post.author else [],
        kind=kind,
        title=title,
        text=text,
        words={"topic": post.topic.first_title, **words},
        url=reverse("forum:post", args=[post.pk]),
        key=f"forum.post:{post.pk}:{key}",
        how=how,
    )


def moderators_of(forum: Forum | None, *, but: Iterable[int]) -> QuerySet[User]:
    """Who hears what waits there: who is named for it, or for a forum above it, but
    none of those it concerns; where nobody is, and for what concerns all forums,
    national staff.
    """
    others: QuerySet[User] = User.objects.active().exclude(pk__in=but)
    staff = others.filter(is_staff=True)
    if forum is None:
        return staff
    branch = forum.get_ancestors(include_self=True).exclude(moderators=None)
    named = Q(pk__in=[])
    for audience in Audience.objects.filter(pk__in=branch.values("moderators")):
        named |= Q(pk__in=audience.people().values("pk"))
    seeing = people_who_see(forum).filter(named)
    found = others.filter(pk__in=seeing.values("pk"))
    return found if found.exists() else staff
