"""Regions and the journal, for staff of either site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from common.models import JournalEntry, Province, Regency


@admin.register(Province)
class ProvinceAdmin(admin.ModelAdmin[Province]):
    list_display = ["code", "name", "time_zone", "valid_from", "valid_to"]
    search_fields = ["code", "name"]


@admin.register(Regency)
class RegencyAdmin(admin.ModelAdmin[Regency]):
    list_display = ["code", "name", "province", "valid_from", "valid_to"]
    list_filter = ["province", "kind"]
    list_select_related = ["province"]
    search_fields = ["code", "name"]
    autocomplete_fields = ["province"]


@admin.register(JournalEntry)
class JournalEntryAdmin(admin.ModelAdmin[JournalEntry]):
    """Read only: a journal that can be corrected is none."""

    list_display = ["created_at", "deed", "subject", "actor", "person"]
    list_filter = ["deed"]
    list_select_related = ["actor", "person"]
    search_fields = ["deed", "subject", "reason"]
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
