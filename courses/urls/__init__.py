"""Addresses of courses, one list for each area."""

from django.urls import URLPattern, URLResolver

from courses.urls import (
    activities,
    assignments,
    bank,
    certificates,
    cohorts,
    composing,
    corrections,
    courses,
    discussions,
    grades,
    surveys,
    webinars,
)

app_name = "courses"

# Words come before slugs: "belajar/angkatan/" is no course.
urlpatterns: list[URLPattern | URLResolver] = [
    *assignments.urlpatterns,
    *cohorts.urlpatterns,
    *corrections.urlpatterns,
    *grades.urlpatterns,
    *composing.urlpatterns,
    *bank.urlpatterns,
    *courses.urlpatterns,
    *activities.urlpatterns,
    *discussions.urlpatterns,
    *surveys.urlpatterns,
    *webinars.urlpatterns,
    *certificates.urlpatterns,
]
