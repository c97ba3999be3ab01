"""Addresses of single activities, whatever their kind."""

from django.urls import URLPattern, path

from courses.urls.courses import COURSE
from courses.views import activities, lessons, quizzes

ACTIVITY = f"{COURSE}<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(ACTIVITY, activities.show, name="activity"),
    path(f"{ACTIVITY}sunting/", activities.edit, name="edit"),
    path(f"{ACTIVITY}selesai/", lessons.finish, name="finish"),
    path(f"{ACTIVITY}jawab/", quizzes.submit, name="submit"),
    path(f"{ACTIVITY}mulai/", quizzes.begin, name="begin"),
    path(f"{ACTIVITY}simpan/<int:attempt>/", quizzes.keep, name="keep"),
    path(f"{ACTIVITY}selesai/<int:attempt>/", quizzes.finish, name="hand_in"),
    path(f"{ACTIVITY}hasil/<int:attempt>/", quizzes.attempt, name="attempt"),
]
