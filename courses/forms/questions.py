"""Writing a question: what its author fills in, whatever its kind."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses import pictured
from courses.forms.question_rows import (
    COLUMNS,
    FEWEST_ROWS,
    Column,
    body_of,
    rows_of,
    typed,
)
from courses.models import Category, QuestionVersion
from courses.questions import Mistaken, asked

Kind = QuestionVersion.Kind


def _forgiving() -> dict[str, forms.Field]:
    return {
        "typos": forms.TypedChoiceField(
            label=_("Salah ketik yang dimaafkan"),
            coerce=int,
            choices=[(0, _("Tidak ada")), (1, "1"), (2, "2"), (3, "3")],
            help_text=_("Satu untuk setiap empat huruf, paling banyak sekian."),
        ),
        "case": forms.BooleanField(
            label=_("Huruf besar dan kecil harus sama"), required=False
        ),
        "accents": forms.BooleanField(
            label=_("Tanda seperti é harus sama"), required=False
        ),
    }


def _options(kind: str) -> dict[str, forms.Field]:
    """What a kind asks its author beside the rows."""
    if kind == Kind.SHORT:
        return _forgiving()
    if kind == Kind.NUMERIC:
        unit = forms.CharField(label=_("Satuan"), max_length=40, required=False)
        return {"unit": unit}
    if kind == Kind.CLOZE:
        text = forms.CharField(
            label=_("Teks rumpang"),
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text=_(
                "{tiga|3} diketik peserta, semua yang ditulis diterima. {tiga*|dua}"
                " dipilih peserta, bintang sesudah yang tepat. {#12,5~0,5} angka"
                " dengan toleransinya."
            ),
        )
        return {"text": text, **_forgiving()}
    if kind == Kind.ESSAY:
        return {
            "least_words": forms.IntegerField(
                label=_("Paling sedikit berapa kata"),
                min_value=0,
                max_value=2000,
                initial=0,
            ),
            "guide": forms.CharField(
                label=_("Pegangan bagi penilai"),
                help_text=_("Tidak dibaca peserta."),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
        }
    return {}


class QuestionForm(forms.Form):
    """A question of one kind. `cleaned_data` holds the keywords of `actions.bank`."""

    use_required_attribute = False

    category = forms.ModelChoiceField(
        label=_("Kategori"), queryset=Category.objects.none(), empty_label=None
    )
    prompt = forms.CharField(
        label=_("Soal"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    explanation = forms.CharField(
        label=_("Penjelasan sesudah menjawab"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    name = forms.CharField(
        label=_("Nama di bank"),
        max_length=160,
        required=False,
        help_text=_("Untuk mencarinya nanti; tidak dibaca peserta."),
    )

    def __init__(
        self,
        kind: str,
        categories: QuerySet[Category],
        data: QueryDict | None = None,
        *,
        version: QuestionVersion | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        written = version.body if version else {}
        super().__init__(data, initial={**(initial or {}), **written})
        self.kind, self.version = kind, version
        if version is not None and pictured.SHOWN.search(version.prompt):
            self.fields["prompt"].help_text = _(
                "Bagian ![…](…) adalah gambarnya: biarkan, pindahkan, atau hapus utuh."
            )
        self.columns = COLUMNS[kind]
        self.options = _options(kind)
        self.fields.update(self.options)
        chosen = self.fields["category"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = categories
        self.rows = typed(self.columns, data) if data else rows_of(kind, written)
        more = 3 if data and "more" in data else 0
        filled = sum(any(row.values()) for row in self.rows)
        wanted = FEWEST_ROWS.get(Kind(kind), 4)
        spare = 0 if kind == Kind.TRUE_FALSE else more or (1 if filled >= wanted else 0)
        blank = {column.name: "" for column in self.columns}
        count = max(wanted, filled + spare)
        self.rows = [*self.rows[:count], *([blank] * (count - len(self.rows)))]

    @property
    def option_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.options]

    @property
    def drawn_rows(self) -> list[list[tuple[Column, str]]]:
        """For the page: each row's boxes with what is in them."""
        return [
            [(column, row.get(column.name, "")) for column in self.columns]
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        options = {n: given.pop(n) for n in list(given) if n in self.options}
        if self.errors:
            return given
        rows = [row for row in self.rows if any(row.values())]
        try:
            body = asked(self.kind, body_of(self.kind, rows, options)).document()
        except (Mistaken, ValueError) as mistake:
            self.add_error(None, str(mistake) or _("Periksa lagi isinya."))
            return given
        return {**given, "body": body}
