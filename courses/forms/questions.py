"""Writing a question: what its author fills in, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.models import Category, QuestionVersion
from courses.questions import Mistaken, asked

Kind = QuestionVersion.Kind
MARKS = [("", _("Keliru")), ("right", _("Tepat"))]


@dataclass(frozen=True)
class Column:
    """One box of every row of a question's parts."""

    name: str
    label: Any
    hint: Any = ""
    is_short: bool = False
    choices: tuple[tuple[str, Any], ...] = ()


TEXT = Column("text", _("Pilihan"))
MARK = Column("mark", _("Tepat?"), is_short=True, choices=tuple(MARKS))
WEIGHT = Column("weight", _("Nilai, %"), _("Boleh kosong."), is_short=True)
FEEDBACK = Column("feedback", _("Umpan balik bagi yang memilihnya"))
ANSWER = Column("text", _("Jawaban yang diterima"))
WORTH = Column("weight", _("Nilai, %"), _("Kosong berarti 100."), is_short=True)
TOLERANCE = Column("tolerance", _("Toleransi ±"), is_short=True)

COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.SINGLE: (TEXT, MARK, WEIGHT, FEEDBACK),
    Kind.SEVERAL: (TEXT, MARK, WEIGHT, FEEDBACK),
    Kind.TRUE_FALSE: (TEXT, MARK, FEEDBACK),
    Kind.SHORT: (ANSWER, WORTH, FEEDBACK),
    Kind.NUMERIC: (ANSWER, TOLERANCE, WORTH, FEEDBACK),
    Kind.MATCHING: (
        Column("left", _("Kiri"), _("Kosong berarti pengecoh.")),
        Column("right", _("Pasangannya")),
    ),
    Kind.ORDERING: (Column("text", _("Langkah, menurut urutan yang benar")),),
    Kind.CLOZE: (),
    Kind.ESSAY: (),
}
FEWEST_ROWS = {Kind.TRUE_FALSE: 2, Kind.SHORT: 2, Kind.NUMERIC: 2}
STARTS = {Kind.TRUE_FALSE: [{"text": _("Benar")}, {"text": _("Salah")}]}


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
        self.columns = COLUMNS[kind]
        self.options = _options(kind)
        self.fields.update(self.options)
        chosen = self.fields["category"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = categories
        self.rows = _typed(self.columns, data) if data else _rows(kind, written)
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
            body = asked(self.kind, _body(self.kind, rows, options)).document()
        except (Mistaken, ValueError) as mistake:
            self.add_error(None, str(mistake) or _("Periksa lagi isinya."))
            return given
        return {**given, "body": body}


def _typed(columns: tuple[Column, ...], data: QueryDict) -> list[dict[str, str]]:
    """The rows of a page, by the order in which their boxes stand on it."""
    values = [[v.strip() for v in data.getlist(f"row-{c.name}")] for c in columns]
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=False)]


def _rows(kind: str, body: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of a question as it was written."""
    if kind == Kind.MATCHING and body:
        extra = [{"left": "", "right": text} for text in body["extra"]]
        return [*body["pairs"], *extra]
    if kind == Kind.ORDERING and body:
        return [{"text": step} for step in body["steps"]]
    parts = body.get("choices") or body.get("answers") or STARTS.get(Kind(kind), [])
    return [_row(part) for part in parts]


def _row(part: Mapping[str, Any]) -> dict[str, str]:
    row = {name: "" if v is None else str(v) for name, v in part.items()}
    row["mark"] = "right" if part.get("is_right") else ""
    row.pop("is_right", None)
    return row


def _body(
    kind: str, rows: list[dict[str, str]], options: dict[str, Any]
) -> dict[str, Any]:
    """The document that the rows and options say."""
    if kind in (Kind.SINGLE, Kind.SEVERAL, Kind.TRUE_FALSE):
        return {"choices": [_choice(row) for row in rows if row["text"]]}
    if kind in (Kind.SHORT, Kind.NUMERIC):
        return {"answers": [_answer(row) for row in rows if row["text"]], **options}
    if kind == Kind.MATCHING:
        pairs = [row for row in rows if row["left"]]
        return {"pairs": pairs, "extra": [r["right"] for r in rows if not r["left"]]}
    if kind == Kind.ORDERING:
        return {"steps": [row["text"] for row in rows]}
    return options


def _choice(row: dict[str, str]) -> dict[str, Any]:
    weight = _percent(row.get("weight", ""))
    is_right = row["mark"] == "right"
    return {
        "text": row["text"],
        "is_right": is_right,
        "weight": weight,
        "feedback": row["feedback"],
    }


def _answer(row: dict[str, str]) -> dict[str, Any]:
    weight = _percent(row["weight"])
    found = {**row, "weight": 100 if weight is None else weight}
    if "tolerance" in found:
        found["tolerance"] = found["tolerance"] or "0"
    return found


def _percent(text: str) -> int | None:
    if not text:
        return None
    number = text.removesuffix("%").strip().replace("−", "-")
    if not number.lstrip("-").isdecimal() or len(number) > 4:
        raise Mistaken(_("Nilai ditulis sebagai angka bulat, misalnya 50."))
    return int(number)


class CategoryForm(forms.Form):
    title = forms.CharField(label=_("Nama kategori"), max_length=160)


class BankFilters(forms.Form):
    """Which questions of a bank to show. What does not fit is as good as not asked."""

    q = forms.CharField(label=_("Cari di soal"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    kategori = forms.ChoiceField(label=_("Kategori"), required=False)

    def __init__(self, categories: list[Category], *args: Any) -> None:
        super().__init__(*args)
        everything = ("", _("Semua"))
        named = [(str(category.pk), category.title) for category in categories]
        self._choose("jenis", [everything, *Kind.choices])
        self._choose("kategori", [everything, *named])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "kind": given.get("jenis", ""),
            "category": given.get("kategori", ""),
        }
