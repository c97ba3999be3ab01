"""Requests whose sender is known."""

from django.http import HttpRequest

from accounts.models import User


class MemberRequest(HttpRequest):
    """A request behind the sign-in: its user is a person."""

    user: User
