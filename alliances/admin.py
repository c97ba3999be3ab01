"""Alliances in the admin: national staff found them and name their stewards."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from alliances.actions import audiences
from alliances.models import Alliance, Room, Steward


class StewardInline(admin.TabularInline[Steward, Alliance]):
    model = Steward
    raw_id_fields = ["person"]
    extra = 1


class RoomInline(admin.TabularInline[Room, Alliance]):
    model = Room
    prepopulated_fields = {"slug": ["name"]}
    extra = 1


@admin.register(Alliance)
class AllianceAdmin(admin.ModelAdmin[Alliance]):
    list_display = ["name", "sector", "openness"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [StewardInline, RoomInline]

    @transaction.atomic
    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        audiences.fill(form.instance)
