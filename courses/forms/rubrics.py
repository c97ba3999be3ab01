"""Rubrics: as an author writes one down, and as a reviewer judges by it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EXAMPLE = gettext_lazy(
    "Masalah dan bukti\n"
    "4: Jelas, dengan dua bukti yang bisa diperiksa\n"
    "2: Jelas, tanpa bukti\n"
    "0: Belum ada"
)
MOST_CRITERIA = 20


class RubricField(forms.CharField):
    """A rubric as one writes it down: a criterion on a line, its levels below it."""

    widget = forms.Textarea(attrs={"rows": 12, "placeholder": EXAMPLE})

    def prepare_value(self, value: Any) -> Any:
        return written_out(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        blocks = (block.strip() for block in _blocks(text))
        rubric = [_criterion(block) for block in blocks if block]
        if len(rubric) > MOST_CRITERIA:
            raise ValidationError(_("Paling banyak 20 kriteria."))
        return rubric

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def written_out(rubric: list[dict[str, Any]]) -> str:
    """The rubric as its author would write it."""
    blocks = []
    for criterion in rubric:
        levels = (f"{each['points']}: {each['text']}" for each in criterion["levels"])
        blocks.append("\n".join([criterion["title"], *levels]))
    return "\n\n".join(blocks)


def _blocks(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(lines).split("\n\n")


def _criterion(block: str) -> dict[str, Any]:
    title, *lines = block.splitlines()
    levels = [_level(line) for line in lines]
    if len(levels) < 2:
        raise ValidationError(
            _("“%(title)s” perlu paling sedikit dua tingkat, seperti “4: Jelas”.")
            % {"title": title[:60]}
        )
    return {"title": title[:200], "levels": levels}


def _level(line: str) -> dict[str, Any]:
    points, colon, text = line.partition(":")
    points = points.strip()
    if not colon or not (points.isascii() and points.isdigit()) or len(points) > 3:
        raise ValidationError(
            _("“%(line)s” belum bisa dibaca: tulis angka, titik dua, lalu uraiannya.")
            % {"line": line[:60]}
        )
    return {"points": int(points), "text": text.strip()[:300]}


class RubricForm(forms.Form):
    """A level of every criterion, and a comment."""

    comment = forms.CharField(
        label=gettext_lazy("Umpan balik"),
        help_text=gettext_lazy("Apa yang sudah kuat, dan apa langkah berikutnya."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, rubric: list[dict[str, Any]], *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.rubric = rubric
        for number, criterion in enumerate(rubric):
            choices = [
                (str(place), f"{level['points']}: {level['text']}")
                for place, level in enumerate(criterion["levels"])
            ]
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=criterion["title"],
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu tingkat.")},
            )

    @property
    def criteria(self) -> list[forms.BoundField]:
        return [self[f"level_{number}"] for number in range(len(self.rubric))]

    def levels(self) -> list[int]:
        given = self.cleaned_data
        return [int(given[f"level_{number}"]) for number in range(len(self.rubric))]
