"""Addresses of courses."""

from django.urls import URLPattern, URLResolver, path

from courses.views import (
    activities,
    authoring,
    boards,
    catalog,
    courses,
    webinar_desk,
    webinars,
)

app_name = "courses"

COURSE = "belajar/<slug:slug>/"
ACTIVITY = f"{COURSE}<int:pk>/"
COHORT = "belajar/angkatan/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("belajar/", catalog.show, name="catalog"),
    path("belajar/angkatan/", boards.index, name="cohorts"),
    path(COHORT, boards.show, name="cohort"),
    path(f"{COHORT}jadwal/", boards.pace, name="pace"),
    path(f"{COHORT}peserta/<int:seat>/", boards.learner, name="learner"),
    path(f"{COHORT}ikut/", courses.enroll, name="enroll"),
    path(f"{COHORT}keluar/", courses.leave, name="leave"),
    path(COURSE, courses.show, name="course"),
    path(f"{COURSE}modul/<int:module>/tulis/", authoring.write, name="write"),
    path(ACTIVITY, activities.show, name="activity"),
    path(f"{ACTIVITY}sunting/", authoring.edit, name="edit"),
    path(f"{ACTIVITY}selesai/", activities.finish, name="finish"),
    path(f"{ACTIVITY}jawab/", activities.submit, name="submit"),
    path(f"{ACTIVITY}hasil/<int:attempt>/", activities.attempt, name="attempt"),
    path("webinar/", webinars.index, name="webinars"),
    path("webinar/baru/", webinar_desk.new, name="webinar_new"),
    path("webinar/<int:pk>/", webinars.show, name="webinar"),
    path("webinar/<int:pk>/kalender.ics", webinars.calendar, name="webinar_calendar"),
    path("webinar/<int:pk>/daftar/", webinars.register, name="webinar_register"),
    path("webinar/<int:pk>/batal/", webinars.give_back, name="webinar_give_back"),
    path("webinar/<int:pk>/gabung/", webinars.join, name="webinar_join"),
    path(
        "webinar/<int:pk>/kata-sandi/",
        webinars.give_code_word,
        name="webinar_code_word",
    ),
    path("webinar/<int:pk>/sunting/", webinar_desk.edit, name="webinar_edit"),
    path("webinar/<int:pk>/terbitkan/", webinar_desk.publish, name="webinar_publish"),
    path("webinar/<int:pk>/batalkan/", webinar_desk.cancel, name="webinar_cancel"),
    path(
        "webinar/<int:pk>/hadir/",
        webinar_desk.attendance_list,
        name="webinar_attendance",
    ),
    path(
        "webinar/<int:pk>/hadir/<int:registration_pk>/",
        webinar_desk.correct,
        name="attendance_correct",
    ),
]
