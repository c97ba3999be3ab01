"""Posts as pages show them: all by value, so that a card can be kept as it is drawn."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from common.templatetags.lokadaya import ago, since
from forum import quoting
from forum.models import Post, Reaction, Topic, shown_html
from forum.names import Author, shown_author
from forum.permissions import is_still_editable
from forum.shown_files import ShownFile, ShownPicture, others, pictures


class Address(NamedTuple):
    """Where a topic is, as its addresses say it."""

    forum_slug: str
    forum_pk: int
    slug: str
    pk: int


class Offered(NamedTuple):
    kind: str
    label: str
    total: int
    is_mine: bool


class Responses(NamedTuple):
    """Warm words under a post: how many gave each, and what the reader did."""

    post: int
    topic: Address
    totals: tuple[tuple[str, int], ...]
    mine: tuple[str, ...]
    may_react: bool

    def offered(self) -> Iterator[Offered]:
        totals = dict(self.totals)
        for kind in Reaction.Kind:
            total, is_mine = totals.get(kind, 0), kind in self.mine
            if total or self.may_react:
                yield Offered(kind, str(kind.label), total, is_mine)


class Beside(NamedTuple):
    """Another topic of the forum, as a topic's page names it."""

    title: str
    url: str
    replies: int
    when: str


class Above(NamedTuple):
    """The post of the same page that is answered."""

    pk: int
    name: str


class PostCard(NamedTuple):
    """One post in its topic, for one reader.

    Two readers for whom all of this is the same see the very same card. What is new on
    a card is new here first: its page is given nothing else.
    """

    pk: int
    topic: Address
    author: Author
    created: datetime
    # How long since, which changes by itself.
    when: str
    # As it was stored: cleaned once more when the card is drawn.
    rendered: str
    mentions: tuple[tuple[str, str], ...]
    pictures: tuple[ShownPicture, ...]
    files: tuple[ShownFile, ...]
    # Whether the pictures are fetched only when they are asked for.
    saves_data: bool
    responses: Responses
    reply_to: int | None
    above: Above | None
    # Of the page that it stands on, to answer and quote from there; None elsewhere.
    where: str | None
    is_head: bool
    is_answer: bool
    is_edited: bool
    is_deleted: bool
    # Why others do not see it.
    withheld: str
    is_own: bool
    is_moderated: bool
    may_edit: bool
    may_choose: bool

    @property
    def html(self) -> SafeString:
        return shown_html(self.rendered, self.mentions)

    @property
    def quote_heading(self) -> str:
        return quoting.heading(self.pk, name=self.author.name)


def cards_of(
    posts: Iterable[Post],
    topic: Topic,
    user: User | AnonymousUser,
    *,
    where: str | None = None,
    may_respond: bool = False,
    may_choose: bool = False,
    saves_data: bool = False,
) -> list[PostCard]:
    """Posts read with `for_topic_page`, with what the reader may do with each.

    Asks nothing more. Whether the reader looks after the topic is known of one that was
    read with `for_page`.
    """
    address = address_of(topic)
    is_moderated = getattr(topic, "is_moderated", False)
    now, language = timezone.localtime(), get_language()
    cards = []
    for post in posts:
        is_own = post.is_by(user)
        is_head = post.pk == topic.first_post_id
        may_react = where is not None and may_respond and not is_own
        attached = [] if post.is_deleted else post.attached
        card = PostCard(
            pk=post.pk,
            topic=address,
            author=shown_author(post),
            created=post.created,
            when=since(post.created, now, language),
            rendered="" if post.is_deleted else post.rendered,
            mentions=post.named,
            pictures=pictures(attached),
            files=others(attached),
            saves_data=saves_data and bool(attached),
            responses=responses_to(post, address, may_react=may_react),
            reply_to=post.reply_to_id,
            above=None,
            where=where,
            is_head=is_head,
            is_answer=post.pk == topic.answer_id,
            is_edited=bool(post.updates_count) and not post.is_deleted,
            is_deleted=post.is_deleted,
            withheld=_withheld(post),
            is_own=is_own,
            is_moderated=is_moderated,
            may_edit=is_own and is_still_editable(post),
            may_choose=may_choose and not is_head,
        )
        cards.append(card)
    return cards


def responses_to(post: Post, topic: Address, *, may_react: bool) -> Responses:
    totals, mine = tuple(post.reactions.items()), tuple(post.mine)
    return Responses(post.pk, topic, totals, mine, may_react)


def address_of(topic: Topic) -> Address:
    return Address(topic.forum.slug, topic.forum_id, topic.slug, topic.pk)


def beside(topic: Topic) -> Beside:
    url, when = topic.get_absolute_url(), ago(topic.last_post_on)
    return Beside(topic.title, url, topic.replies, when)


def _withheld(post: Post) -> str:
    if post.approved:
        return ""
    return post.get_withheld_display() or _("menunggu diperiksa")
