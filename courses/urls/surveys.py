"""Addresses of surveys, below their activity."""

from django.urls import URLPattern, path

from courses.urls.activities import ACTIVITY
from courses.views import surveys

urlpatterns: list[URLPattern] = [
    path(f"{ACTIVITY}survei/", surveys.answer, name="answer_survey"),
    path(f"{ACTIVITY}survei/hasil/", surveys.results, name="survey_results"),
]
