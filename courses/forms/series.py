"""What is filled in about a series of webinars."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from courses.models import Series

# Words that stand where a series' name would in an address.
TAKEN = {"baru"}


class SeriesForm(forms.Form):
    title = forms.CharField(label=_("Judul seri"), max_length=120)
    summary = forms.CharField(
        label=_("Tentang apa"),
        help_text=_("Satu atau dua kalimat: untuk siapa, dan seberapa sering."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, series: Series | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = series

    def clean(self) -> dict[str, Any]:
        """The address of a new series is made from its title, and then stays."""
        fields = dict(self.cleaned_data)
        if self.series is not None:
            return {**fields, "slug": self.series.slug}
        slug = slugify(fields.get("title", ""))[:80]
        is_taken = slug in TAKEN or Series.objects.filter(slug=slug).exists()
        if slug and is_taken:
            self.add_error("title", _("Sudah ada seri dengan judul ini."))
        elif "title" in fields and not slug:
            self.add_error("title", _("Judulnya perlu huruf atau angka."))
        return {**fields, "slug": slug}
