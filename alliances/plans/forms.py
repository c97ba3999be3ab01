"""The shape of what is written about plans."""

from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from alliances.plans.models import Action, Goal, Plan, Risk
from network.models import Organization

Form = TypeVar("Form", bound=forms.BaseForm)
LONGEST_DAYS = 25 * 366
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class _Shape(forms.ModelForm[Any]):
    """Checks what is typed; only an action makes it the model's."""

    def _post_clean(self) -> None:
        pass

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Harinya sebelum hari mulai."))
        return given


def filled_or(empty: Form, filled: Any) -> Form:
    """The form that came with faults, where it takes the place of `empty`."""
    is_it = isinstance(filled, type(empty)) and filled.prefix == empty.prefix
    return filled if is_it else empty


class PlanForm(_Shape):
    class Meta:
        model = Plan
        fields = ("kind", "title", "summary", "starts_on", "ends_on")
        widgets = {
            "kind": forms.RadioSelect,
            "summary": forms.Textarea(attrs={"rows": 4}),
            "starts_on": DAY,
            "ends_on": DAY,
        }
        help_texts = {
            "summary": _(
                "Keadaan yang dihadapi, dan apa yang ingin berubah di akhir rencana."
            )
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("starts_on") and given.get("starts_on") == given.get("ends_on"):
            self.add_error("ends_on", _("Rencana berlangsung lebih dari sehari."))
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and (ends - starts).days > LONGEST_DAYS:
            self.add_error("ends_on", _("Rencana paling lama 25 tahun."))
        return given


class GoalForm(_Shape):
    class Meta:
        model = Goal
        fields = ("title", "measure")
        help_texts = {"measure": _("Angka atau tanda yang dapat diperiksa.")}


class ActionForm(_Shape):
    who = forms.CharField(
        label=_("Siapa"),
        max_length=160,
        help_text=_("Organisasi anggota dikenali dari namanya."),
        widget=forms.TextInput(attrs={"list": "organizations", "autocomplete": "off"}),
    )

    class Meta:
        model = Action
        fields = ("title", "who", "starts_on", "ends_on", "resources")
        widgets = {"starts_on": DAY, "ends_on": DAY}
        help_texts = {"resources": _("Orang, dana, alat, atau izin yang dipakai.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["who"] = self.instance.doer

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        name = given.get("who", "").strip()
        listed = Organization.objects.listed()
        given["organization"] = listed.filter(name__iexact=name).first()
        return given


class RiskForm(_Shape):
    class Meta:
        model = Risk
        fields = ("text", "likelihood", "impact", "response")


class ProgressForm(_Shape):
    progress = forms.IntegerField(
        label=_("Kemajuan (%)"), min_value=0, max_value=100, localize=False
    )

    class Meta:
        model = Action
        fields = ("progress", "note")
