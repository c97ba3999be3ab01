"""The shape of flags, of moderators' decisions, and of forums as staff arrange them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.forms import LONGEST_TITLE
from forum.models import Flag, Forum
from network.models import Audience, Organization

LONGEST_REASON = 500
LONGEST_SUSPENSION = timedelta(days=366)
TOPIC_ADDRESS = re.compile(r"/topik/[^/]*-(\d{1,12})(?:[/?#]|$)")


class ReasonField(forms.CharField):
    """Why; who it concerns reads it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Alasan"))
        kwargs.setdefault("help_text", _("Dibaca oleh yang bersangkutan."))
        super().__init__(
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": _("Tulis alasannya dalam satu kalimat.")},
            **kwargs,
        )


class FlagForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Apa yang keliru?"),
        choices=Flag.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih satu sebab.")},
    )
    note = forms.CharField(
        label=_("Keterangan"),
        help_text=_("Hanya dibaca moderator."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReasonForm(forms.Form):
    reason = ReasonField()

    def __init__(self, *args: Any, is_optional: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = not is_optional


class PseudonymForm(forms.Form):
    name = forms.CharField(
        label=_("Nama samaran"),
        help_text=_("Jangan yang memuat nama, organisasi, atau daerah Anda."),
        min_length=3,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SuspendForm(forms.Form):
    """`where` offers the forums that the moderator may choose, the nearest first."""

    where = forms.ModelChoiceField(
        label=_("Di mana"), queryset=Forum.objects.none(), empty_label=None
    )
    ends_on = forms.DateField(
        label=_("Sampai akhir hari"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih hari terakhirnya.")},
    )
    reason = ReasonField()

    def __init__(self, *args: Any, forums: Any, everywhere: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        where = self.fields["where"]
        assert isinstance(where, forms.ModelChoiceField)
        where.queryset = forums
        if everywhere:
            where.empty_label = _("Seluruh forum")
            where.required = False

    def clean_ends_on(self) -> datetime:
        day: date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_SUSPENSION:
            raise forms.ValidationError(
                _("Pilih hari antara hari ini dan satu tahun lagi.")
            )
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Keberatan Anda"),
        help_text=_("Ceritakan apa yang menurut Anda keliru. Dijawab satu kali."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis keberatan Anda dulu.")},
    )


class MoveForm(forms.Form):
    forum = forms.ModelChoiceField(
        label=_("Ke forum"), queryset=Forum.objects.none(), empty_label=None
    )
    reason = ReasonField()

    def __init__(self, *args: Any, forums: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        where = self.fields["forum"]
        assert isinstance(where, forms.ModelChoiceField)
        where.queryset = forums


class MergeForm(forms.Form):
    into = forms.CharField(
        label=_("Alamat topik tujuan"),
        help_text=_("Salin dari bilah alamat. Tulisannya berurut menurut tanggal."),
        max_length=500,
    )
    reason = ReasonField()

    def clean_into(self) -> int:
        """The number at the end of the address, of its last part that names a topic."""
        found = TOPIC_ADDRESS.search(self.cleaned_data["into"])
        if found is None:
            raise forms.ValidationError(_("Ini bukan alamat sebuah topik."))
        return int(found[1])


class SplitForm(forms.Form):
    title = forms.CharField(
        label=_("Judul topik baru"), min_length=8, max_length=LONGEST_TITLE
    )
    with_later = forms.BooleanField(
        label=_("Bersama semua tulisan sesudahnya"), required=False, initial=True
    )
    reason = ReasonField()


class ForumForm(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=100)
    description = forms.CharField(
        label=_("Keterangan"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    parent = forms.ModelChoiceField(
        label=_("Di bawah"),
        queryset=Forum.objects.order_by("tree_id", "lft"),
        required=False,
        empty_label=_("Tidak di bawah apa pun"),
    )
    audience = forms.ModelChoiceField(
        label=_("Siapa yang melihat"),
        queryset=Audience.objects.for_choosing(),
        required=False,
        empty_label=_("Siapa saja; anggota boleh menulis"),
    )
    organization = forms.CharField(
        label=_("Atau hanya anggota satu organisasi"),
        help_text=_("Nama lengkapnya, seperti di direktori."),
        max_length=200,
        required=False,
    )
    moderators = forms.ModelChoiceField(
        label=_("Dijaga oleh"),
        help_text=_("Juga menjaga yang di bawahnya. Staf nasional selalu ikut."),
        queryset=Audience.objects.for_choosing(),
        required=False,
        empty_label=_("Staf nasional saja"),
    )
    holds_topics = forms.BooleanField(
        label=_("Menampung topik, bukan hanya judul bagian"),
        required=False,
        initial=True,
    )
    allows_pseudonyms = forms.BooleanField(
        label=_("Boleh memakai nama samaran"),
        help_text=_(
            "Untuk percakapan yang peka. Setelah dipakai, tidak dapat dicabut."
        ),
        required=False,
    )

    def clean_organization(self) -> Organization | None:
        name = self.cleaned_data["organization"]
        if not name:
            return None
        found = Organization.objects.listed().filter(name__iexact=name).first()
        if found is None:
            raise forms.ValidationError(_("Organisasi itu tidak ada di direktori."))
        return found

    def clean(self) -> dict[str, Any]:
        known = self.cleaned_data
        if known.get("organization") and known.get("audience"):
            self.add_error(
                "organization", _("Pilih salah satu: ini, atau yang di atas.")
            )
        return known
