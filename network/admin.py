"""Organisations, sectors, members and coordinators, for national staff."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from network.models import Audience, Coordination, Membership, Organization, Sector
from network.signals import (
    organization_kind_changed,
    organization_unlisted,
    sector_kept,
)


@admin.register(Sector)
class SectorAdmin(admin.ModelAdmin[Sector]):
    list_display = ["name", "slug", "position"]
    list_editable = ["position"]
    search_fields = ["name", "slug"]

    def save_model(
        self, request: HttpRequest, obj: Sector, form: Any, change: bool
    ) -> None:
        before = Sector.objects.filter(pk=obj.pk).values_list("name", flat=True)
        was = before.first() or ""
        super().save_model(request, obj, form, change)
        sector_kept.send(sender=Sector, sector=obj, was=was)


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin[Organization]):
    list_display = ["name", "kind", "regency", "state", "created_at"]
    list_filter = ["state", "kind", "regency__province"]
    list_select_related = ["regency"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["regency", "sectors", "proposed_by"]
    readonly_fields = ["uuid", "created_at"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(
        self, request: HttpRequest, obj: Organization, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if change and "kind" in form.changed_data:
            organization_kind_changed.send(sender=Organization, organization=obj)
        is_unlisted = obj.state != Organization.State.LISTED
        if change and "state" in form.changed_data and is_unlisted:
            organization_unlisted.send(
                sender=Organization, organization=obj, actor=request.user
            )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its members, and what they wrote and signed for it, would go unheard."""
        return False


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """To be seen only. What is done on the site, alliances and the journal hear of."""

    list_display = ["person", "organization", "role", "confirmed_at", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["person", "organization"]
    search_fields = ["person__name", "person__email", "organization__name"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Coordination)
class CoordinationAdmin(admin.ModelAdmin[Coordination]):
    list_display = ["province", "person", "created_at"]
    list_select_related = ["province", "person"]
    search_fields = ["province__name", "person__name", "person__email"]
    autocomplete_fields = ["province", "person"]


@admin.register(Audience)
class AudienceAdmin(admin.ModelAdmin[Audience]):
    """Filled by the apps that own the names; looked at here when a forum is missing."""

    list_display = ["name"]
    search_fields = ["name"]
    autocomplete_fields = ["members"]
