"""Requests whose sender is known."""

from django.http import HttpRequest

from crowdfunding.people.models import Person


class MemberRequest(HttpRequest):
    """A request behind the sign-in: its user is a person."""

    user: Person
