"""What an author asks in a survey, and what a learner answers."""

import uuid
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Survey

EXAMPLE = gettext_lazy(
    "Seberapa berguna kelas ini bagi organisasi Anda?*\n"
    "= skala\n"
    "\n"
    "Bagian mana yang paling membantu?\n"
    "+ Bacaan\n"
    "+ Webinar\n"
    "+ Tugas\n"
    "\n"
    "Akan ikut kelas lanjutan?\n"
    "- Ya\n"
    "- Belum tahu\n"
    "\n"
    "Apa saran Anda?"
)
MOST = 50
SCALE = "= skala"
MARKS = {"-": Survey.Ask.ONE, "+": Survey.Ask.SEVERAL}


class QuestionsField(forms.CharField):
    """Questions as one writes them down; a question that stays keeps its id."""

    widget = forms.Textarea(attrs={"rows": 16, "placeholder": EXAMPLE})

    def prepare_value(self, value: Any) -> Any:
        return written_out(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        lines = "\n".join(line.strip() for line in text.splitlines())
        blocks = [block.strip() for block in lines.split("\n\n") if block.strip()]
        if len(blocks) > MOST:
            raise ValidationError(_("Paling banyak 50 pertanyaan."))
        return [_question(block) for block in blocks]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def written_out(questions: list[dict[str, Any]]) -> str:
    """The questions as their author would write them."""
    marks = {kind: mark for mark, kind in MARKS.items()}
    blocks = []
    for each in questions:
        star = "*" if each["is_required"] else ""
        lines = [f"{each['prompt']}{star}"]
        if each["kind"] == Survey.Ask.SCALE:
            lines.append(SCALE)
        lines += [f"{marks[each['kind']]} {choice}" for choice in each["choices"]]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _question(block: str) -> dict[str, Any]:
    prompt, *lines = block.splitlines()
    kind, choices = _kind(prompt, lines)
    return {
        "id": uuid.uuid4().hex[:12],
        "kind": str(kind),
        "prompt": prompt.removesuffix("*").strip()[:300],
        "choices": choices,
        "is_required": prompt.endswith("*"),
    }


def _kind(prompt: str, lines: list[str]) -> tuple[Survey.Ask, list[str]]:
    if not lines:
        return Survey.Ask.TEXT, []
    if lines == [SCALE]:
        return Survey.Ask.SCALE, []
    kind = MARKS.get(lines[0][:1])
    if kind is None or any(line[:1] != lines[0][:1] for line in lines):
        raise ValidationError(
            _("Pilihan “%(prompt)s” ditulis dengan “-” (satu) atau “+” (beberapa).")
            % {"prompt": prompt[:60]}
        )
    choices = [line[1:].strip()[:200] for line in lines]
    if len(choices) < 2 or len(set(choices)) < len(choices):
        raise ValidationError(
            _("“%(prompt)s” perlu paling sedikit dua pilihan yang berbeda.")
            % {"prompt": prompt[:60]}
        )
    return kind, choices


class SurveyForm(forms.ModelForm[Survey]):
    questions = QuestionsField(
        label=gettext_lazy("Pertanyaan"),
        help_text=gettext_lazy(
            "Baris pertama pertanyaannya, di bawahnya pilihannya: “- ” pilih satu,"
            " “+ ” pilih beberapa, “= skala” untuk 1 sampai 5, tanpa pilihan untuk"
            " jawaban bebas. Bintang di akhir berarti wajib. Baris kosong memisahkan."
        ),
        required=False,
        max_length=20_000,
    )

    class Meta:
        model = Survey
        fields: ClassVar[list[str]] = [
            "intro",
            "is_anonymous",
            "shows_results",
            "questions",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "intro": forms.Textarea(attrs={"rows": 3})
        }

    def clean_questions(self) -> list[dict[str, Any]]:
        """The same prompt of the same kind keeps its id, and so its answers."""
        asked: list[dict[str, Any]] = self.cleaned_data["questions"]
        known = {(each["prompt"], each["kind"]): each["id"] for each in self.before}
        for each in asked:
            each["id"] = known.pop((each["prompt"], each["kind"]), each["id"])
        return asked

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.before = list(self.instance.questions)


class AnswersForm(forms.Form):
    """One field for each question of the survey."""

    def __init__(self, survey: Survey, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in survey.questions:
            self.fields[question["id"]] = _field(question)

    @property
    def given(self) -> dict[str, Any]:
        """What was answered at all, by question."""
        return {key: value for key, value in self.cleaned_data.items() if value}


def _field(question: dict[str, Any]) -> forms.Field:
    asked: dict[str, Any] = {
        "label": question["prompt"],
        "required": question["is_required"],
    }
    if question["kind"] == Survey.Ask.TEXT:
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(max_length=3000, widget=area, **asked)
    if question["kind"] == Survey.Ask.SCALE:
        steps = [(str(step), str(step)) for step in range(1, 6)]
        return forms.ChoiceField(choices=steps, widget=forms.RadioSelect, **asked)
    choices = [(choice, choice) for choice in question["choices"]]
    if question["kind"] == Survey.Ask.ONE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **asked)
    return forms.MultipleChoiceField(
        choices=choices, widget=forms.CheckboxSelectMultiple, **asked
    )
