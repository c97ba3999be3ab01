"""Courses in the admin: what has no page of its own yet."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from courses.actions import outline
from courses.models import Answer, Choice, Cohort, Course, Module, Question, Quiz


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


class ChoiceInline(admin.TabularInline[Choice, Question]):
    model = Choice
    extra = 0


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin[Question]):
    list_display = ["prompt", "quiz", "position", "retired_at"]
    list_select_related = ["quiz__activity"]
    search_fields = ["prompt"]
    raw_id_fields = ["quiz"]
    inlines = [ChoiceInline]

    def has_change_permission(
        self, request: HttpRequest, obj: Question | None = None
    ) -> bool:
        """What was answered is never reworded underneath the answers."""
        if obj is not None and Answer.objects.filter(question=obj).exists():
            return False
        return super().has_change_permission(request, obj)


@admin.register(Quiz)
class QuizAdmin(admin.ModelAdmin[Quiz]):
    list_display = ["activity", "intro"]
    list_select_related = ["activity"]
    raw_id_fields = ["activity"]
