"""What is earned is kept: rows that are never deleted and never changed."""

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Kept(TypeError):
    """Someone tried to take back or re-date what was earned."""


class KeptQuerySet(models.QuerySet[Row]):
    def delete(self) -> NoReturn:
        raise Kept("what was earned is kept for ever")

    def update(self, **fields: Any) -> NoReturn:
        raise Kept("what was earned is never re-dated")


class KeptModel(models.Model):
    """Written once. Its rows also protect what they are about from deletion."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Kept("what was earned is never re-dated")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Kept("what was earned is kept for ever")
