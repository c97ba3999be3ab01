"""Addresses of cohorts."""

from django.urls import URLPattern, path

from courses.views import boards, cohorts, greetings, joining, paths, rosters

COHORT = "belajar/angkatan/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("belajar/jalur/", paths.index, name="paths"),
    path("belajar/jalur/baru/", paths.new, name="path_new"),
    path("belajar/jalur/<slug:slug>/", paths.show, name="path"),
    path("belajar/jalur/<slug:slug>/sunting/", paths.edit, name="path_edit"),
    path("belajar/jalur/<slug:slug>/terbit/", paths.publish, name="path_publish"),
    path("belajar/angkatan/", boards.index, name="cohorts"),
    path(COHORT, boards.show, name="cohort"),
    path(f"{COHORT}papan.csv", boards.export, {"form": "csv"}, name="board_csv"),
    path(f"{COHORT}papan.xlsx", boards.export, {"form": "xlsx"}, name="board_xlsx"),
    path(f"{COHORT}jadwal/", boards.pace, name="pace"),
    path(f"{COHORT}peserta/<int:seat>/", boards.learner, name="learner"),
    path(f"{COHORT}ikut/", joining.enroll, name="enroll"),
    path(f"{COHORT}tunggu/", joining.wait, name="wait"),
    path(f"{COHORT}minta/", joining.ask, name="ask"),
    path(f"{COHORT}batal/", joining.give_up, name="give_up"),
    path("belajar/angkatan/baru/", cohorts.new, name="cohort_new"),
    path(f"{COHORT}sunting/", cohorts.edit, name="cohort_edit"),
    path(f"{COHORT}buka/", cohorts.open_enrollment, name="cohort_open"),
    path(f"{COHORT}tutup/", cohorts.close_enrollment, name="cohort_close"),
    path(f"{COHORT}daftar-nama/", rosters.new, name="roster_new"),
    path(f"{COHORT}daftar-nama/<int:roster>/", rosters.show, name="roster"),
    path(f"{COHORT}bagan/", boards.charts, name="charts"),
    path(f"{COHORT}sapa/", greetings.write, name="greet"),
    path(f"{COHORT}permohonan/", cohorts.applications_page, name="applications"),
    path(
        f"{COHORT}permohonan/<int:application>/terima/",
        cohorts.accept,
        name="application_accept",
    ),
    path(
        f"{COHORT}permohonan/<int:application>/tolak/",
        cohorts.decline,
        name="application_decline",
    ),
    path(f"{COHORT}peserta/<int:seat>/keluarkan/", cohorts.remove, name="remove"),
    path(f"{COHORT}keluar/", joining.leave, name="leave"),
]
