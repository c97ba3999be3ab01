"""What an author says of a condition, one form for each kind."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DayField
from courses.models import Activity, Cohort, Condition


class ConditionForm(forms.Form):
    """One kind of condition on an activity; the field names are the action's."""

    kind: ClassVar[str]

    def __init__(self, activity: Activity, data: Any = None) -> None:
        super().__init__(data, auto_id=f"{self.kind}_%s")
        course = activity.module.course
        for field in self.fields.values():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            if field.queryset is not None and field.queryset.model is Cohort:
                field.queryset = course.cohorts.order_by("-starts_on", "pk")
            else:
                others = Activity.objects.of_course(course).exclude(pk=activity.pk)
                field.queryset = self.offered(others)

    def offered(self, others: Any) -> Any:
        return others

    @property
    def label(self) -> str:
        return str(Condition.Kind(self.kind).label)

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to choose from."""
        choices = [f for f in self.fields.values() if hasattr(f, "queryset")]
        return all(field.queryset.exists() for field in choices)


class DateForm(ConditionForm):
    kind = Condition.Kind.DATE

    opens_on = DayField(label=_("Terbuka mulai"))


class DoneForm(ConditionForm):
    kind = Condition.Kind.DONE

    other = forms.ModelChoiceField(
        label=_("Kegiatan yang diselesaikan dulu"),
        queryset=Activity.objects.none(),
        empty_label=None,
    )


class ScoreForm(ConditionForm):
    kind = Condition.Kind.SCORE

    other = forms.ModelChoiceField(
        label=_("Kegiatan yang dinilai"),
        queryset=Activity.objects.none(),
        empty_label=None,
    )
    score = forms.IntegerField(
        label=_("Nilai paling sedikit"), min_value=1, max_value=100, initial=60
    )

    def offered(self, others: Any) -> Any:
        return others.filter(kind__in=[Activity.Kind.QUIZ, Activity.Kind.ASSIGNMENT])


class CohortForm(ConditionForm):
    kind = Condition.Kind.COHORT

    cohort = forms.ModelChoiceField(
        label=_("Angkatan"), queryset=Cohort.objects.none(), empty_label=None
    )


CONDITION_FORMS: tuple[type[ConditionForm], ...] = (
    DateForm,
    DoneForm,
    ScoreForm,
    CohortForm,
)
