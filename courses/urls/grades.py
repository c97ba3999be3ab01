"""Addresses of grades."""

from django.urls import URLPattern, path

from courses.urls.cohorts import COHORT
from courses.urls.courses import COURSE
from courses.views import grades

urlpatterns: list[URLPattern] = [
    path("belajar/nilai/", grades.mine, name="grades"),
    path(f"{COURSE}nilai/", grades.of_course, name="course_grades"),
    path(f"{COHORT}nilai/", grades.gradebook, name="gradebook"),
    path(f"{COHORT}nilai.csv", grades.export, {"form": "csv"}, name="gradebook_csv"),
    path(f"{COHORT}nilai.xlsx", grades.export, {"form": "xlsx"}, name="gradebook_xlsx"),
]
