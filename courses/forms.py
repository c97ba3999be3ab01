"""The shape of what learners and trainers send."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import MinValueValidator, URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editor import RichTextField
from common.models import Regency
from courses.models import (
    NEVER,
    Activity,
    Cohort,
    Course,
    Question,
    Quiz,
    State,
    Webinar,
)


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


class WebinarForm(forms.Form):
    """Day and hour are in the zone of whoever fills it in."""

    course = forms.ModelChoiceField(
        label=_("Kelas"), queryset=Course.objects.none(), empty_label=None
    )
    title = forms.CharField(label=_("Judul"), max_length=160)
    summary = forms.CharField(
        label=_("Tentang apa"),
        help_text=_("Apa yang dikerjakan bersama, dan apa yang perlu disiapkan."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = forms.DateField(
        label=_("Tanggal"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hour = forms.TimeField(
        label=_("Jam mulai"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Lama (menit)"), min_value=10, max_value=480, initial=90
    )
    seats = forms.IntegerField(
        label=_("Kursi"), min_value=1, max_value=5000, initial=100
    )
    address = forms.CharField(
        label=_("Alamat ruang"),
        help_text=_(
            "Tautan Zoom, Meet, Jitsi, atau lainnya. Tidak pernah ditampilkan; peserta"
            " terdaftar diantar ke sana sejak 15 menit sebelum mulai."
        ),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[
            URLValidator(
                schemes=["https"],
                message=_("Tulis alamat lengkap yang diawali https://"),
            )
        ],
    )
    code_word = forms.CharField(
        label=_("Kata sandi hadir"),
        help_text=_(
            "Anda sebutkan di tengah webinar. Huruf besar dan spasi tidak berpengaruh."
        ),
        min_length=3,
        max_length=60,
    )

    def __init__(
        self,
        *args: Any,
        courses: QuerySet[Course] | None = None,
        webinar: Webinar | None = None,
        **kwargs: Any,
    ) -> None:
        """A new webinar chooses one of `courses`; `webinar` stays in its own."""
        super().__init__(*args, **kwargs)
        self.webinar = webinar
        if courses is None:
            del self.fields["course"]
        else:
            course = self.fields["course"]
            assert isinstance(course, forms.ModelChoiceField)
            course.queryset = courses
        zone = timezone.localtime().tzname()
        self.fields["hour"].help_text = _("Menurut zona waktu Anda, %(zone)s.") % {
            "zone": zone
        }

    def clean(self) -> dict[str, Any]:
        """Day and hour become `starts_at`, which must be ahead unless it stays."""
        fields = dict(self.cleaned_data)
        day, hour = fields.pop("day", None), fields.pop("hour", None)
        if day and hour:
            starts_at = timezone.make_aware(datetime.combine(day, hour))
            if self.webinar and starts_at == _to_the_minute(self.webinar.starts_at):
                fields["starts_at"] = self.webinar.starts_at
            elif starts_at <= timezone.now():
                self.add_error("day", _("Waktu itu sudah lewat."))
            else:
                fields["starts_at"] = starts_at
        return fields

    @staticmethod
    def filled_from(webinar: Webinar) -> dict[str, Any]:
        starts_at = timezone.localtime(webinar.starts_at)
        return {
            "title": webinar.title,
            "summary": webinar.summary,
            "day": starts_at.date(),
            "hour": starts_at.time(),
            "minutes": webinar.minutes,
            "seats": webinar.seats,
            "address": webinar.address,
            "code_word": webinar.code_word,
        }


def _to_the_minute(moment: datetime) -> datetime:
    """As precise as the form can say it."""
    return moment.replace(second=0, microsecond=0)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Mengapa dibatalkan?"),
        help_text=_("Dikirim kepada semua yang terdaftar."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CodeWordForm(forms.Form):
    code_word = forms.CharField(
        label=_("Kata yang disebutkan pemandu"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class CorrectionForm(forms.Form):
    is_present = forms.TypedChoiceField(
        label=_("Kehadiran"),
        choices=[("ya", _("Hadir")), ("tidak", _("Tidak hadir"))],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tersimpan di jurnal dan dibaca oleh yang bersangkutan."),
        min_length=5,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
