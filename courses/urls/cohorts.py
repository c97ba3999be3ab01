"""Addresses of cohorts."""

from django.urls import URLPattern, path

from courses.views import boards, courses

COHORT = "belajar/angkatan/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("belajar/angkatan/", boards.index, name="cohorts"),
    path(COHORT, boards.show, name="cohort"),
    path(f"{COHORT}papan.csv", boards.export, {"form": "csv"}, name="board_csv"),
    path(f"{COHORT}papan.xlsx", boards.export, {"form": "xlsx"}, name="board_xlsx"),
    path(f"{COHORT}jadwal/", boards.pace, name="pace"),
    path(f"{COHORT}peserta/<int:seat>/", boards.learner, name="learner"),
    path(f"{COHORT}ikut/", courses.enroll, name="enroll"),
    path(f"{COHORT}keluar/", courses.leave, name="leave"),
]
