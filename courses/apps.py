"""Courses, cohorts, webinars, completion."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Kelas"

    def ready(self) -> None:
        from courses import invitables, receivers, roles  # noqa: F401
