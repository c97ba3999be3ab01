"""Addresses of rules, and of corrections of what was done."""

from django.urls import URLPattern, path

from courses.urls.cohorts import COHORT
from courses.urls.courses import COURSE
from courses.views import corrections

STEP = f"{COHORT}peserta/<int:seat>/kegiatan/<int:activity>/"

urlpatterns: list[URLPattern] = [
    path(f"{COURSE}aturan/", corrections.rules, name="rules"),
    path(f"{STEP}catat/", corrections.correct, {"verdict": "grant"}, name="grant"),
    path(
        f"{STEP}pertanyakan/",
        corrections.correct,
        {"verdict": "contest"},
        name="contest",
    ),
]
