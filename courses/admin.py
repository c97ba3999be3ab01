"""Courses in the admin: what has no page of its own yet."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from courses.actions import outline
from courses.models import Cohort, Course, Module, Series


class ModuleInline(admin.TabularInline[Module, Course]):
    model = Module
    extra = 0


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin[Course]):
    list_display = ["title", "status", "position"]
    list_filter = ["status"]
    search_fields = ["title", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["authors"]
    inlines = [ModuleInline]

    def save_model(
        self, request: HttpRequest, obj: Course, form: ModelForm[Course], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        outline.open_place(obj)


@admin.register(Cohort)
class CohortAdmin(admin.ModelAdmin[Cohort]):
    list_display = ["name", "course", "status", "starts_on", "ends_on"]
    list_filter = ["status", "mode", "course"]
    search_fields = ["name", "course__title"]
    autocomplete_fields = ["course", "facilitators", "mentors"]


@admin.register(Series)
class SeriesAdmin(admin.ModelAdmin[Series]):
    """Who curates a series; its words have a page of their own."""

    list_display = ["title", "slug"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["curators"]
