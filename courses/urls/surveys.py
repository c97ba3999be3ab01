"""Addresses of surveys, below their activity."""

from django.urls import URLPattern, path

from courses.urls.activities import ACTIVITY
from courses.views import surveys

urlpatterns: list[URLPattern] = [
    path(f"{ACTIVITY}survei/", surveys.answer, name="answer_survey"),
    path(f"{ACTIVITY}survei/hasil/", surveys.results, name="survey_results"),
    path(f"{ACTIVITY}survei/orang/", surveys.people, name="survey_people"),
    path(
        f"{ACTIVITY}survei/orang.csv",
        surveys.export,
        {"form": "csv"},
        name="survey_csv",
    ),
    path(
        f"{ACTIVITY}survei/orang.xlsx",
        surveys.export,
        {"form": "xlsx"},
        name="survey_xlsx",
    ),
]
