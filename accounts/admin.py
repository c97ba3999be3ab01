"""People and their consents, for national staff."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import Consent, User

# Staff sign in where everyone does: with the same limits, and later a second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class ConsentInline(admin.TabularInline[Consent, User]):
    model = Consent
    extra = 0
    can_delete = False
    readonly_fields = ["version", "language", "given_at", "withdrawn_at"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin[User]):
    list_display = ["name", "email", "phone", "regency", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff", "regency__province"]
    list_select_related = ["regency"]
    search_fields = ["name", "email", "phone"]
    autocomplete_fields = ["regency"]
    readonly_fields = ["sub", "created_at", "last_login", "phone_verified_at"]
    fields = [
        *("name", "email", "phone", "phone_verified_at", "about", "regency"),
        *("language", "is_active", "is_staff", "is_superuser", "groups"),
        *("sub", "created_at", "last_login"),
    ]
    inlines = [ConsentInline]


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin[Consent]):
    list_display = ["person", "version", "language", "given_at", "withdrawn_at"]
    list_filter = ["version"]
    list_select_related = ["person"]
    search_fields = ["person__name", "person__email", "person__phone"]
    readonly_fields = ["person", "version", "language", "given_at"]
