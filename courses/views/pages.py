"""Pages that every kind of activity may answer with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.views.finding import Found


def closed(request: HttpRequest, found: Found) -> HttpResponse:
    """Not yet for this reader: why, and what opens it."""
    return render(request, "courses/closed.html", {"found": found}, status=403)
