"""Addresses of courses."""

from django.urls import URLPattern, URLResolver, include, path

from courses.views import activities, authoring, boards, catalog, courses

app_name = "courses"

COURSE = "belajar/<slug:slug>/"
ACTIVITY = f"{COURSE}<int:pk>/"
COHORT = "belajar/angkatan/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("courses.webinar_urls")),
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
]
