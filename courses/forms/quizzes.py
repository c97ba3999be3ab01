"""Answering a paper."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from courses.models import Item, Paper
from courses.questions import Unfit


class GivenWidget(forms.Widget):
    """All values of one name, in the order of the page. Templates draw the inputs.

    PostgreSQL keeps no NUL, and nobody types one: it is left out.
    """

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> list[str]:
        if isinstance(data, MultiValueDict):
            values = data.getlist(name)
        else:
            values = data.get(name, ())
        return [value.replace("\0", "") for value in values]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class GivenField(forms.Field):
    """The answer to one question, as `courses.questions` knows it."""

    widget = GivenWidget
    default_error_messages = {"required": _("Soal ini belum dijawab.")}

    def __init__(self, item: Item, **options: Any) -> None:
        super().__init__(**options)
        self.asked = item.version.asked

    def clean(self, value: list[str]) -> list[str]:
        try:
            given = self.asked.fit(value)
        except Unfit as unfit:
            raise ValidationError(str(unfit), "unfit") from unfit
        if self.required and not given:
            raise ValidationError(self.error_messages["required"], "required")
        return given


class Posed:
    """One question of a paper on the page: what templates draw of it."""

    def __init__(
        self, form: "PaperForm", item: Item, number: int, *, shuffles: bool
    ) -> None:
        self.item, self.number = item, number
        self.version = item.version
        # Of any kind; each kind's template asks for what its kind has.
        self.asked: Any = item.version.asked
        self.name = form.name_of(item)
        self.is_required = form.fields[self.name].required
        self.errors = [str(error) for error in form.errors.get(self.name, ())]
        self.order = item.order(form.paper.seed, shuffles=shuffles)
        self.given = self._given(form)

    def _given(self, form: "PaperForm") -> list[str]:
        if form.is_bound:
            typed = form.fields[self.name].widget
            return list(typed.value_from_datadict(form.data, {}, self.name))
        return form.noted.get(self.version.question_id, [])

    @property
    def template(self) -> str:
        return f"courses/questions/{self.version.kind}.html"

    @property
    def text(self) -> str:
        return self.given[0] if self.given else ""

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """Each choice in the order shown: number, words, whether it is given."""
        return [
            (place, self.asked.choices[place].text, str(place) in self.given)
            for place in self.order
        ]

    @property
    def pairs(self) -> list[tuple[str, str, list[tuple[int, str]]]]:
        """Each left with what was given for it, and the options in the order shown."""
        options = [(place, self.asked.options[place]) for place in self.order]
        return [
            (pair.left, self._nth(place), options)
            for place, pair in enumerate(self.asked.pairs)
        ]

    @property
    def steps(self) -> list[tuple[int, str, str]]:
        """Each step in the order shown, with the place that was given to it."""
        places = dict(value.partition(":")[::2] for value in self.given)
        return [
            (step, self.asked.steps[step], places.get(str(step), ""))
            for step in self.order
        ]

    @property
    def pieces(self) -> list[tuple[Any, str]]:
        """The pieces of a text with gaps, each with what was given in its gap."""
        place = -1
        pieces = []
        for piece in self.asked.pieces:
            place += piece.gap is not None
            pieces.append((piece, self._nth(place) if piece.gap else ""))
        return pieces

    def _nth(self, place: int) -> str:
        return self.given[place] if place < len(self.given) else ""


class PaperForm(forms.Form):
    """An answer for every question of a paper; with a clock running, for any."""

    def __init__(
        self,
        paper: Paper,
        data: Any = None,
        *,
        shuffles: bool,
        noted: Mapping[int, list[str]] | None = None,
        is_timed: bool = False,
    ) -> None:
        super().__init__(data)
        self.paper, self.shuffles, self.noted = paper, shuffles, noted or {}
        for item in paper.items:
            self.fields[self.name_of(item)] = GivenField(item, required=not is_timed)

    def name_of(self, item: Item) -> str:
        return f"soal-{item.version.question_id}"

    @cached_property
    def posed(self) -> list[Posed]:
        return [
            Posed(self, item, number, shuffles=self.shuffles)
            for number, item in enumerate(self.paper.items, start=1)
        ]

    @property
    def given(self) -> dict[int, list[str]]:
        """From each question's key to its answer, as far as it fits."""
        return {
            item.version.question_id: self.cleaned_data.get(self.name_of(item), [])
            for item in self.paper.items
        }

    @property
    def raw(self) -> dict[int, list[str]]:
        """The same as it was sent, whether it fits or not."""
        return {
            item.version.question_id: GivenWidget().value_from_datadict(
                self.data, {}, self.name_of(item)
            )
            for item in self.paper.items
        }
