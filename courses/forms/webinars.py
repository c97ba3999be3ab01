"""What is filled in to plan a webinar and to call it off."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.forms import DayField
from courses.models import Cohort, Course, Series, Webinar
from courses.permissions import may_be_for
from courses.rooms import bigbluebutton

https_only = URLValidator(
    schemes=["https"], message=_("Tulis alamat lengkap yang diawali https://")
)


class AttendanceRuleForm(forms.Form):
    """For whom it counts, what is asked of those who attend, and what they get."""

    cohort = forms.ModelChoiceField(
        label=_("Untuk angkatan"),
        help_text=_(
            "Webinar satu angkatan dihitung bagi angkatan itu saja, dan hanya"
            " pesertanya yang mendaftar."
        ),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("Semua angkatan"),
    )
    needed_percent = forms.IntegerField(
        label=_("Berapa persen waktunya harus diikuti?"),
        help_text=_(
            "Kurang dari ini belum disebut hadir, kecuali kata sandi hadir dikirim."
        ),
        min_value=1,
        max_value=100,
        initial=50,
    )
    gives_certificate = forms.BooleanField(
        label=_("Beri sertifikat kehadiran kepada setiap orang yang hadir"),
        required=False,
    )

    def __init__(
        self, *args: Any, webinar: Webinar | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.webinar = webinar
        if webinar is not None:
            theirs = Cohort.objects.filter(course=webinar.course_id)
            in_series = webinar.series_id is not None
            self.offer("cohort", theirs.none() if in_series else theirs)

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """A choice among rows; without any, no question at all."""
        if not rows.exists():
            self.fields[name].widget = forms.HiddenInput()
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class WebinarForm(AttendanceRuleForm):
    """Day and hour are in the zone of whoever fills it in."""

    course = forms.ModelChoiceField(
        label=_("Kelas"),
        queryset=Course.objects.none(),
        required=False,
        empty_label=_("Di luar kelas"),
    )
    series = forms.ModelChoiceField(
        label=_("Seri"),
        queryset=Series.objects.none(),
        required=False,
        empty_label=_("Tanpa seri"),
    )
    title = forms.CharField(label=_("Judul"), max_length=160)
    summary = forms.CharField(
        label=_("Tentang apa"),
        help_text=_("Apa yang dikerjakan bersama, dan apa yang perlu disiapkan."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    day = DayField(label=_("Tanggal"), input_formats=["%Y-%m-%d"])
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
    room = forms.ChoiceField(label=_("Ruang"), choices=Webinar.Room.choices)
    address = forms.CharField(
        label=_("Alamat ruang"),
        help_text=_(
            "Tautan Zoom, Meet, atau lainnya, bila bukan portal yang membuat ruangnya."
            " Tidak pernah ditampilkan; peserta terdaftar diantar ke sana sejak 15"
            " menit sebelum mulai."
        ),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        validators=[https_only],
    )
    place = forms.CharField(
        label=_("Tempat"),
        help_text=_(
            "Untuk tatap muka: nama gedung dan alamatnya. Dilihat semua orang."
        ),
        required=False,
        max_length=200,
    )
    code_word = forms.CharField(
        label=_("Kata sandi hadir"),
        help_text=_(
            "Anda sebutkan di tengah webinar. Huruf besar dan spasi tidak berpengaruh."
        ),
        min_length=3,
        max_length=60,
    )
    field_order = (
        *("course", "cohort", "series", "title", "summary"),
        *("day", "hour", "minutes", "seats"),
        *("room", "address", "place", "code_word"),
    )

    def __init__(
        self,
        *args: Any,
        maker: User | None = None,
        webinar: Webinar | None = None,
        **kwargs: Any,
    ) -> None:
        """A new one chooses among what its maker leads; `webinar` stays where it is."""
        super().__init__(*args, webinar=webinar, **kwargs)
        if maker is None:
            del self.fields["course"], self.fields["series"]
        else:
            courses = Course.objects.edited_by(maker)
            cohorts = Cohort.objects.filter(course__in=courses)
            running = cohorts.filter(ends_on__gte=timezone.localdate())
            self.offer("course", courses)
            self.offer("cohort", running.select_related("course"))
            self.offer("series", Series.objects.curated_by(maker))
        if not bigbluebutton.is_available():
            room = self.fields["room"]
            assert isinstance(room, forms.ChoiceField)
            rooms = Webinar.Room
            room.choices = [c for c in rooms.choices if c[0] != rooms.BIGBLUEBUTTON]
        zone = timezone.localtime().tzname()
        self.fields["hour"].help_text = _("Menurut zona waktu Anda, %(zone)s.") % {
            "zone": zone
        }

    def clean(self) -> dict[str, Any]:
        """Day and hour become `starts_at`, which must be ahead unless it stays."""
        fields = dict(self.cleaned_data)
        self._clean_belonging(fields)
        self._clean_room(fields)
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

    def _clean_belonging(self, fields: dict[str, Any]) -> None:
        if "course" not in self.fields or self.errors.keys() & {"course", "series"}:
            return
        if fields["course"] is None and fields["series"] is None:
            self.add_error(None, _("Pilih kelas, seri, atau keduanya."))
        belongs = {"course": fields["course"], "series": fields["series"]}
        decision = may_be_for(fields.get("cohort"), **belongs)
        if not decision:
            self.add_error("cohort", decision.reason)

    def _clean_room(self, fields: dict[str, Any]) -> None:
        """Only the field that the room needs is asked for, and only it is kept."""
        rooms = Webinar.Room
        asks = {str(rooms.ADDRESS): "address", str(rooms.HALL): "place"}
        needed = asks.get(fields.get("room", ""))
        for name in ("address", "place"):
            if name != needed and name not in self.errors:
                fields[name] = ""
        if needed and needed not in self.errors and not fields.get(needed):
            self.add_error(needed, _("Ruang yang Anda pilih memerlukan ini."))

    @staticmethod
    def filled_from(webinar: Webinar) -> dict[str, Any]:
        starts_at = timezone.localtime(webinar.starts_at)
        return {
            "cohort": webinar.cohort_id,
            "title": webinar.title,
            "summary": webinar.summary,
            "day": starts_at.date(),
            "hour": starts_at.time(),
            "minutes": webinar.minutes,
            "seats": webinar.seats,
            "room": webinar.room,
            "address": webinar.address,
            "place": webinar.place,
            "code_word": webinar.code_word,
            "needed_percent": webinar.needed_percent,
            "gives_certificate": webinar.gives_certificate,
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
