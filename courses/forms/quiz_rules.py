"""How a quiz is taken, and what it asks."""

from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.models import Category, Question, Quiz


class QuizRulesForm(forms.ModelForm[Quiz]):
    """The rules of a quiz; what completes it is a rule of its activity."""

    class Meta:
        model = Quiz
        fields: ClassVar[list[str]] = [
            "intro",
            "tries",
            "minutes_allowed",
            "grace_seconds",
            "review",
            "shuffles_questions",
            "shuffles_choices",
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "intro": forms.Textarea(attrs={"rows": 3})
        }


class DrawForm(forms.Form):
    """So many questions from a category."""

    category = forms.ModelChoiceField(
        label=_("Undi dari kategori"),
        queryset=Category.objects.none(),
        empty_label=None,
    )
    count = forms.IntegerField(
        label=_("Berapa soal"), min_value=1, max_value=100, initial=3
    )
    points = forms.IntegerField(label=_("Bobot"), min_value=1, max_value=100, initial=1)

    def __init__(self, categories: QuerySet[Category], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        field = self.fields["category"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = categories


class PickForm(forms.Form):
    """Questions of the bank, ticked."""

    questions = forms.ModelMultipleChoiceField(
        queryset=Question.objects.none(),
        error_messages={"required": _("Centang dulu soalnya.")},
    )

    def __init__(self, questions: QuerySet[Question], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        field = self.fields["questions"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = questions


class SlotForm(forms.Form):
    points = forms.IntegerField(label=_("Bobot"), min_value=1, max_value=100)
    count = forms.IntegerField(min_value=1, max_value=100, required=False)


class GradeForm(forms.Form):
    percent = forms.IntegerField(
        label=_("Nilai, 0 sampai 100"), min_value=0, max_value=100
    )
    remark = forms.CharField(
        label=_("Catatan untuk penulisnya"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
