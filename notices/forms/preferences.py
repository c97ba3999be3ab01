"""How to be told: by group of news and channel, the quiet hours and the zone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from notices import zones
from notices.kinds import GROUPS, Group
from notices.models import Channel, How


@dataclass(frozen=True)
class Row:
    """One group of news, with a field for each channel that may be chosen."""

    group: Group
    fields: list[tuple[Channel, forms.BoundField | None]]


class PreferencesForm(forms.Form):
    """A field for every group and channel, named `replies-email`."""

    def __init__(
        self,
        *args: Any,
        channels: Sequence[Channel],
        chosen: Mapping[tuple[str, str], str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.channels = channels
        for group, channel in self._offered():
            held = chosen.get((group.name, channel), group.usual(channel))
            self.fields[f"{group.name}-{channel}"] = _field(group, channel, held)

    def rows(self) -> list[Row]:
        offered = set(self._offered())
        return [
            Row(
                group,
                [
                    (c, self[f"{group.name}-{c}"] if (group, c) in offered else None)
                    for c in self.channels
                ],
            )
            for group in GROUPS
        ]

    def chosen(self) -> dict[tuple[str, str], How]:
        values = {
            (group.name, channel): self.cleaned_data[f"{group.name}-{channel}"]
            for group, channel in self._offered()
        }
        return {pair: _how(value) for pair, value in values.items()}

    def _offered(self) -> Iterator[tuple[Group, Channel]]:
        for group in GROUPS:
            for channel in self.channels:
                if not (group.urgent and channel == Channel.EMAIL):
                    yield group, channel


class HoursForm(forms.Form):
    """Both hours or none; a night goes over midnight."""

    begins = forms.TimeField(
        label=_("Tenang mulai pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=_("sampai pukul"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    time_zone = forms.ChoiceField(
        label=_("Zona waktu Anda"),
        required=False,
        help_text=_("Semua jam di Lokadaya ditampilkan dalam zona ini."),
    )

    def __init__(self, *args: Any, at_home: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", at_home), *zones.choices()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if (begins is None) != (ends is None) and not self.errors:
            raise ValidationError(_("Isi kedua jam, atau kosongkan keduanya."))
        if begins is not None and begins == ends:
            raise ValidationError(_("Jam mulai dan jam selesai harus berbeda."))
        return cleaned


def _field(group: Group, channel: Channel, held: str) -> forms.Field:
    if channel == Channel.EMAIL:
        return forms.ChoiceField(label=str(group.title), choices=How, initial=held)
    return forms.BooleanField(
        label=str(group.title), required=False, initial=held == How.NOW
    )


def _how(value: str | bool) -> How:
    if isinstance(value, bool):
        return How.NOW if value else How.NONE
    return How(value)
