"""The shape of what is written about dialogues."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.models import Commitment, Dialogue
from alliances.models import Alliance, Room
from network.models import Membership, Organization

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
DAY_FORMATS = ["%Y-%m-%d"]


class PlanForm(forms.ModelForm[Dialogue]):
    """Day and hour are in the zone of whoever fills it in."""

    day = forms.DateField(label=_("Tanggal"), input_formats=DAY_FORMATS, widget=DAY)
    hour = forms.TimeField(
        label=_("Jam mulai"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    field_order = (
        *("kind", "title", "purpose", "agenda", "day", "hour", "lasts_minutes"),
        *("place", "address", "room"),
    )

    class Meta:
        model = Dialogue
        fields = (
            *("kind", "title", "purpose", "agenda", "lasts_minutes"),
            *("place", "address", "room"),
        )
        widgets = {
            "kind": forms.RadioSelect,
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "address": forms.URLInput(attrs={"placeholder": "https://"}),
        }
        help_texts = {
            "purpose": _("Apa yang ingin diputuskan, dan mengapa sekarang."),
            "agenda": _("Satu acara satu baris."),
            "place": _("Nama gedung dan alamatnya."),
            "address": _("Tautan Zoom, Meet, atau lainnya bila ada yang daring."),
            "room": _("Ruang aliansi tempat dialog ini dibicarakan."),
        }

    def __init__(self, *args: Any, alliance: Alliance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = self.fields["room"]
        rooms = Room.objects.filter(alliance=alliance)
        # In an archived one nobody talks about it any more; one already chosen stays.
        open_or_chosen = rooms.open() | rooms.filter(pk=self.instance.room_id or 0)
        room.queryset = open_or_chosen  # type: ignore[attr-defined]
        room.empty_label = _("Tanpa ruang")  # type: ignore[attr-defined]
        minutes = self.fields["lasts_minutes"]
        minutes.min_value, minutes.max_value = 15, 600  # type: ignore[attr-defined]
        if self.instance.pk:
            starts = timezone.localtime(self.instance.starts_at)
            self.initial["day"], self.initial["hour"] = starts.date(), starts.time()

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        day, hour = given.pop("day", None), given.pop("hour", None)
        if day and hour:
            given["starts_at"] = timezone.make_aware(datetime.combine(day, hour))
            if not self.instance.pk and given["starts_at"] < timezone.now():
                self.add_error("day", _("Waktu ini sudah lewat."))
        if not given.get("place") and not given.get("address"):
            self.add_error("place", _("Tulis tempatnya, atau alamat daringnya."))
        minutes = given.get("lasts_minutes")
        if minutes is not None and not 15 <= minutes <= 600:
            self.add_error("lasts_minutes", _("Antara 15 dan 600 menit."))
        return given

    def _post_clean(self) -> None:
        """What is typed becomes the dialogue's only when an action says so."""


class SomebodyForm(forms.Form):
    """An organisation of the network by its name, or an institution outside it."""

    who = forms.CharField(
        label=_("Organisasi atau lembaga"),
        max_length=160,
        help_text=_("Yang terdaftar di Lokadaya dikenali dari namanya."),
        widget=forms.TextInput(attrs={"list": "organizations", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        who = given.pop("who", "").strip()
        found = Organization.objects.listed().filter(name__iexact=who).first()
        given["organization"] = found
        given["institution"] = "" if found else who
        return given


class InvitationForm(SomebodyForm):
    addressee = forms.CharField(
        label=_("Kepada"),
        required=False,
        max_length=120,
        help_text=_("Nama atau jabatan, misalnya: Kepala Dinas Lingkungan Hidup."),
    )


class AnswerForm(forms.Form):
    coming = forms.TypedChoiceField(
        label=_("Jawaban"),
        choices=[("ya", _("Kami akan hadir")), ("tidak", _("Kami berhalangan"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Siapa yang datang, atau catatan"), required=False, max_length=500
    )


class NameForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=120)
    office = forms.CharField(label=_("Jabatan"), required=False, max_length=120)


class AttendeeForm(NameForm, SomebodyForm):
    field_order = ("name", "office", "who")


class RecordForm(forms.Form):
    text = forms.CharField(
        label=_("Notula"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "Tulis apa adanya. **Tebal**, ## judul, dan - daftar boleh dipakai."
        ),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CirculationForm(forms.Form):
    until = forms.DateField(
        label=_("Koreksi ditunggu sampai"), input_formats=DAY_FORMATS, widget=DAY
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Hari itu sudah lewat."))
        return until


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("Koreksi Anda"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kutip bagiannya, lalu tulis yang menurut Anda benar."),
    )


class VerdictForm(forms.Form):
    answer = forms.CharField(
        label=_("Jawaban"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis satu kalimat jawaban untuk koreksi itu.")},
    )


class PromiseForm(SomebodyForm):
    """Who promised what, until when."""

    text = forms.CharField(
        label=_("Isi komitmen"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu kalimat yang dapat diperiksa: apa, berapa, di mana."),
    )
    due_on = forms.DateField(label=_("Tenggat"), input_formats=DAY_FORMATS, widget=DAY)
    field_order = ("text", "who", "due_on")


class CommitmentForm(PromiseForm):
    is_public = forms.BooleanField(
        label=_("Tampilkan di papan komitmen, terbaca siapa saja"), required=False
    )


class AmendForm(PromiseForm):
    reason = forms.CharField(
        label=_("Mengapa diubah"),
        max_length=500,
        help_text=_("Terbaca di halaman komitmen ini, beserta isinya yang semula."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReportForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Keadaannya sekarang"),
        choices=Commitment.State.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Apa yang sudah terjadi"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    link = forms.URLField(
        label=_("Tautan bukti"), required=False, max_length=500, assume_scheme="https"
    )


def on_behalf_of(person: User, dialogue: Dialogue) -> str:
    """In whose name a correction is read: the organisation that was there."""
    acting = Membership.objects.confirmed().filter(person=person)
    names = (
        dialogue.attendees.filter(organization__in=acting.values("organization"))
        .values_list("organization__name", flat=True)
        .order_by("organization__name")
    )
    return names.first() or person.name
