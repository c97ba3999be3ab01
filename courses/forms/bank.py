"""What is filled in about a bank of questions: its categories, what to show of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Category, QuestionVersion


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
        self._choose("jenis", [everything, *QuestionVersion.Kind.choices])
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
