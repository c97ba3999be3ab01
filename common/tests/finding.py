"""Looking for words in the whole database, whatever table they hide in."""

from typing import Any

from django.db import connection


def tables_with(words: str) -> list[str]:
    """The tables in which these words stand anywhere, in any column."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return [table for table in tables if _has(cursor, table, words)]


def _has(cursor: Any, table: str, words: str) -> bool:
    name = connection.ops.quote_name(table)
    query = f"SELECT EXISTS (SELECT FROM {name} t WHERE t::text ILIKE %s)"  # noqa: S608
    cursor.execute(query, [f"%{words}%"])
    return bool(cursor.fetchone()[0])
