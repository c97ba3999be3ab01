"""Pledges, for staff to look up; only who pledged changes them."""

from django.contrib import admin
from django.http import HttpRequest

from crowdfunding.pledges.models import Pledge


@admin.register(Pledge)
class PledgeAdmin(admin.ModelAdmin[Pledge]):
    list_display = ["name", "need", "quantity", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["need"]
    search_fields = ["name", "contact"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Pledge | None = None
    ) -> bool:
        return False
