"""Addresses of courses and of writing in them."""

from django.urls import URLPattern, path

from courses.views import catalog, courses, lessons, pocket

COURSE = "belajar/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("belajar/", catalog.show, name="catalog"),
    path(COURSE, courses.show, name="course"),
    path(f"{COURSE}saku.json", pocket.show, name="pocket"),
    path(f"{COURSE}modul/<int:module>/tulis/", lessons.write, name="write"),
]
