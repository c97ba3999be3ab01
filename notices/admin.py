"""The e-mails that wait or failed, for staff."""

from django.contrib import admin
from django.http import HttpRequest

from notices.models import Dispatch


@admin.register(Dispatch)
class DispatchAdmin(admin.ModelAdmin[Dispatch]):
    list_display = ["notice", "next_try_at", "tries", "sent_at", "given_up_at"]
    list_filter = ["sent_at", "given_up_at"]
    list_select_related = ["notice"]
    readonly_fields = [
        *("notice", "next_try_at", "tries", "last_error", "sent_at", "given_up_at"),
    ]
    exclude = ["claimed_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
