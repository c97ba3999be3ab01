"""Questions to the database that Django puts into SQL once, and then only fills in.

Building and compiling a queryset of a few joins takes Django four to ten times as long
as PostgreSQL takes to answer it. A function that builds a queryset from its arguments
alone always makes the same SQL: `prepared` keeps it, and where each argument went.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, update_wrapper
from typing import Any, Generic, NoReturn, ParamSpec, TypeVar, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, Model, Prefetch, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone
from django.utils.functional import LazyObject
from psycopg import _queries
from psycopg.sql import Literal
from psycopg.types.numeric import Int8

P = ParamSpec("P")
Row = TypeVar("Row")

# What compiling tells a compiler, besides the SQL, and reading the rows asks of it.
LEARNED = (
    *("select", "klass_info", "annotation_col_map"),
    *("col_count", "has_extra_select"),
)
# Values that nobody else would put into a queryset, to find them again in its SQL.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 1_912_345_001 + number,
    str: lambda number: f"\N{REPLACEMENT CHARACTER}{number}",
    date: lambda number: date(2222, 2, 2 + number),
    datetime: lambda number: datetime(2222, 3, 3 + number, tzinfo=UTC),
    UUID: lambda number: UUID(int=0xDEADBEEF << 64 | number),
}

# A long question psycopg would take apart anew each time it is asked.
_queries.MAX_CACHED_STATEMENT_LENGTH = 32_768
_queries.MAX_CACHED_STATEMENT_PARAMS = 2_400

# Of one argument that is a tuple.
MOST_VALUES = 10_000
# Plans of one question: past that many shapes they are made anew.
MOST_PLANS = 256


class NotPreparable(Exception):
    """The queryset depends on more than the plain values of its arguments."""


@dataclass(frozen=True)
class Place:
    """A parameter of the SQL that is an argument of the question, by its number."""

    argument: int
    # Of an argument that is a tuple, which of its values.
    item: int | None = None
    # Whether it is looked for inside of texts, as `icontains` does.
    is_part: bool = False

    def filled_with(self, values: list[Any]) -> object:
        value = values[self.argument]
        if self.item is not None:
            return value[self.item]
        return like(value) if self.is_part else value


@dataclass
class Plan:
    """A queryset as it was compiled, with places in its parameters.

    Without SQL it finds nothing, whatever the values.
    """

    queryset: QuerySet[Any, Any]
    sql: str
    params: tuple[object, ...]
    learned: dict[str, Any]
    # The same, with what never changes written into the SQL.
    text: str
    places: tuple[Place, ...]
    checked: int = 0

    def ask(self, values: list[object]) -> Any:
        """A queryset that may be read, and must not be built upon."""
        known: Any = self.queryset
        query = FilledQuery.__new__(FilledQuery)
        query.__dict__ = dict(known.query.__dict__)
        query.plan = self
        query.params = tuple([each.filled_with(values) for each in self.places])
        asked: Any = type(known)(known.model, query, known.db)
        asked._iterable_class = known._iterable_class
        asked._fields = known._fields
        asked._prefetch_related_lookups = known._prefetch_related_lookups
        return asked

    def filled_with(self, values: list[object]) -> tuple[object, ...]:
        return tuple(
            each.filled_with(values) if isinstance(each, Place) else each
            for each in self.params
        )


class FilledQuery(Query):
    """A query that need not be compiled any more."""

    plan: Plan
    params: tuple[object, ...]

    def get_compiler(
        self, using: Any = None, connection: Any = None, elide_empty: bool = True
    ) -> SQLCompiler:
        compiler = FilledCompiler(self, connections[using], using, elide_empty)
        compiler.__dict__.update(self.plan.learned)
        return compiler


class FilledCompiler(SQLCompiler):
    query: FilledQuery

    def as_sql(self, *_args: object, **_kwargs: object) -> Any:
        plan, low, high = self.query.plan, self.query.low_mark, self.query.high_mark
        known = plan.queryset.query
        if (low, high) == (known.low_mark, known.high_mark):
            return plan.text, self.query.params
        if low == high:
            raise EmptyResultSet
        limits = self.connection.ops.limit_offset_sql(low, high)
        return f"{plan.text} {limits}", self.query.params

    def has_composite_fields(self, _expressions: Any) -> bool:
        """Refused when it was prepared."""
        return False

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        with _keeping_plans(self.connection):
            return super().execute_sql(*args, **kwargs)

    def get_converters(self, expressions: Any) -> Any:
        """Of the columns of `select`: all that reading the rows asks for."""
        learned = self.query.plan.learned
        if "converters" not in learned:
            learned["converters"] = super().get_converters(expressions)
        return learned["converters"]


@contextmanager
def _keeping_plans(database: BaseDatabaseWrapper) -> Iterator[None]:
    """Send questions apart from their arguments, so that PostgreSQL keeps its plans.

    Planning who may see something takes it five to twenty times as long as answering.
    psycopg has it prepare what one connection asks more than `prepare_threshold` times.
    Where questions are logged they go whole, to be read.
    """
    if database.queries_logged:
        yield
        return
    database.ensure_connection()
    line: Any = database.connection
    usual = line.cursor_factory
    line.cursor_factory = ServerBindingCursor
    try:
        yield
    finally:
        line.cursor_factory = usual


class Prepared(Generic[P, Row]):
    """Called, it answers what the queryset would, as a list.

    Numbers, words, days, moments, UUIDs, the keys of models, and the values of a tuple
    of numbers, may differ from call to call. Whatever else an argument is (a boolean,
    `None`, a model's boolean fields, an anonymous reader, how many a tuple has) makes
    SQL of its own, as does the reader's time zone.

    What cannot be prepared is refused when it is first asked: a moment or a day that is
    no argument, an argument changed on its way, a limit, a list, a field of a model.
    With CHECK_PREPARED, as in tests, the first so many calls of each are compared with
    the queryset built anew.
    """

    def __init__(self, build: "Callable[P, QuerySet[Any, Row]]") -> None:
        self.build = build
        self.plans: dict[tuple[object, ...], Plan] = {}
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        return list(self.asked(*args, **kwargs))

    def asked(self, *args: P.args, **kwargs: P.kwargs) -> "QuerySet[Any, Row]":
        """To be read, whole or a slice of what has no limit; never to be built upon."""
        if kwargs:
            raise TypeError("what is prepared takes its arguments by position")
        given = [_unwrapped(each) for each in args]
        shape = (timezone.get_current_timezone_name(), *map(_shape, given))
        plan = self.plans.get(shape)
        if plan is None:
            if len(self.plans) >= MOST_PLANS:
                self.plans.clear()
            plan = self.plans[shape] = self._prepare(given)
        values = [_value(each) for each in given]
        if plan.checked < getattr(settings, "CHECK_PREPARED", 0):
            self._check(plan, values, given)
        return plan.ask(values) if plan.sql else plan.queryset

    def _prepare(self, args: list[Any]) -> Plan:
        marked = [_marked(each, number) for number, each in enumerate(args)]
        queryset = cast(Any, self.build)(*marked)
        for lookup in queryset._prefetch_related_lookups:
            if isinstance(lookup, Prefetch) and lookup.queryset is not None:
                self._refuse("a prefetch with a queryset of its own")
        compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return Plan(queryset.none(), "", (), {}, "", ())
        if compiler.has_composite_fields([column for column, *_sql in compiler.select]):
            self._refuse("a key of several columns")
        marks = _marks(marked)
        found = tuple(self._placed(each, marks) for each in params)
        for mark, place in marks.items():
            # A number may have been reckoned with, or become a limit.
            is_lost = type(marked[place.argument]) is int and place not in found
            if is_lost or str(mark) in sql:
                self._refuse(f"argument {place.argument} is no parameter as it is")
        learned = {name: getattr(compiler, name) for name in LEARNED}
        places = tuple(each for each in found if isinstance(each, Place))
        text = _written_out(sql, found, connections[queryset.db])
        return Plan(queryset, sql, found, learned, text, places)

    def _placed(self, param: Any, marks: dict[object, Place]) -> object:
        if isinstance(param, list | tuple | dict | date):
            if not isinstance(param, date) or param not in marks:
                self._refuse(f"{param!r} is no argument")
        elif param not in marks and any(str(mark) in str(param) for mark in marks):
            self._refuse(f"{param!r} was made of an argument")
        return marks.get(param, param)

    def _check(self, plan: Plan, values: list[object], args: list[Any]) -> None:
        try:
            anew = cast(Any, self.build)(*args).query.sql_with_params()
        except EmptyResultSet:
            anew = ("", ())
        if anew != (plan.sql, plan.filled_with(values)):
            self._refuse(f"built anew it says {anew}")
        plan.checked += 1

    def _refuse(self, reason: str) -> NoReturn:
        raise NotPreparable(f"{self.build.__qualname__}: {reason}")


def prepared(build: "Callable[P, QuerySet[Any, Row]]") -> Prepared[P, Row]:
    """Ask what `build` makes of its arguments, compiled once for all calls to come."""
    return Prepared(build)


def like(value: str) -> str:
    """What Django asks for to find a value inside of texts."""
    return f"%{connection.ops.prep_for_like_query(value)}%"


def _written_out(
    sql: str, params: tuple[object, ...], database: BaseDatabaseWrapper
) -> str:
    """The SQL with the parameters in it that are no arguments, as psycopg writes them:
    most of a question's are a status or a kind, the same for every call.
    """
    database.ensure_connection()
    parts = sql.split("%s")
    if len(parts) != len(params) + 1:
        raise NotPreparable(f"{len(params)} parameters are not found in {sql}")
    written = [parts[0]]
    for param, part in zip(params, parts[1:], strict=True):
        literal = "%s"
        if not isinstance(param, Place):
            found = cast(Any, Literal(param)).as_string(database.connection)
            literal = found.replace("%", "%%")
        written += [literal, part]
    return "".join(written)


def _marks(marked: list[Any]) -> dict[object, Place]:
    """The values that stand for the arguments, and for which."""
    marks: dict[object, Place] = {}
    for number, value in enumerate(marked):
        if isinstance(value, tuple):
            marks |= {each: Place(number, nth) for nth, each in enumerate(value)}
        elif isinstance(value, Model) or type(value) in MARKS:
            marks[_value(value)] = Place(number)
        if type(value) is str:
            marks[like(value)] = Place(number, is_part=True)
    return marks


def _unwrapped(value: Any) -> Any:
    """The person behind `request.user`, which is lazy."""
    if not isinstance(value, LazyObject):
        return value
    bool(value)
    return value._wrapped


def _shape(value: object) -> object:
    """What of an argument makes SQL of its own."""
    if isinstance(value, Model):
        known = value.__dict__
        return (type(value), *(known.get(name) for name in _flags(type(value))))
    if isinstance(value, tuple):
        return tuple(map(type, value))
    return type(value) if type(value) in MARKS else value


def _marked(value: Any, number: int) -> Any:
    """A stand-in for an argument, whose value is found again in the SQL.

    That of a model has a key and its boolean fields. It would ask the database for any
    other, and find nothing.
    """
    if isinstance(value, Model):
        names = _flags(type(value))
        known = [value.__dict__.get(name, False) for name in names]
        mark = MARKS[type(value.pk)](number)
        pk = type(value)._meta.pk.attname
        return type(value).from_db(None, [pk, *names], [mark, *known])
    if isinstance(value, tuple):
        first = (number + 1) * MOST_VALUES
        return tuple(MARKS[type(v)](first + n) for n, v in enumerate(value))
    return MARKS[type(value)](number) if type(value) in MARKS else value


def _value(value: Any) -> Any:
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, tuple):
        return tuple(map(_value, value))
    # By itself psycopg tells PostgreSQL how long a number is: a plan for each length.
    return Int8(value) if type(value) is int else value


@cache
def _flags(model: type[Model]) -> tuple[str, ...]:
    fields = model._meta.concrete_fields
    return tuple(f.attname for f in fields if isinstance(f, BooleanField))
