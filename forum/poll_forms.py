"""The shape of a poll beside a new topic, and of a ballot."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.actions.polls import Asked
from forum.models import TopicPoll

FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
LONGEST_OPTION = 120
LONGEST_POLL = timedelta(days=366)


class ClosingForm(forms.Form):
    """The day on which a poll closes by itself, if any."""

    closes_on = forms.DateField(
        label=_("Ditutup di akhir hari"),
        help_text=_("Kosong: tetap terbuka sampai Anda menutupnya."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    prefix = "poll"

    def clean_closes_on(self) -> datetime | None:
        day: date | None = self.cleaned_data["closes_on"]
        if day is None:
            return None
        today = timezone.localdate()
        if not today <= day <= today + LONGEST_POLL:
            raise forms.ValidationError(
                _("Pilih hari antara hari ini dan satu tahun lagi.")
            )
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class PollForm(ClosingForm):
    """Left empty, there is no poll."""

    question = forms.CharField(
        label=_("Yang ditanyakan"), max_length=200, required=False
    )
    options = forms.CharField(
        label=_("Pilihan jawaban"),
        help_text=_("Satu baris satu pilihan, dua sampai sepuluh."),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    takes_several = forms.BooleanField(
        label=_("Boleh memilih beberapa"), required=False
    )
    is_named = forms.BooleanField(
        label=_("Tampilkan siapa memilih apa"), required=False
    )
    field_order = ("question", "options", "takes_several", "is_named", "closes_on")

    def __init__(self, *args: Any, allows_names: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not allows_names:
            del self.fields["is_named"]

    @property
    def is_begun(self) -> bool:
        """Shown open when something stands in it."""
        return any(self[name].value() for name in ("question", "options"))

    def clean_options(self) -> tuple[str, ...]:
        lines = self.cleaned_data["options"].splitlines()
        words = (" ".join(line.split()) for line in lines)
        options = tuple(dict.fromkeys(word for word in words if word))
        if options and not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            raise forms.ValidationError(
                _("Tulis dua sampai sepuluh pilihan, masing-masing di barisnya.")
            )
        if any(len(option) > LONGEST_OPTION for option in options):
            raise forms.ValidationError(_("Pendekkan pilihannya: 120 huruf cukup."))
        return options

    def clean(self) -> dict[str, Any]:
        known = self.cleaned_data
        if known.get("options") and not known.get("question"):
            self.add_error("question", _("Tulis apa yang Anda tanyakan."))
        if known.get("question") and known.get("options") == ():
            self.add_error("options", _("Tulis pilihan jawabannya."))
        return known

    def asked(self) -> Asked | None:
        known = self.cleaned_data
        if not known["question"]:
            return None
        return Asked(
            question=known["question"],
            options=known["options"],
            takes_several=known["takes_several"],
            is_named=known.get("is_named", False),
            closes_at=known["closes_on"],
        )


class ChangedPollForm(PollForm):
    """A poll that is there stays one."""

    def clean_question(self) -> str:
        if not self.cleaned_data["question"]:
            raise forms.ValidationError(_("Tulis apa yang Anda tanyakan."))
        return str(self.cleaned_data["question"])


def as_typed(poll: TopicPoll) -> dict[str, Any]:
    """What these forms begin with."""
    closes_at = poll.closes_at
    return {
        "question": poll.question,
        "options": "\n".join(option.text for option in poll.options.all()),
        "takes_several": poll.takes_several,
        "is_named": poll.is_named,
        "closes_on": timezone.localdate(closes_at) if closes_at else None,
    }


class BallotForm(forms.Form):
    options = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, numbers: list[int], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["options"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(number, str(number)) for number in numbers]
