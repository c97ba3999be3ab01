"""What a worksheet is called, which page of it is saved, and a mentor's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives import outline
from initiatives.models import Review
from network.models import Membership, Organization


class SavedPageForm(forms.Form):
    """Which page is being saved, and which text it had seen."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    page = forms.UUIDField(widget=forms.HiddenInput)


class WorksheetForm(forms.Form):
    """What a worksheet is called, and whom it is for."""

    title = forms.CharField(
        label=_("Judul sementara"),
        max_length=120,
        help_text=_("Misalnya: Panen air hujan di tiga dusun. Bisa diubah nanti."),
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Untuk organisasi"),
        required=False,
        empty_label=_("Belum atas nama organisasi"),
        help_text=_("Pengelola organisasi itu ikut dapat mengubahnya."),
    )

    def __init__(self, *args: Any, author: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        assert isinstance(field, forms.ModelChoiceField)
        memberships = Membership.objects.confirmed().filter(person=author)
        field.queryset = (
            Organization.objects.listed()
            .filter(pk__in=memberships.values("organization"))
            .order_by("name", "pk")
        )
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]


class ReviewForm(forms.Form):
    """A mentor's answer: a verdict, a word to the author, a note for any step."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Pesan untuk penulis"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mulai dari yang sudah baik, lalu yang perlu diperbaiki."),
    )
    verdict = forms.ChoiceField(
        choices=Review.Verdict.choices,
        error_messages={"required": _("Pilih: kembalikan atau setujui.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for step in outline.STEPS:
            self.fields[f"note{step.number}"] = forms.CharField(
                label=_("Catatan untuk langkah %d") % step.number,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        notes = {
            step.number: said.pop(f"note{step.number}", "") for step in outline.STEPS
        }
        returned = said.get("verdict") == Review.Verdict.RETURNED
        if returned and not said.get("comment") and not any(notes.values()):
            self.add_error(
                "comment",
                _("Tulis yang perlu diperbaiki, di sini atau per langkah."),
            )
        return {**said, "notes": notes}

    def note_fields(self) -> dict[int, forms.BoundField]:
        return {step.number: self[f"note{step.number}"] for step in outline.STEPS}
