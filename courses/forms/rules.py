"""What is asked of a course and of each of its activities; and corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.models import Activity, Course, CourseRule, Rule
from courses.models.rule import RULES_OF_KIND

MOST_SIGNATORIES = 3
LONGEST_SIGNATORY = 120


class RulesForm(forms.ModelForm[CourseRule]):
    """The rule of the course, and a rule and threshold for every activity."""

    signatories = forms.CharField(
        label=_("Penanda tangan"),
        required=False,
        help_text=_(
            "Satu orang sebaris, nama lalu jabatan dengan koma di antaranya; paling"
            " banyak tiga. Kosong berarti fasilitator dan mentor angkatannya."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = CourseRule
        fields = [
            "minimum_average",
            "attendance_percent",
            "application_activity",
            "gives_completion",
            "gives_application",
            "signatories",
        ]

    def __init__(self, course: Course, data: Any = None) -> None:
        rule = CourseRule.of(course)
        super().__init__(data, instance=rule)
        self.activities = list(
            Activity.objects.of_course(course).select_related("module", "assignment")
        )
        chosen = self.fields["application_activity"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = Activity.objects.of_course(course)
        self.initial["signatories"] = "\n".join(
            f"{one['name']}, {one['role']}" for one in rule.signatories
        )
        for activity in self.activities:
            self._ask(activity)

    def _ask(self, activity: Activity) -> None:
        offered = RULES_OF_KIND[activity.kind]
        self.fields[f"aturan-{activity.pk}"] = forms.ChoiceField(
            label=_("Selesai bila"),
            choices=[(rule.value, rule.label) for rule in offered],
            initial=activity.rule,
        )
        self.fields[f"batas-{activity.pk}"] = forms.IntegerField(
            label=_("Paling sedikit"),
            required=False,
            min_value=0,
            max_value=1000,
            initial=activity.threshold,
        )

    @property
    def rows(self) -> list[tuple[Activity, forms.BoundField, forms.BoundField]]:
        return [
            (activity, self[f"aturan-{activity.pk}"], self[f"batas-{activity.pk}"])
            for activity in self.activities
        ]

    def clean_signatories(self) -> list[dict[str, str]]:
        lines = self.cleaned_data["signatories"].splitlines()
        named = [line.partition(",") for line in lines if line.strip()]
        if len(named) > MOST_SIGNATORIES:
            raise forms.ValidationError(_("Paling banyak tiga penanda tangan."))
        if any(len("".join(line)) > LONGEST_SIGNATORY for line in named):
            raise forms.ValidationError(
                _("Nama dan jabatannya terlalu panjang untuk kertasnya: persingkat.")
            )
        return [
            {"name": name.strip(), "role": role.strip()} for name, _comma, role in named
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for activity in self.activities:
            limit = f"batas-{activity.pk}"
            rule = f"aturan-{activity.pk}"
            is_score = given.get(rule) == Rule.SCORE
            if is_score and (given.get(limit) or 0) > 100:
                self.add_error(limit, _("Nilai paling tinggi 100."))
            work = getattr(activity, "assignment", None)
            if is_score and work is not None and not work.rubric:
                self.add_error(
                    rule, _("Tugas ini belum punya rubrik untuk dinilai: susun dulu.")
                )
        return given

    def wanted(self) -> dict[str, Any]:
        """The keywords of `rules.set_rules`."""
        given = self.cleaned_data
        asked = {
            activity.pk: (
                given[f"aturan-{activity.pk}"],
                given[f"batas-{activity.pk}"],
            )
            for activity in self.activities
        }
        return {"asked": asked, **{name: given[name] for name in self.Meta.fields}}


class CompletionCorrectionForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tersimpan di jurnal bersama nama Anda, dan dibaca peserta."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
