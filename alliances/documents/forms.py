"""The shape of what people write into documents."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.documents.actions.drafting import Typed
from alliances.documents.models import Document, Review
from common.editor import RichTextarea
from common.richtext import sayable
from network.models import Organization

LONGEST_SECTION = 400_000
LARGEST = 2**31 - 1


class WordsField(forms.CharField):
    """Words that every paper can say."""

    def to_python(self, value: Any) -> str:
        return sayable(super().to_python(value) or "")


class DocumentForm(forms.ModelForm[Document]):
    class Meta:
        model = Document
        fields = ["kind", "title", "summary", "circle"]
        field_classes = {"title": WordsField, "summary": WordsField}
        widgets = {
            "kind": forms.RadioSelect,
            "circle": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "summary": _("Satu atau dua kalimat. Tampil di daftar dan saat dibagikan."),
        }

    def __init__(self, *args: Any, chooses_circle: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = Document.Kind.choices  # type: ignore[attr-defined]
        if not chooses_circle:
            del self.fields["circle"]


class TitleForm(forms.Form):
    title = WordsField(label=_("Judul bagian"), max_length=160)


class NameForm(forms.Form):
    name = WordsField(
        label=_("Nama versi"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: usai rapat Selasa")}),
    )


class TypedForm(forms.Form):
    """All that stands in the field of one sitting."""

    sitting = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(
        min_value=0, max_value=LARGEST, widget=forms.HiddenInput
    )
    turn = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)
    is_plain = forms.BooleanField(required=False, widget=forms.HiddenInput)
    continues = forms.UUIDField(required=False, widget=forms.HiddenInput)
    continues_turn = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST, widget=forms.HiddenInput
    )
    text = forms.CharField(
        label=_("Isi bagian"),
        required=False,
        strip=False,
        max_length=LONGEST_SECTION,
    )

    def clean_continues_turn(self) -> int:
        return self.cleaned_data["continues_turn"] or 0

    def typed(self) -> Typed:
        return Typed(**self.cleaned_data)


class PlainWritingForm(TypedForm):
    text = forms.CharField(
        label=_("Isi bagian"),
        required=False,
        strip=False,
        max_length=LONGEST_SECTION,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
    )


class RichWritingForm(TypedForm):
    text = forms.CharField(
        label=_("Isi bagian"),
        required=False,
        strip=False,
        max_length=LONGEST_SECTION,
        widget=RichTextarea,
    )


class CommentForm(forms.Form):
    body = forms.CharField(
        label=_("Komentar"),
        max_length=3000,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": _("Tulis @Nama Lengkap untuk menyapa")}
        ),
    )
    mark = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    body = forms.CharField(
        label=_("Balasan"), max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DueForm(forms.Form):
    due_at = forms.DateTimeField(
        label=_("Tenggat"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )

    def clean_due_at(self) -> Any:
        due_at = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise forms.ValidationError(_("Tenggat harus di masa depan."))
        return due_at


class RoundForm(DueForm):
    request = forms.CharField(
        label=_("Apa yang diminta"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    organizations = forms.ModelMultipleChoiceField(
        label=_("Organisasi yang meninjau"),
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organizations"].queryset = organizations  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Jawaban"),
        choices=[
            choice
            for choice in Review.State.choices
            if choice[0] != Review.State.WAITING
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        asks = self.cleaned_data.get("state") in (
            Review.State.CHANGES,
            Review.State.NOTED,
        )
        if asks and not self.cleaned_data.get("words"):
            self.add_error("words", _("Tuliskan apa yang perlu diperhatikan."))
        return self.cleaned_data


class NewsForm(forms.Form):
    news = forms.CharField(
        label=_("Apa yang berubah"),
        required=False,
        max_length=1000,
        help_text=_("Dibaca penanda tangan dan publik di riwayat naskah."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SignForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Atas nama"), queryset=Organization.objects.none(), empty_label=None
    )
    role = WordsField(
        label=_("Jabatan Anda"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": _("Misalnya: Ketua")}),
    )
    read = forms.BooleanField(
        label=_("Saya sudah membaca versi ini dan berwenang menandatanganinya.")
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("read", None)
        return self.cleaned_data


class PictureForm(forms.Form):
    file = forms.FileField(
        label=_("Gambar"), widget=forms.FileInput(attrs={"accept": "image/*"})
    )
    alt = forms.CharField(
        label=_("Apa yang terlihat"),
        max_length=300,
        help_text=_("Dibacakan bagi yang tidak melihatnya, dan menjadi keterangannya."),
    )
