"""Addresses of courses."""

from django.urls import include, path

app_name = "courses"
urlpatterns = [path("", include("courses.webinar_urls"))]
