"""Addresses of discussions, below their activity."""

from django.urls import URLPattern, path

from courses.urls.activities import ACTIVITY
from courses.views import discussions

urlpatterns: list[URLPattern] = [
    path(f"{ACTIVITY}diskusi/", discussions.answer, name="answer_discussion"),
]
