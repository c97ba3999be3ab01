"""The shape of what learners and trainers send."""

from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from common.editor import RichTextField
from common.models import Regency
from courses.models import NEVER, Activity, Cohort, Question, Quiz, State


class QuizForm(forms.Form):
    """One choice for every question of a quiz that was read with `for_asking`."""

    def __init__(self, quiz: Quiz, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiz = quiz
        self.asked: list[Question] = list(quiz.questions.all())
        for question in self.asked:
            self.fields[self.name_of(question)] = forms.TypedChoiceField(
                coerce=int,
                choices=[(choice.pk, choice.text) for choice in question.choices.all()],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Pilih satu jawaban untuk soal ini."),
                    "invalid_choice": _("Pilih salah satu jawaban yang ada."),
                },
            )

    def name_of(self, question: Question) -> str:
        return f"soal-{question.pk}"

    @property
    def items(self) -> list[tuple[Question, forms.BoundField]]:
        return [(question, self[self.name_of(question)]) for question in self.asked]

    def clean(self) -> dict[str, Any]:
        """`chosen`: from each question's key to that of its choice."""
        given = self.cleaned_data
        chosen = {
            question.pk: given[self.name_of(question)]
            for question in self.asked
            if self.name_of(question) in given
        }
        return {"chosen": chosen}


class BoardFilters(forms.Form):
    """Whom of a cohort to show. What does not fit is as good as not asked."""

    q = forms.CharField(label=_("Cari nama atau organisasi"), required=False)

    def __init__(self, regencies: list[Regency], *args: Any) -> None:
        super().__init__(*args)
        anyone = ("", _("Semua"))
        never = (NEVER, _("Belum pernah masuk"))
        self.fields["keadaan"] = forms.ChoiceField(
            label=_("Keadaan"),
            required=False,
            choices=[anyone, *State.choices, never],
        )
        self.fields["kabupaten"] = forms.ChoiceField(
            label=_("Kabupaten/kota"),
            required=False,
            choices=[anyone, *((place.pk, place.name) for place in regencies)],
        )

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "state": given.get("keadaan", ""),
            "regency": given.get("kabupaten", ""),
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


class LessonForm(forms.Form):
    """A lesson as its author writes it, and the version the edit was begun from."""

    use_required_attribute = False

    title = forms.CharField(label=_("Judul"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Lama membaca, dalam menit"), min_value=1, max_value=240, initial=5
    )
    summary = forms.CharField(
        label=_("Ringkasan satu kalimat"), max_length=300, required=False
    )
    body = RichTextField(label=_("Isi pelajaran"), max_length=200_000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def parts(self) -> dict[str, Any]:
        """The lesson alone, without the version."""
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}
