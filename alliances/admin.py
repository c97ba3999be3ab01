"""Alliances in the admin: national staff found them and name their first stewards."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest

from alliances import realtime
from alliances.actions import audiences
from alliances.models import Alliance, Room, Steward


class StewardInline(admin.TabularInline[Steward, Alliance]):
    model = Steward
    raw_id_fields = ["person"]
    extra = 1


class RoomInline(admin.TabularInline[Room, Alliance]):
    """To be seen only: rooms are opened and arranged by their stewards' actions."""

    model = Room
    fields = ["name", "kind", "keeps_days", "allows_pseudonyms"]
    readonly_fields = ["name", "kind", "keeps_days", "allows_pseudonyms"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Alliance)
class AllianceAdmin(admin.ModelAdmin[Alliance]):
    list_display = ["name", "sector", "openness"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    # Allowed on the site, which asks whose name would be told.
    readonly_fields = ["allows_pseudonyms"]
    inlines = [StewardInline, RoomInline]

    @transaction.atomic
    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Whoever stops being a steward may still be a member: their sockets ask."""
        alliance = form.instance
        before = set(alliance.stewards.values_list("person", flat=True))
        super().save_related(request, form, formsets, change)
        after = set(alliance.stewards.values_list("person", flat=True))
        audiences.fill(alliance)
        realtime.look_again(before - after)
