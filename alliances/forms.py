"""The shape of what people write in alliances."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.entrance import normalized_login
from accounts.models import User
from alliances.models import Alliance, Room, RoomEvent
from alliances.openly import OpenForm
from common.forms import WordsField
from common.uploads.fields import UploadsField, UploadsWidget
from forum.forms import ACCEPTED
from network.models import Organization

LONGEST_MESSAGE = 4000
LARGEST_SEQ = 2**53 - 1
MOST_FILES = 6


class RoomForm(forms.Form):
    """What is asked of a room, once for each `client_id`."""

    client_id = forms.UUIDField()

    def __init__(self, *args: Any, author: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.author = author

    @property
    def single_fields(self) -> set[str]:
        return set(self.fields)

    def clean(self) -> dict[str, Any]:
        # From JSON anything may come; Django would write it out as text.
        for name, given in self.data.items():
            if name in self.single_fields and isinstance(given, list | dict):
                raise forms.ValidationError(_("Kiriman tidak terbaca."))
        return self.cleaned_data

    def first_error(self) -> str:
        """One sentence for a reader who sees no fields."""
        return next((str(error[0]) for error in self.errors.values()), "")


class WordsForm(RoomForm):
    body = forms.CharField(
        label=_("Pesan"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": _("Tulis pesan")}),
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        # JSON can carry halves of characters, which no database takes.
        return body.encode("utf-8", "replace").decode()


class SentFilesWidget(UploadsWidget):
    """From a frame or a form (`carrying.fields`): the keys of what was sent ahead."""

    def value_from_datadict(
        self, data: Any, files: Any, name: str
    ) -> dict[str, list[Any]]:
        along = super().value_from_datadict({}, files, name)["along"]
        ahead = data.get(name)
        keys = [str(key) for key in ahead] if isinstance(ahead, list) else []
        return {"ahead": keys, "along": along}


class SentFilesField(UploadsField):
    widget = SentFilesWidget


class MessageForm(WordsForm):
    """Words, files, or both."""

    reply_to = forms.IntegerField(min_value=1, max_value=LARGEST_SEQ, required=False)
    thread = forms.IntegerField(min_value=1, max_value=LARGEST_SEQ, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].required = False
        self.fields["files"] = SentFilesField(
            owner=self.author, most=MOST_FILES, label=_("Gambar dan berkas")
        )
        self.fields["files"].widget.attrs.update(
            {"accept": ACCEPTED, "aria-label": _("Gambar dan berkas")}
        )

    @property
    def single_fields(self) -> set[str]:
        return super().single_fields - {"files"}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("body") and not said.get("files") and not self.errors:
            self.add_error("body", _("Tulis sesuatu, atau lampirkan berkas."))
        return said


class AlteringForm(RoomForm):
    target = forms.IntegerField(min_value=1, max_value=LARGEST_SEQ)


class EditForm(AlteringForm, WordsForm):
    pass


class DeletionForm(AlteringForm):
    pass


class ReactionForm(AlteringForm):
    sign = forms.ChoiceField(choices=RoomEvent.Sign)
    on = forms.NullBooleanField(required=False)


class PinForm(AlteringForm):
    on = forms.NullBooleanField(required=False)


class JoinForm(forms.Form):
    organization = forms.ModelChoiceField(
        label=_("Atas nama"),
        queryset=Organization.objects.none(),
        empty_label=None,
    )
    message = WordsField(
        label=_("Pesan untuk pengurus"), required=False, max_length=500
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = WordsField(label=_("Alasan"), rows=2, max_length=500)


class RoomPlanForm(forms.ModelForm[Room]):
    """What a room is called, for what, and for whom."""

    # What follows from it, once that was asked about.
    question = ""
    is_sure = forms.BooleanField(
        label=_("Ya, ubah lamanya pesan disimpan"), required=False
    )

    class Meta:
        model = Room
        fields = ["name", "purpose", "kind", "keeps_days", "allows_pseudonyms"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alliance.allows_pseudonyms:
            del self.fields["allows_pseudonyms"]
        if self.instance.pk is None:
            del self.fields["is_sure"]
        keeping = self.fields["keeps_days"]
        keeping.choices = [("", _("Selamanya")), *Room.Keeping.choices]  # type: ignore[attr-defined]


class AllianceForm(forms.ModelForm[Alliance]):
    """What an alliance says of itself, and how organisations join it."""

    class Meta:
        model = Alliance
        fields = ["summary", "about", "openness"]
        widgets = {"openness": forms.RadioSelect}


class KnownPersonForm(forms.Form):
    """Somebody with an account, found by what only who knows them can know."""

    login = forms.CharField(
        label=_("E-mail atau nomor ponsel akunnya"),
        max_length=254,
        help_text=_("Orang itu harus sudah punya akun di Lokadaya."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        login = self.cleaned_data.pop("login", None)
        if login is None:
            return self.cleaned_data
        known = normalized_login(login)
        named = Q(email__iexact=known) | Q(phone=known, phone_verified_at__isnull=False)
        found = User.objects.active().filter(named).first()
        if found is None:
            self.add_error("login", _("Tidak ada akun dengan alamat atau nomor ini."))
        return {**self.cleaned_data, "person": found}


class SeatForm(KnownPersonForm):
    is_guest = forms.BooleanField(
        label=_("Tamu dari luar aliansi: ahli, atau pejabat pemerintah"), required=False
    )
    capacity = forms.CharField(
        label=_("Sebagai"),
        required=False,
        max_length=120,
        help_text=_("Misalnya: ahli sampah, Universitas Rekaan. Terbaca di ruang."),
    )


class TopicForm(OpenForm):
    title = forms.CharField(label=_("Judul topik"), max_length=150)
    body = forms.CharField(
        label=_("Pengantar"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seqs = forms.TypedMultipleChoiceField(label=_("Pesan"), coerce=int)

    def __init__(self, *args: Any, offered: list[RoomEvent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(message.seq, message.seq) for message in offered]
        self.fields["seqs"].choices = numbers  # type: ignore[attr-defined]
