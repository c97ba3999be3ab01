"""Partners, for staff: a copy is mended at its source, on lokadaya.net."""

from django.contrib import admin

from crowdfunding.partners.models import Partner


@admin.register(Partner)
class PartnerAdmin(admin.ModelAdmin[Partner]):
    list_display = ["name", "kind", "regency", "is_stub", "created_at"]
    list_filter = ["kind", "is_stub"]
    list_select_related = ["regency"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["regency"]
    readonly_fields = ["uuid", "created_at"]
