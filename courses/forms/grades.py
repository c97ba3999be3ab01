"""What is asked of a gradebook: whom to show."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.forms.cohorts import BoardFilters
from courses.summaries.board import Board


class BookFilters(BoardFilters):
    """The filters of the board, and one by average."""

    def __init__(self, board: Board, *args: Any) -> None:
        super().__init__(board, *args)
        self.fields["di_bawah"] = forms.IntegerField(
            label=_("Nilai di bawah"), required=False, min_value=1, max_value=100
        )

    @property
    def limit(self) -> int | None:
        self.is_valid()
        limit: int | None = self.cleaned_data.get("di_bawah")
        return limit
