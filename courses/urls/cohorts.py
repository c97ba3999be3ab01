"""Addresses of cohorts."""

from django.urls import URLPattern, path

from courses.views import boards, cohorts, joining

COHORT = "belajar/angkatan/<int:pk>/"

urlpatterns: list[URLPattern] = [
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
