"""Addresses of webinars."""

from django.urls import URLPattern, path

from courses.views import (
    calendars,
    recordings,
    series,
    teams,
    webinar_desk,
    webinar_lists,
    webinar_questions,
    webinar_reports,
    webinar_rooms,
    webinars,
)

urlpatterns: list[URLPattern] = [
    path("webinar/", webinars.index, name="webinars"),
    path("webinar/baru/", webinar_desk.new, name="webinar_new"),
    path("webinar/kalender/", calendars.own, name="own_calendar"),
    path("webinar/kalender/<str:token>.ics", calendars.feed, name="calendar_feed"),
    path("webinar/seri/baru/", series.new, name="series_new"),
    path("webinar/seri/<slug:slug>/", series.show, name="series"),
    path("webinar/seri/<slug:slug>/sunting/", series.edit, name="series_edit"),
    path("webinar/seri/<slug:slug>/ikuti/", series.follow, name="series_follow"),
    path("webinar/seri/<slug:slug>/pengampu/", teams.curators, name="curators"),
    path("webinar/<int:pk>/", webinars.show, name="webinar"),
    path("webinar/<int:pk>/kalender.ics", webinars.calendar, name="webinar_calendar"),
    path("webinar/<int:pk>/daftar/", webinars.register, name="webinar_register"),
    path("webinar/<int:pk>/batal/", webinars.give_back, name="webinar_give_back"),
    path("webinar/<int:pk>/ruang/", webinar_rooms.show, name="webinar_room"),
    path("webinar/<int:pk>/di-sini/", webinar_rooms.see, name="webinar_see"),
    path("webinar/<int:pk>/gabung/", webinars.join, name="webinar_join"),
    path(
        "webinar/<int:pk>/kata-sandi/",
        webinars.give_code_word,
        name="webinar_code_word",
    ),
    path("webinar/<int:pk>/tanya/", webinar_questions.show, name="webinar_questions"),
    path("webinar/<int:pk>/tanya/baru/", webinar_questions.ask, name="webinar_ask"),
    path(
        "webinar/<int:pk>/tanya/<int:question_pk>/dukung/",
        webinar_questions.vote,
        name="webinar_vote",
    ),
    path(
        "webinar/<int:pk>/tanya/<int:question_pk>/pandu/",
        webinar_questions.lead,
        name="webinar_lead",
    ),
    path("webinar/<int:pk>/sesudah/", recordings.keep, name="webinar_after"),
    path("webinar/<int:pk>/rekaman/", recordings.show, name="webinar_recording"),
    path(
        "webinar/<int:pk>/rekaman/berkas/",
        recordings.play,
        name="webinar_recording_file",
    ),
    path("webinar/<int:pk>/salindia/", recordings.slides, name="webinar_slides"),
    path("webinar/<int:pk>/rekaman/diputar/", recordings.watch, name="webinar_watch"),
    path("webinar/<int:pk>/sunting/", webinar_desk.edit, name="webinar_edit"),
    path("webinar/<int:pk>/terbitkan/", webinar_desk.publish, name="webinar_publish"),
    path("webinar/<int:pk>/batalkan/", webinar_desk.cancel, name="webinar_cancel"),
    path(
        "webinar/<int:pk>/hadir/",
        webinar_desk.attendance_list,
        name="webinar_attendance",
    ),
    path("webinar/<int:pk>/hadir/cetak/", webinar_lists.to_sign, name="webinar_paper"),
    path("webinar/<int:pk>/hadir/qr/", webinar_lists.on_the_wall, name="webinar_wall"),
    path(
        "webinar/<int:pk>/hadir/aturan/",
        webinar_lists.rule,
        name="attendance_rule",
    ),
    path(
        "webinar/<int:pk>/hadir/kertas/",
        webinar_lists.take_over,
        name="webinar_take_over",
    ),
    path(
        "webinar/<int:pk>/hadir/laporan/",
        webinar_reports.bring,
        name="webinar_report",
    ),
    path(
        "webinar/<int:pk>/hadir/<int:registration_pk>/",
        webinar_desk.correct,
        name="attendance_correct",
    ),
]
