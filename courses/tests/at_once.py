"""Doing several things at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection

from common.decisions import Refused


def at_once(*deeds: Callable[[], object]) -> list[str | None]:
    """Do all at the same moment; what each was refused with, or None."""
    start = threading.Barrier(len(deeds))
    refusals: list[str | None] = [None] * len(deeds)

    def do(number: int, deed: Callable[[], object]) -> None:
        try:
            start.wait()
            deed()
        except Refused as refusal:
            refusals[number] = str(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals
