"""What is asked of a cohort: whom to show, and its pace."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from courses.models import Activity, Cohort, State
from courses.summaries.board import NEVER, Board


class BoardFilters(forms.Form):
    """Whom of a cohort to show. What does not fit is as good as not asked."""

    q = forms.CharField(label=_("Cari nama atau organisasi"), required=False)

    def __init__(self, board: Board, *args: Any) -> None:
        super().__init__(*args)
        never = (NEVER, _("Belum pernah masuk"))
        self._ask("keadaan", _("Keadaan"), [*State.choices, never])
        self._ask("provinsi", _("Provinsi"), board.provinces)
        self._ask("organisasi", _("Organisasi"), board.organizations)
        self._ask("mentor", _("Mentor"), board.mentors)

    def _ask(self, name: str, label: Any, choices: list[Any]) -> None:
        anyone = ("", _("Semua"))
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=[anyone, *choices]
        )

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "state": given.get("keadaan", ""),
            "province": given.get("provinsi", ""),
            "organization": given.get("organisasi", ""),
            "mentor": given.get("mentor", ""),
        }


class PaceForm(forms.Form):
    """Due dates of a scheduled cohort, or the days of a self-paced one."""

    def __init__(self, cohort: Cohort, *args: Any) -> None:
        super().__init__(*args)
        self.cohort = cohort
        self.activities: list[Activity] = []
        if cohort.is_scheduled:
            self._ask_dates()
        else:
            self.fields["idle_days"] = forms.IntegerField(
                label=_("Disebut tertinggal sesudah berapa hari tanpa kegiatan?"),
                min_value=1,
                max_value=365,
                initial=cohort.idle_days,
            )

    def _ask_dates(self) -> None:
        steps = Activity.objects.of_course(self.cohort.course).required()
        known = dict(self.cohort.due_dates.values_list("activity", "due_on"))
        self.activities = list(steps)
        for activity in self.activities:
            self.fields[f"tenggat-{activity.pk}"] = forms.DateField(
                label=activity.title,
                required=False,
                initial=known.get(activity.pk),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                validators=[
                    MinValueValidator(
                        self.cohort.starts_on,
                        _("Tenggat tidak boleh sebelum angkatan mulai."),
                    )
                ],
            )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        dates = {
            activity.pk: given[f"tenggat-{activity.pk}"]
            for activity in self.activities
            if f"tenggat-{activity.pk}" in given
        }
        return {"idle_days": given.get("idle_days"), "due_dates": dates}
