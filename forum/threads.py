"""Posts of one page in threads: what answers a post stands folded below it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from forum.models import Post
from forum.names import shown_author


@dataclass
class Thread:
    """A post and, one step in, whatever on the page answers it or its answers."""

    post: Post
    answers: list[Post] = field(default_factory=list)

    @property
    def name(self) -> str:
        return shown_author(self.post).name


def as_threads(posts: Iterable[Post]) -> list[Thread]:
    """In the order of their first posts; what answers another page stands alone."""
    threads: list[Thread] = []
    thread_of: dict[int, Thread] = {}
    seen: dict[int, Post] = {}
    for post in posts:
        thread = thread_of.get(post.reply_to_id or 0)
        if thread is None:
            thread = Thread(post)
            threads.append(thread)
        else:
            thread.answers.append(post)
            post.above = seen.get(post.reply_to_id or 0)
        thread_of[post.pk] = thread
        seen[post.pk] = post
    return threads
