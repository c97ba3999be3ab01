"""Addresses of assignments, and of judging and reviewing what was handed in."""

from django.urls import URLPattern, path

from courses.urls.activities import ACTIVITY
from courses.views import assignments, peer_reviews, submissions

urlpatterns: list[URLPattern] = [
    path("belajar/tugas/", submissions.index, name="submissions"),
    path("belajar/tugas/<int:pk>/", submissions.show, name="submission"),
    path("belajar/tugas/berkas/<uuid:pk>/", submissions.fetch, name="submitted_file"),
    path("belajar/telaah/", peer_reviews.index, name="peer_reviews"),
    path("belajar/telaah/<int:pk>/", peer_reviews.show, name="peer_review"),
    path("belajar/telaah/<int:pk>/tanggapan/", peer_reviews.thank, name="thank_peer"),
    path(f"{ACTIVITY}kumpulkan/", assignments.hand_in, name="submit_work"),
]
