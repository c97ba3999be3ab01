"""Talk for the bench: a hundred forums, a million posts; made only when asked for."""

import hashlib
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from common.models import Dataset
from forum.actions import places
from forum.markup import render
from forum.models import Forum, ForumReadTrack, Post, Topic, TopicReadTrack
from launch.benchmarks import crowd, vocabulary
from search.models import Entry, Word
from search.spelling import parts
from search.stems import stem, stems

MEMBERS = 5_000
HEADINGS = 10
FORUMS = 100
TOPICS = 20_000
LONG = 5_000
WIDE = 320
SENTENCES = 20_000
BUSY = "bench.ramai"
# Topics of the busy forum, counted from the oldest: these two stand among the newest.
LONG_TOPIC, WIDE_TOPIC = TOPICS - 5, TOPICS - 10
READER = 7

TOPICS_PLANNED = f"""
    CREATE TEMPORARY TABLE planned AS
    SELECT number, forum_id, opened_at, posts,
        'Topik ' || number || ': ' || said.text AS subject, short.stems
    FROM (
        SELECT nth AS number, %(busy)s::int AS forum_id,
            now() - (({TOPICS} - nth) * 30 || ' minutes')::interval AS opened_at,
            CASE nth WHEN {LONG_TOPIC} THEN {LONG} WHEN {WIDE_TOPIC} THEN {WIDE}
                ELSE 40 END AS posts
        FROM generate_series(1, {TOPICS}) AS nth
        UNION ALL
        SELECT {TOPICS} + nth, (%(others)s::int[])[1 + mod(nth, {FORUMS - 1})],
            now() - (nth * 2 || ' hours')::interval, 20
        FROM generate_series(1, 100 * {FORUMS - 1}) AS nth
    ) topic
    JOIN short ON short.id = mod(abs(hashint4(number)), 1000)
    CROSS JOIN LATERAL (SELECT short.text) AS said
"""  # noqa: S608
# Written one after the other, as they would be: keys follow time.
POSTS_PLANNED = f"""
    CREATE TEMPORARY TABLE said AS
    SELECT %(first)s + row_number() OVER (ORDER BY created, number, nth) AS id,
        number, nth, created,
        %(people)s + mod(abs(hashint4(number * 7919 + nth)), {MEMBERS}) AS poster_id,
        mod(abs(hashint4(number * 31 + nth)), {SENTENCES}) AS one_id,
        mod(abs(hashint4(number + nth * 104729)), {SENTENCES}) AS other_id
    FROM (
        SELECT number, nth,
            opened_at - ((posts - nth) * CASE WHEN posts > 1000 THEN 1 ELSE 20 END
                || ' minutes')::interval AS created
        FROM planned CROSS JOIN LATERAL generate_series(1, posts) AS nth
    ) written
"""  # noqa: S608
COUNTED = """
    UPDATE forum_conversation_topic topic
    SET first_post_id = ends.first, last_post_id = ends.last
    FROM (SELECT topic_id, min(id) AS first, max(id) AS last
        FROM forum_conversation_post GROUP BY topic_id) ends
    WHERE ends.topic_id = topic.id AND topic.first_post_id IS NULL;
    UPDATE forum_forum forum
    SET direct_topics_count = held.topics, direct_posts_count = held.posts,
        last_post_id = held.last, last_post_on = held.at
    FROM (SELECT forum_id, count(*) AS topics, sum(posts_count) AS posts,
            max(last_post_id) AS last, max(last_post_on) AS at
        FROM forum_conversation_topic GROUP BY forum_id) held
    WHERE held.forum_id = forum.id AND forum.place LIKE 'bench.%'
"""


def ensure(say: Callable[[str], None]) -> None:
    """Fill in the talk, unless this version of it is there already."""
    sources = [Path(__file__), Path(vocabulary.__file__)]
    version = hashlib.sha256(b"".join(s.read_bytes() for s in sources)).hexdigest()
    known = Dataset.objects.filter(name="bench.talk").first()
    if known and known.digest == version:
        return
    say("Filling in a million posts (two minutes) …")
    with transaction.atomic(), connection.cursor() as cursor:
        # Nothing here refers to what is not there; asking a million times takes long.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        _empty()
        _fill(random.Random(2026))  # noqa: S311
        Dataset.objects.update_or_create(
            name="bench.talk", defaults={"digest": version}
        )
    crowd.settle()


def reader() -> User:
    """A member who has read here and there for years."""
    return _people()[READER]


def busy() -> Forum:
    found: Forum = Forum.objects.get(place=BUSY)
    return found


def topic(number: int) -> Topic:
    found: Topic = Topic.objects.select_related("forum").get(
        forum__place=BUSY, subject__startswith=f"Topik {number}:"
    )
    return found


def _people() -> models.QuerySet[User]:
    people: models.QuerySet[User] = User.objects.all()
    return people.filter(email__startswith="ramai").order_by("pk")


def _empty() -> None:
    here = Topic.objects.filter(forum__place__startswith="bench.").order_by()
    TopicReadTrack.objects.filter(topic__in=here)._raw_delete("default")
    Post.objects.filter(topic__in=here).order_by()._raw_delete("default")
    here._raw_delete("default")


def _fill(dice: random.Random) -> None:
    forums = _forums()
    people = list(_people()[:MEMBERS].values_list("pk", flat=True))
    if people[-1] - people[0] != MEMBERS - 1:
        raise RuntimeError("the keys of the crowd do not follow each other")
    User.objects.filter(pk__in=people).update(
        created_at=timezone.now() - timedelta(days=1500)
    )
    with connection.cursor() as cursor:
        _sentences(cursor, dice)
        cursor.execute(
            TOPICS_PLANNED, {"busy": forums[0].pk, "others": [f.pk for f in forums[1:]]}
        )
        cursor.execute("SELECT coalesce(max(id), 0) FROM forum_conversation_post")
        last = cursor.fetchone()[0]
        cursor.execute(POSTS_PLANNED, {"first": last, "people": people[0]})
        cursor.execute("ANALYZE planned; ANALYZE said; ANALYZE long")
        _insert(cursor, Topic, _topic_values(people[0]), "planned")
        cursor.execute(
            "CREATE TEMPORARY TABLE known AS SELECT planned.number, topic.id,"
            " planned.subject, planned.stems, planned.forum_id"
            " FROM planned JOIN forum_conversation_topic topic"
            " ON topic.subject = planned.subject AND topic.forum_id = planned.forum_id"
        )
        cursor.execute("ANALYZE known")
        source = (
            "said JOIN known ON known.number = said.number"
            " JOIN long one ON one.id = one_id JOIN long other ON other.id = other_id"
        )
        _insert(cursor, Post, _post_values(), source)
        _found(cursor, source)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('forum_conversation_post', 'id'),"
            " (SELECT max(id) FROM forum_conversation_post))"
        )
        cursor.execute(COUNTED)
        cursor.execute("DROP TABLE planned, said, known, long, short")
    _marks(User.objects.get(pk=people[READER]), forums)


def _forums() -> list[Forum]:
    for nth in range(HEADINGS):
        places.ensure_place(
            name=f"bench.{nth}", title=f"Wilayah {nth + 1}", holds_topics=False
        )
    names = [BUSY, *(f"bench.{n % HEADINGS}.{n}" for n in range(1, FORUMS))]
    return [
        places.ensure_place(
            name=name,
            title=f"Forum {nth}",
            description="Tempat bertanya dan berbagi kabar.",
            parent=f"bench.{nth % HEADINGS}",
        )
        for nth, name in enumerate(names)
    ]


def _sentences(cursor: Any, dice: random.Random) -> None:
    """Two pools to choose from: titles, and what posts are put together of."""
    few = vocabulary.rare(dice)
    for table, count, words in (("short", 1_000, 5), ("long", SENTENCES, 12)):
        texts = [
            vocabulary.sentence(dice, few, words=words + n % 6) for n in range(count)
        ]
        cursor.execute(
            f"CREATE TEMPORARY TABLE {table} (id int, text text, html text, stems text)"
        )
        with cursor.copy(f"COPY {table} (id, text, html, stems) FROM STDIN") as rows:
            for number, text in enumerate(texts):
                rows.write_row((number, text, render(text), " ".join(stems(text))))
    Word.objects.all().delete()
    known = {*few, *vocabulary.COMMON.split(), *vocabulary.USUAL.split()}
    Word.objects.bulk_create(
        [Word(word=word, stem=stem(word), parts=parts(word)) for word in known],
        batch_size=2_000,
    )


def _topic_values(people: int) -> dict[str, str]:
    return {
        "forum_id": "forum_id",
        "poster_id": f"{people} + mod(abs(hashint4(number)), {MEMBERS})",
        "subject": "subject",
        "slug": "'topik-' || number",
        "type": f"CASE WHEN number IN ({TOPICS // 2}, 40) THEN 1 ELSE 0 END",
        "status": str(Topic.TOPIC_UNLOCKED),
        "posts_count": "posts",
        "last_post_on": "opened_at",
        "created": "opened_at",
        "updated": "opened_at",
    }


def _post_values() -> dict[str, str]:
    return {
        "id": "said.id",
        "topic_id": "known.id",
        "poster_id": "poster_id",
        "subject": "known.subject",
        "content": "one.text || E'\\n\\n' || other.text",
        "_content_rendered": "one.html || other.html",
        "created": "created",
        "updated": "created",
    }


def _found(cursor: Any, source: str) -> None:
    """All of it can be found; the index is made when everything is there."""
    index = next(i for i in Entry._meta.indexes if i.name == "search_entry_words")
    values = {
        "kind": "'forum.post'",
        "thing": "said.id",
        "group": "known.id",
        "place": "known.forum_id",
        "author": "poster_id",
        "at": "created",
        "title": "known.subject",
        "url": "'/forum/balasan/' || said.id || '/'",
        "words": (
            "CASE nth WHEN 1"
            " THEN setweight(to_tsvector('simple', known.stems), 'A') ELSE '' END"
            " || to_tsvector('simple', one.stems || ' ' || other.stems)"
        ),
        "digest": "'bench'",
    }
    Entry.objects.filter(kind="forum.post")._raw_delete("default")
    with connection.schema_editor() as editor:
        editor.remove_index(Entry, index)
        _insert(cursor, Entry, values, source)
        editor.add_index(Entry, index)


def _insert(
    cursor: Any, model: type[models.Model], values: dict[str, str], source: str
) -> None:
    """Rows of the model: these values, and for what is not named its default."""
    given = []
    for field in model._meta.concrete_fields:
        default = field.get_default()
        if field.column and field.column not in values and default is not None:
            values[field.column] = "%s"
            given.append(field.get_db_prep_save(default, connection))
    columns = ", ".join(f'"{name}"' for name in values)
    cursor.execute(
        f'INSERT INTO "{model._meta.db_table}" ({columns})'  # noqa: S608
        f" SELECT {', '.join(values.values())} FROM {source}",
        given,
    )


def _marks(person: User, forums: list[Forum]) -> None:
    """Half of the forums read to the end, and three hundred topics of the busy one."""
    now = timezone.now()
    ForumReadTrack.objects.filter(user=person).delete()
    ForumReadTrack.objects.bulk_create(
        ForumReadTrack(forum=each, user=person, mark_time=now) for each in forums[1::2]
    )
    newest = Topic.objects.filter(forum=forums[0]).newest_first()[:600:2]
    TopicReadTrack.objects.bulk_create(
        TopicReadTrack(topic=topic, user=person, mark_time=now) for topic in newest
    )
