"""Initiatives and forms of support, for staff."""

from django.contrib import admin
from django.http import HttpRequest

from crowdfunding.campaigns.models import Campaign, Need, Review, SupportForm


@admin.register(SupportForm)
class SupportFormAdmin(admin.ModelAdmin[SupportForm]):
    list_display = ["name", "slug", "needs_permit", "position"]
    list_editable = ["needs_permit", "position"]


class NeedInline(admin.TabularInline[Need, Campaign]):
    model = Need
    extra = 0


@admin.register(Campaign)
class CampaignAdmin(admin.ModelAdmin[Campaign]):
    """Its state is moved on the site, where the journal and lokadaya.net hear of it."""

    list_display = ["title", "partner", "regency", "state", "is_parked", "updated_at"]
    list_filter = ["state", "is_parked", "regency__province"]
    list_select_related = ["partner", "regency"]
    search_fields = ["title", "short_id"]
    autocomplete_fields = ["partner", "regency"]
    readonly_fields = [
        *("uuid", "short_id", "worksheet", "revision", "initiator", "state"),
        *("story_text", "evidence", "actors", "indicators", "sdgs", "provenance"),
        *("edited_at", "submitted_at", "published_at", "closed_at", "created_at"),
    ]
    inlines = [NeedInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin[Review]):
    list_display = ["campaign", "verdict", "reviewer", "created_at"]
    list_select_related = ["campaign", "reviewer"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Review | None = None
    ) -> bool:
        return False
