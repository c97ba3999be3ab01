"""What proposers and stewards write, and who entrusts whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.decisions.forms.fields import (
    LONGEST_TEXT,
    DayField,
    SeenField,
    end_of,
)
from alliances.decisions.models import Proposal
from common.forms import WordsField
from network.models import Organization


class AmendForm(forms.Form):
    body = WordsField(label=_("Naskah usulan"), rows=10, max_length=LONGEST_TEXT)
    because = WordsField(
        label=_("Apa yang berubah, dan mengapa"), rows=2, max_length=500
    )
    moves_on = forms.BooleanField(
        label=_("Pindahkan usulan ini ke versi terbaru naskah yang dibahas"),
        required=False,
    )
    version = SeenField()


class ExtendForm(forms.Form):
    closes_on = DayField(label=_("Tenggat yang baru"))
    because = WordsField(label=_("Alasannya"), rows=2, max_length=500)

    def clean(self) -> dict[str, Any]:
        asked = self.cleaned_data
        if "closes_on" in asked:
            asked["closes_at"] = end_of(asked.pop("closes_on"))
        return asked


class BecauseForm(forms.Form):
    because = WordsField(label=_("Alasannya"), rows=2, max_length=1000)


class CloseForm(forms.Form):
    outcome_text = WordsField(
        label=_("Hasil musyawarah"),
        rows=5,
        max_length=5000,
        help_text=_("Apa yang diputuskan, siapa mengerjakan apa, mulai kapan."),
    )
    review_on = DayField(
        label=_("Ditinjau ulang pada"),
        help_text=_("Hari itu pengusul dan pengurus diingatkan."),
    )


class ProxyForm(forms.Form):
    giver = forms.ModelChoiceField(
        label=_("Organisasi Anda"),
        queryset=Organization.objects.none(),
        empty_label=None,
    )
    holder = forms.ModelChoiceField(
        label=_("Mempercayakan suaranya kepada"), queryset=Organization.objects.none()
    )
    proposal = forms.ModelChoiceField(
        label=_("Untuk usulan ini"),
        queryset=Proposal.objects.none(),
        required=False,
        empty_label=_("Semua usulan, sampai tanggal di bawah"),
    )
    until = DayField(label=_("Sampai tanggal"), required=False)

    def __init__(
        self, *args: Any, own: Any, others: Any, proposals: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("giver", own), ("holder", others), ("proposal", proposals)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
