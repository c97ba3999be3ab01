"""Posts of one page in threads: what answers a post stands folded below it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.cards import Above, PostCard


@dataclass
class Thread:
    """A post and, one step in, whatever on the page answers it or its answers."""

    post: PostCard
    answers: list[PostCard] = field(default_factory=list)


def as_threads(posts: Iterable[PostCard]) -> list[Thread]:
    """In the order of their first posts; what answers another page stands alone."""
    threads: list[Thread] = []
    thread_of: dict[int, Thread] = {}
    seen: dict[int, PostCard] = {}
    for post in posts:
        above = seen.get(post.reply_to or 0)
        if above is None:
            thread = Thread(post)
            threads.append(thread)
        else:
            thread = thread_of[above.pk]
            thread.answers.append(_below(above, post))
        thread_of[post.pk] = thread
        seen[post.pk] = post
    return threads


def _below(above: PostCard, post: PostCard) -> PostCard:
    return post._replace(above=Above(above.pk, above.author.name))
