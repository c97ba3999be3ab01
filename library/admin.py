"""The library in the admin: to find and mend; its pages are for everything else."""

from django.contrib import admin

from library.models import Item


@admin.register(Item)
class ItemAdmin(admin.ModelAdmin[Item]):
    list_display = ["title", "kind", "status", "added_by", "downloads"]
    list_filter = ["status", "kind"]
    search_fields = ["title", "authors"]
    autocomplete_fields = ["added_by"]
    filter_horizontal = ["sectors", "provinces"]
    readonly_fields = ["file", "media_type", "size", "downloads", "published_at"]
