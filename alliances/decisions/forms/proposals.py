"""A new proposal: its words, who decides, by which rule, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.decisions.forms.fields import (
    LONGEST_TEXT,
    DayField,
    end_of,
)
from alliances.decisions.models import Proposal
from alliances.decisions.rules import Rule
from alliances.models import Room
from alliances.openly import OpenForm
from common.forms import WordsField

MOST_OPTIONS = 12


class ProposalForm(OpenForm):
    title = forms.CharField(
        label=_("Judul usulan"),
        max_length=160,
        help_text=_("Satu kalimat yang dapat dijawab, misalnya: Kita memakai satu …"),
    )
    body = WordsField(label=_("Naskah usulan"), rows=10, max_length=LONGEST_TEXT)
    room = forms.ModelChoiceField(
        label=_("Siapa yang memutuskan"),
        queryset=Room.objects.none(),
        required=False,
        empty_label=_("Semua anggota aliansi"),
    )
    rule = forms.ChoiceField(label=_("Aturan keputusan"), choices=Rule)
    options = WordsField(
        label=_("Pilihan"),
        rows=4,
        required=False,
        help_text=_(
            "Satu pilihan di setiap baris. Kosong berarti ya atau tidak; pilihan"
            " berperingkat memerlukan sedikitnya dua."
        ),
    )
    is_anonymous = forms.BooleanField(
        label=_("Surat suara tanpa nama (untuk pemungutan suara dan peringkat)"),
        required=False,
        help_text=_(
            "Kotaknya dibuka bila berisi sedikitnya tiga surat suara. Di bawah itu"
            " isinya tidak pernah diperlihatkan, dan kuorum tidak tercapai."
        ),
    )
    closes_on = DayField(
        label=_("Tenggat"), help_text=_("Sampai pukul 23.59 hari itu, di waktu Anda.")
    )
    quorum = forms.IntegerField(
        label=_("Kuorum organisasi"), min_value=0, max_value=1000, initial=50
    )
    quorum_unit = forms.ChoiceField(
        label=_("Dihitung dalam"),
        choices=Proposal.Unit,
        initial=Proposal.Unit.PERCENT,
    )
    quorum_provinces = forms.IntegerField(
        label=_("Kuorum provinsi"),
        min_value=0,
        max_value=60,
        initial=2,
        help_text=_("Yang bersikap datang dari sedikitnya sekian provinsi."),
    )

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rooms is None:
            del self.fields["room"]
        else:
            self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def rules(self) -> list[tuple[Rule, bool]]:
        """Each rule with its words, and whether it is the chosen one."""
        chosen = self["rule"].value() or Rule.CONSENSUS
        return [(rule, rule == chosen) for rule in Rule]

    def clean_options(self) -> list[str]:
        lines = self.cleaned_data["options"].splitlines()
        options = [" ".join(line.split()) for line in lines if line.strip()]
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("Paling banyak dua belas pilihan."))
        if any(len(option) > 120 for option in options):
            raise forms.ValidationError(_("Pilihan paling panjang 120 huruf."))
        return options

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if "closes_on" in asked:
            asked["closes_at"] = end_of(asked.pop("closes_on"))
        is_share = asked.get("quorum_unit") == Proposal.Unit.PERCENT
        if is_share and asked.get("quorum", 0) > 100:
            self.add_error("quorum", _("Paling banyak seratus persen."))
        return asked
