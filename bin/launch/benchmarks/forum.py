"""A hundred forums, twenty thousand topics in one, a million posts; machina beside."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from django.db.models import Max

from accounts.models import User
from forum.models import Follow, Forum, Post, Topic
from launch import environment
from launch.bench import Row
from launch.benchmarks import seed, talk
from launch.benchmarks.beside import machina
from launch.benchmarks.server import Server

QUERIES = 12
PAGE_MS = 25
WIDE_MS = 70
REPLY_MS = 150
DEEP, LAST = 1.5, 1.3
LAST_PAGE = talk.LONG // 20
REPLIES, BATCHES = 5, 5
FOLLOWERS = 500
# Of machina's own pages' processor time, at most.
OF_MACHINA = 0.5


def rows(server: Server) -> Iterator[Row]:
    small = server.queries(seed.topic_path())
    yield Row("forum.topic_queries", small, "queries", QUERIES)
    talk.ensure(environment.say)
    cookie = server.session_of(talk.reader())
    long, wide = talk.topic(talk.LONG_TOPIC), talk.topic(talk.WIDE_TOPIC)
    topic = long.get_absolute_url()
    places = talk.busy().get_absolute_url()
    pages = {
        "index": ["/forum/"],
        "list": [places, f"{places}?hal=500"],
        "topic": [topic, f"{topic}?hal={LAST_PAGE}"],
    }
    yield from _queries(server, pages, cookie)
    ours: dict[str, float] = {}
    names = ("index", "list", "list_deep", "topic", "topic_last")
    for name, path in zip(names, chain(*pages.values()), strict=True):
        ours[name], note = server.compared(path, cookie)
        yield Row(f"forum.{name}_ms", ours[name], "ms", PAGE_MS, note)
    whole = f"{wide.get_absolute_url()}?hal=semua"
    note = f"{talk.WIDE} posts on one page; Moodle: 344 ms"
    spent, note = server.compared(whole, cookie, batch=10, note=note)
    yield Row("forum.wide_ms", spent, "ms", WIDE_MS, note)
    yield from _ratios(server, pages, cookie)
    spent = server.milliseconds(f"{topic}lanjut/", cookie)
    note = "finds where the reader stopped; the page itself is forum.topic_ms"
    yield Row("forum.go_on_ms", spent, "ms", PAGE_MS, note)
    with _followed(long):
        yield _reply(server, long, cookie)
    yield from _beside_machina(server, ours, long, cookie)


def _queries(server: Server, pages: dict[str, list[str]], cookie: str) -> Iterator[Row]:
    for name, paths in pages.items():
        most = max(server.queries(path, cookie) for path in paths)
        yield Row(f"forum.{name}_queries", most, "queries", QUERIES, "of a million")


def _ratios(server: Server, pages: dict[str, list[str]], cookie: str) -> Iterator[Row]:
    """How much longer a reader waits for the far page than for the first."""
    for name, far, bound in (("list", "deep", DEEP), ("topic", "last", LAST)):
        first, other = server.side_by_side(pages[name][:2], cookie)
        note = f"elapsed: {first:.1f} and {other:.1f} ms".replace(".", ",")
        ratio = round(other / first, 2)
        yield Row(f"forum.{name}_{far}_ratio", ratio, "×", bound, note)


@contextmanager
def _followed(topic: Topic) -> Iterator[None]:
    """As many listen to the topic as the bound says."""
    people = User.objects.order_by("pk")[:FOLLOWERS]
    level = Follow.Level.EVERY
    Follow.objects.bulk_create(
        (Follow(person=person, topic=topic, level=level) for person in people),
        ignore_conflicts=True,
    )
    try:
        yield
    finally:
        Follow.objects.filter(topic=topic, level=level).delete()


def _reply(server: Server, topic: Topic, cookie: str) -> Row:
    """Into a topic that five thousand wrote in; taken back at the end."""
    newest = Post.objects.aggregate(newest=Max("pk"))["newest"]
    path = f"{topic.get_absolute_url()}balas/"
    with server.processor_time() as spent:
        for _nth in range(REPLIES):
            key = uuid.uuid4()
            fields = {"body": f"Kabar dari {key}.", "idempotency_key": str(key)}
            status, _where = server.post(path, fields, cookie)
            if status != 302:
                raise RuntimeError(f"a reply was answered with {status}")
    for post in Post.objects.filter(pk__gt=newest).order_by("-pk"):
        post.delete()
    milliseconds = round(spent[0] / REPLIES, 1)
    note = "500 followers are told by a job"
    return Row("forum.reply_ms", milliseconds, "ms", REPLY_MS, note)


def _beside_machina(
    server: Server, ours: dict[str, float], topic: Topic, cookie: str
) -> Iterator[Row]:
    """The same rows read by machina as it comes, with its own pages."""
    forum: Forum = topic.forum
    place = f"/forum/forum/{forum.slug}-{forum.pk}/"
    theirs = {
        "index": "/forum/",
        "list": place,
        "list_deep": f"{place}?page=500",
        "topic": f"{place}topic/{topic.slug}-{topic.pk}/",
        "topic_last": f"{place}topic/{topic.slug}-{topic.pk}/?page={LAST_PAGE}",
    }
    with machina(server.var) as other:
        for name, path in theirs.items():
            spent = other.milliseconds(path, cookie, batch=5)
            note = f"machina itself: {spent:g} ms".replace(".", ",")
            ratio = round(ours[name] / spent, 2)
            yield Row(f"forum.{name}_of_machina", ratio, "×", OF_MACHINA, note)
