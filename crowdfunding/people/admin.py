"""People of lokadaya.com, for staff: who reviews initiatives, who may sign in."""

from django.contrib import admin
from django.http import HttpRequest

from crowdfunding.people.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    """People come from lokadaya.net by signing in: none is made or deleted here."""

    list_display = ["name", "is_reviewer", "is_staff", "is_active", "created_at"]
    list_filter = ["is_reviewer", "is_staff", "is_active"]
    search_fields = ["name", "subject"]
    fields = ["name", "issuer", "subject", "is_reviewer", "is_active", "created_at"]
    readonly_fields = ["name", "issuer", "subject", "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Person | None = None
    ) -> bool:
        return False
