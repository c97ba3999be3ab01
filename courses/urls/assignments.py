"""Addresses of assignments, and of judging what was handed in."""

from django.urls import URLPattern, path

from courses.urls.activities import ACTIVITY
from courses.views import assignments, submissions

urlpatterns: list[URLPattern] = [
    path("belajar/tugas/", submissions.index, name="submissions"),
    path("belajar/tugas/<int:pk>/", submissions.show, name="submission"),
    path("belajar/tugas/berkas/<uuid:pk>/", submissions.fetch, name="submitted_file"),
    path(f"{ACTIVITY}kumpulkan/", assignments.hand_in, name="submit_work"),
]
