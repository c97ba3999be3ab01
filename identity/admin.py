"""What staff see of sign-on: which notices wait, and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from identity.models import SignOutNotice


@admin.register(SignOutNotice)
class SignOutNoticeAdmin(admin.ModelAdmin[SignOutNotice]):
    list_display = ("created_at", "client", "due_at", "sent_at", "tries", "answer")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), "client")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
