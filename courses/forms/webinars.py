"""What is filled in about webinars: plans, code words, corrections."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Course, Webinar


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
