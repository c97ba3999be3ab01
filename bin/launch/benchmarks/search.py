"""The one box over a million posts: how long somebody waits for what is found."""

import random
import statistics
from collections.abc import Iterator
from urllib.parse import urlencode

from launch import environment
from launch.bench import Row
from launch.benchmarks import talk, vocabulary
from launch.benchmarks.server import Server

QUERIES = 12
P95_MS = 300
ASKED = 60


def rows(server: Server) -> Iterator[Row]:
    talk.ensure(environment.say)
    cookie = server.session_of(talk.reader())
    paths = _paths()
    most = max(server.queries(path, cookie) for path in paths[:12])
    yield Row("search.queries", most, "queries", QUERIES)
    server.side_by_side(paths, cookie, turns=1)
    spent = server.side_by_side(paths, cookie, turns=3)
    median, slowest = (statistics.quantiles(spent, n=20)[n - 1] for n in (10, 19))
    note = f"{len(paths)} questions to a million posts; median {median:.0f} ms"
    yield Row("search.p95_ms", round(slowest, 1), "ms", P95_MS, note)


def _paths() -> list[str]:
    """Common words and rare ones, alone and together, narrowed, and mistyped."""
    dice = random.Random(7)  # noqa: S311
    pools = (
        vocabulary.COMMON.split(),
        vocabulary.USUAL.split(),
        vocabulary.rare(random.Random(2026)),  # noqa: S311
    )
    made = []
    for nth in range(ASKED):
        chosen = dice.choices(pools, (2, 3, 1), k=1 + nth % 3)
        words = [dice.choice(pool) for pool in chosen]
        asked = {"q": " ".join(words)}
        if nth % 4 == 1:
            asked["jenis"] = "topik"
        if nth % 8 == 5:
            asked["kapan"] = "bulan"
        if nth % 10 == 9:
            asked["q"] = asked["q"].replace("a", "e", 1) + "x"
        made.append(f"/cari/?{urlencode(asked)}")
    return made
