"""Looking for words in the whole database, whatever table they hide in."""

from django.db import connection


def tables_with(*words: str) -> list[str]:
    """The tables in which any of these words stand anywhere, in any column."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            " UNION ALL ".join(map(_named_if_it_has, tables)),
            {"words": [f"%{each}%" for each in words]},
        )
        return [row[0] for row in cursor.fetchall()]


def _named_if_it_has(table: str) -> str:
    name = connection.ops.quote_name(table)
    return (
        f"SELECT '{table}' WHERE EXISTS "  # noqa: S608
        f"(SELECT FROM {name} t WHERE t::text ILIKE ANY (%(words)s))"
    )
