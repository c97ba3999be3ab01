"""Bringing questions from a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from courses.models import Category

MOST_BYTES = 20 * 1024 * 1024


class IntakeForm(forms.Form):
    """A file, known by its content; `cleaned_data` holds the action's keywords."""

    file = forms.FileField(
        label=_("Berkas soal"),
        help_text=_(
            "GIFT, Aiken, atau Moodle XML; bentuknya dikenali dari isinya. Paling besar"
            " 20 MB dan 5.000 soal."
        ),
        widget=forms.FileInput(attrs={"accept": ".txt,.gift,.xml"}),
    )
    category = forms.ModelChoiceField(
        label=_("Masukkan ke kategori"),
        queryset=Category.objects.none(),
        required=False,
        empty_label=_("Menurut berkasnya"),
        help_text=_("Menurut berkasnya: kategori yang belum ada dibuatkan."),
    )

    def __init__(
        self, categories: QuerySet[Category], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["category"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = categories

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("Berkasnya terlalu besar: paling banyak 20 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        file = given.pop("file", None)
        if file is not None:
            given |= {"name": file.name or "berkas", "content": file.read()}
        return given
