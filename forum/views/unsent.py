"""What somebody wrote is shown to them when its place is no longer there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.http import MemberRequest

View = Callable[..., HttpResponse]
# Of a topic and of a reply: what people wrote, in the order of the page.
WORDS = ("title", "body", "tags", "poll-question", "poll-options")


def keeps_words(view: View) -> View:
    """Gone, closed, or never there: which it was is not said, and no word is lost."""

    @wraps(view)
    def kept(request: MemberRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except Http404:
            if not (words := words_typed(request)):
                raise
            return render(request, "forum/gone.html", {"words": words}, status=404)

    return kept


def words_typed(request: HttpRequest) -> str:
    """All of it as one text, to be copied from."""
    typed = (request.POST.get(name, "").strip() for name in WORDS)
    return "\n\n".join(filter(None, typed))
