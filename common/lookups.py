"""Conditions that Django has no lookup for."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


def is_any_of(field: str, found: QuerySet[Any, Any]) -> Func:
    """Whether a field is one of what a queryset of one column finds.

    `field IN (SELECT …)` says the same, but PostgreSQL may begin with all rows of the
    field's table, and within an OR it has to. This finds the few first, once, and looks
    them up in the field's index. As in SQL, it is NULL where the field is: before it is
    denied, that has to be ruled out.
    """
    return Func(
        F(field),
        ArraySubquery(found),
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
