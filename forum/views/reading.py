"""How far one has read, going on from there, and what came in since."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.context import saves_data
from forum import opened
from forum.actions import reading
from forum.cards import cards_of
from forum.models import Post
from forum.summaries import first_unread
from forum.views.topic_page import get_post, get_topic, may_choose_in, origin_of

MOST_ARRIVALS = 50


@require_http_methods(["GET", "POST"])
def mark(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    """Read as far as this post. Without scripts the page asks for it as a picture."""
    topic = get_topic(request, pk)
    post = get_post(request, topic, post_pk)
    reading.mark_read(reader=request.user, topic=topic, until=post.created)
    response = HttpResponse(status=204)
    response.headers["Cache-Control"] = "no-store"
    return response


@login_not_required
@require_GET
def go_on(
    request: HttpRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    """To the first post that is not read yet, or to the last."""
    topic = get_topic(request, pk)
    post = first_unread(topic, request.user)
    if post is None:
        return redirect(topic)
    post.topic = topic
    return redirect(opened.way_to(post, request.user))


@require_GET
def arrivals(
    request: MemberRequest,
    forum_slug: str,
    forum_pk: int,
    slug: str,
    pk: int,
    post_pk: int,
) -> HttpResponse:
    """The posts after this one, ready to stand below it; 204 when there are none."""
    topic = get_topic(request, pk)
    after = get_post(request, topic, post_pk)
    later = topic.posts.shown_to(request.user).after(after).in_order()
    found: list[Post] = list(later.for_topic_page(request.user)[:MOST_ARRIVALS])
    if not found:
        return HttpResponse(status=204)
    cards = cards_of(
        found,
        topic,
        request.user,
        where="",
        may_respond=True,
        may_choose=may_choose_in(topic, origin_of(topic, request), request.user),
        saves_data=saves_data(request),
    )
    return render(request, "forum/_arrivals.html", {"posts": cards})
