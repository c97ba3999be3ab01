"""What an organisation answers: by name, or in the box with a receipt."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.decisions import ballots
from alliances.decisions.counting import numbers_of
from alliances.decisions.forms.fields import SeenField
from alliances.decisions.models import Proposal
from alliances.decisions.rules import ANSWERS_OF_CONSENT, ANSWERS_OF_VOTE, Kind
from common.forms import WordsField


class StandForm(forms.Form):
    """What one organisation answers: a word, an option, or options in order."""

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["version"] = SeenField()
        if proposal.kind == Kind.RANKED:
            self._ask_for_order()
        else:
            self._ask_for_one()
        if proposal.kind == Kind.CONSENT:
            self.fields["reason"] = WordsField(
                label=_("Catatan atau alasan"),
                required=False,
                max_length=4000,
                help_text=_("Wajib untuk catatan dan keberatan; dibaca semua."),
            )

    def _ask_for_one(self) -> None:
        proposal = self.proposal
        is_consent = proposal.kind == Kind.CONSENT
        words = [*(ANSWERS_OF_CONSENT if is_consent else ANSWERS_OF_VOTE)]
        choices = [(str(word.value), str(word.label)) for word in words]
        if proposal.options:
            named = zip(numbers_of(proposal), proposal.options, strict=True)
            choices = [*named, choices[-1]]
        self.fields["answer"] = forms.ChoiceField(
            label=_("Sikap organisasi Anda"), choices=choices, widget=forms.RadioSelect
        )

    def _ask_for_order(self) -> None:
        numbers = numbers_of(self.proposal)
        named = list(zip(numbers, self.proposal.options, strict=True))
        for place in range(1, len(numbers) + 1):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=_("Pilihan ke-%(place)d") % {"place": place},
                choices=[("", _("(tidak ada)")), *named],
                required=False,
            )
        self.fields["abstains"] = forms.BooleanField(
            label=_("Kami abstain"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """As actions take it: `choice`, and perhaps `reason`."""
        asked = self.cleaned_data
        if self.proposal.kind != Kind.RANKED:
            choice = [asked.pop("answer", "")]
            return {**asked, "choice": choice}
        places = [name for name in self.fields if name.startswith("place_")]
        order = [asked.pop(name, "") for name in places]
        choice = [number for number in order if number]
        if asked.pop("abstains", False):
            choice = ["abstain"]
        elif not choice:
            self.add_error(None, _("Isi sedikitnya pilihan pertama, atau abstain."))
        elif len(set(choice)) < len(choice):
            self.add_error(None, _("Satu pilihan hanya disebut sekali."))
        return {**asked, "choice": choice}


class BallotForm(StandForm):
    """The same without a name: a word of one's own, and the receipt to change it by."""

    def __init__(self, *args: Any, changes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            required=False, max_length=60, widget=forms.HiddenInput
        )
        self.fields["word"] = forms.CharField(
            label=_("Kata sandi pilihan Anda"),
            required=False,
            max_length=80,
            help_text=_(
                "Beberapa kata yang hanya Anda tahu. Dengan itu bukti Anda berbeda dari"
                " bukti siapa pun."
            ),
        )
        if changes:
            self.fields["replaced_code"] = forms.CharField(
                label=_("Kode bukti surat suara yang diganti"), max_length=60
            )
            self.fields["replaced_word"] = forms.CharField(
                label=_("Kata sandinya"), required=False, max_length=80
            )

    def clean_code(self) -> str:
        """Whole, as the page offered it, or none at all."""
        code = ballots.tidy_code(self.cleaned_data["code"])
        if code and not ballots.is_code(code):
            said = _("Kode bukti di halaman ini tidak utuh. Muat ulang halamannya.")
            self.add_error(None, said)
        return code


class ReceiptForm(forms.Form):
    code = forms.CharField(label=_("Kode bukti"), max_length=60)
    word = forms.CharField(
        label=_("Kata sandi, bila ada"), required=False, max_length=80
    )
