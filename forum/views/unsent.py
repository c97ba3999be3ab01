"""What somebody wrote is shown to them when its place is no longer there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.http import MemberRequest

View = Callable[..., HttpResponse]


def keeps_words(view: View) -> View:
    """Gone, closed, or never there: which it was is not said, and no word is lost."""

    @wraps(view)
    def kept(request: MemberRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except Http404:
            typed = {name: request.POST.get(name, "") for name in ("title", "body")}
            if not any(typed.values()):
                raise
            return render(request, "forum/gone.html", typed, status=404)

    return kept
