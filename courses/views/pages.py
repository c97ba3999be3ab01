"""Pages that every kind of activity may answer with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from courses.permissions import what_opens
from courses.views.finding import Found


def closed(request: HttpRequest, found: Found) -> HttpResponse:
    """Not yet for this reader: why, and what opens it."""
    conditions = found.standing.conditions.get(found.activity.pk, [])
    context = {
        "found": found,
        # Only who has a seat can do something about them.
        "conditions": [(each, what_opens(each)) for each in conditions]
        if found.standing.is_learning
        else [],
    }
    return render(request, "courses/closed.html", context, status=403)
