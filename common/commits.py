"""What is done once a transaction is committed, and can be missed."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

from django.db import transaction


def once_committed(call: Callable[..., object], *arguments: Any, **named: Any) -> None:
    """Hurry something the rows already say, or tell open pages of it.

    Its failure (a broker that is away) is logged, and what was written stays written.
    """
    # Django logs it by its name, which a partial has only from what it calls: without
    # one the failure would reach who wrote.
    later = update_wrapper(partial(call, *arguments, **named), call)
    transaction.on_commit(later, robust=True)
