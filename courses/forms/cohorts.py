"""What is asked of a cohort: whom to show, and its pace."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms import DayField, LongSelect
from courses.forms.people import PeopleField, QuotasField
from courses.models import Activity, Cohort, Course, State
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
            label=label, required=False, choices=[anyone, *choices], widget=LongSelect
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


class CohortFilter(forms.Form):
    """Of which cohort to show what waits. What does not fit is as good as not asked."""

    def __init__(self, reader: User, *args: Any) -> None:
        super().__init__(*args)
        judged = Cohort.objects.judged_by(reader).select_related("course")
        self.cohorts = [
            (str(cohort.pk), f"{cohort.course.title}, {cohort.name}")
            for cohort in judged.order_by("course__title", "-starts_on", "pk")
        ]
        self.fields["angkatan"] = forms.ChoiceField(
            label=_("Angkatan"),
            required=False,
            choices=[("", _("Semua")), *self.cohorts],
            widget=LongSelect,
        )

    @property
    def has_choice(self) -> bool:
        """Not between all and the same again."""
        return len(self.cohorts) > 1

    @property
    def wanted(self) -> int | None:
        self.is_valid()
        chosen = self.cleaned_data.get("angkatan")
        return int(chosen) if chosen else None


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
            self.fields[f"tenggat-{activity.pk}"] = DayField(
                label=activity.title,
                required=False,
                initial=known.get(activity.pk),
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


class CohortForm(forms.Form):
    """A cohort as its facilitator plans it."""

    course = forms.ModelChoiceField(
        label=_("Kelas"), queryset=Course.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=_("Nama angkatan"), max_length=80, initial=_("Angkatan 1")
    )
    mode = forms.ChoiceField(label=_("Cara belajar"), choices=Cohort.Mode.choices)
    starts_on = DayField(label=_("Mulai"))
    ends_on = DayField(label=_("Selesai"))
    seats = forms.IntegerField(
        label=_("Kursi"), min_value=1, max_value=30_000, initial=30
    )
    admission = forms.ChoiceField(
        label=_("Cara masuk"),
        choices=Cohort.Admission.choices,
        initial=Cohort.Admission.OPEN,
    )
    code = forms.CharField(
        label=_("Kode masuk"),
        help_text=_("Bila masuknya dengan kode. Huruf besar dan spasi sama saja."),
        required=False,
        max_length=40,
    )
    quotas = QuotasField(
        label=_("Jatah organisasi"),
        help_text=_("Bila masuknya dengan jatah. Satu organisasi per baris."),
        required=False,
        max_length=10_000,
    )
    facilitators = PeopleField(
        label=_("Fasilitator"),
        help_text=_("E-mail atau nomor ponsel akunnya, satu per baris."),
        max_length=2000,
    )
    mentors = PeopleField(
        label=_("Mentor"),
        help_text=_(
            "E-mail atau nomor ponsel, satu per baris. Peserta dibagi rata di antara"
            " mereka."
        ),
        required=False,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, courses: QuerySet[Course] | None = None, **kwargs: Any
    ) -> None:
        """A new cohort chooses one of `courses`; a known one stays in its own."""
        super().__init__(*args, **kwargs)
        if courses is None:
            del self.fields["course"]
        else:
            course = self.fields["course"]
            assert isinstance(course, forms.ModelChoiceField)
            course.queryset = courses

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        starts_on, ends_on = given.get("starts_on"), given.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("Selesainya tidak boleh sebelum mulai."))
        admission = given.get("admission")
        if admission == Cohort.Admission.CODE and not given.get("code"):
            self.add_error("code", _("Tulis kodenya: tanpa itu tidak ada yang masuk."))
        if admission == Cohort.Admission.QUOTA and not self.errors.get("quotas"):
            self._check_quotas(given)
        return given

    def _check_quotas(self, given: dict[str, Any]) -> None:
        quotas, seats = given.get("quotas") or {}, given.get("seats") or 0
        if not quotas:
            self.add_error("quotas", _("Tulis sedikitnya satu organisasi."))
        elif sum(quotas.values()) > seats:
            self.add_error("quotas", _("Jumlah jatah lebih banyak daripada kursinya."))

    @staticmethod
    def filled_from(cohort: Cohort) -> dict[str, Any]:
        names = ("name", "mode", "starts_on", "ends_on", "seats", "admission", "code")
        return {
            **{name: getattr(cohort, name) for name in names},
            "facilitators": cohort.facilitators.order_by("pk"),
            "mentors": cohort.mentors.order_by("pk"),
            "quotas": cohort.quotas.select_related("organization"),
        }


class ApplicationForm(forms.Form):
    note = forms.CharField(
        label=_("Mengapa Anda ingin ikut?"),
        min_length=10,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Kode masuk"), max_length=40, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Dibaca oleh yang bersangkutan dan tersimpan di jurnal."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
