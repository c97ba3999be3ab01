"""The page of one topic, as every view that ends there shows it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import User
from common.context import saves_data
from common.readings import named_in
from forum import opened
from forum.cards import PostCard, address_of, beside, cards_of
from forum.forms import ReplyForm, fresh_reply
from forum.models import Post, Topic
from forum.names import name_in, shown_author
from forum.permissions import can_reply, may_choose_answer
from forum.quoting import quote
from forum.shown_polls import poll_of
from forum.threads import as_threads


def get_topic(request: HttpRequest, pk: int) -> Topic:
    topic = opened.topic_for(request.user, pk)
    if topic is None:
        raise Http404
    return topic


def get_post(request: HttpRequest, topic: Topic, pk: int) -> Post:
    """A post of a topic that is visible already."""
    posts = topic.posts.shown_to(request.user)
    post: Post = get_object_or_404(posts, pk=pk)
    post.topic = topic
    return post


def empty_form(request: HttpRequest, topic: Topic) -> ReplyForm:
    """The form as it begins: with what was begun before, or with what is quoted."""
    # Most readers answer nothing in particular yet, and then nobody asks.
    posts: Any = SimpleLazyObject(lambda: topic.posts.shown_to(request.user))
    quoted = _asked_for(request, "kutip", posts)
    answered = quoted or _asked_for(request, "balas", posts)
    draft = opened.draft_in(topic, request.user)
    body = draft.body if draft else ""
    if quoted:
        words = quote(quoted, name=shown_author(quoted).name)
        body = f"{body.rstrip()}\n\n{words}".lstrip()
    reply_to = answered.pk if answered else draft.reply_to_id if draft else None
    files = draft.kept_files if draft else []
    if not (body or reply_to or files):
        return fresh_reply()
    seen = draft.version if draft else ""
    initial = {"body": body, "reply_to": reply_to, "files": files, "seen": seen}
    return ReplyForm(posts=posts, owner=request.user, initial=initial)


def topic_page(
    request: HttpRequest,
    topic: Topic,
    form: ReplyForm,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    user = request.user
    page = opened.posts_of(topic, user, request)
    origin = origin_of(topic, request)
    where = f"hal={page.number}&" if page.number > 1 else ""
    cards = cards_of(
        page.object_list,
        topic,
        user,
        where=where,
        saves_data=saves_data(request),
        may_respond=user.is_authenticated and user.is_active,
        may_choose=may_choose_in(topic, origin, user),
    )
    context = {
        "topic": topic,
        "address": address_of(topic),
        "first_title": _first_title(topic, user),
        "page": page,
        "threads": as_threads(cards),
        "form": form,
        "answered": form.answered,
        "origin": origin,
        "decision": can_reply(user, topic),
        "writes_as": name_in(topic.forum, user),
        "poll": poll_of(topic, user) if page.number == 1 else None,
        "others": tuple(beside(other) for other in opened.others_beside(topic)),
        "readings": named_in(" ".join(card.rendered for card in cards), user),
        "first_new": _first_new(request, topic, cards),
        "last": cards[-1].pk if cards else None,
        "is_behind": _is_behind(request, topic),
        **more,
    }
    return render(request, "forum/topic.html", context, status=status)


def may_choose_in(
    topic: Topic, origin: Model | None, user: User | AnonymousUser
) -> bool:
    """Whether one may say which reply is the answer, in a topic by `get_topic`."""
    return topic.is_moderated or may_choose_answer(user, topic, origin)


def _first_title(topic: Topic, user: User | AnonymousUser) -> str:
    """What it was called, for who called it so and who looks after it."""
    is_told = topic.untitled and (topic.is_moderated or topic.is_by(user))
    return topic.first_title if is_told else ""


def say_if_waiting(request: HttpRequest, written: Topic | Post) -> None:
    """Once it is sent, who wrote it hears why nobody else sees it yet."""
    if not written.approved:
        messages.info(
            request,
            _(
                "Terkirim. Moderator memeriksanya dulu, lalu Anda mendapat kabar."
                " Sampai saat itu hanya Anda yang melihatnya."
            ),
        )


def _asked_for(request: HttpRequest, name: str, posts: Any) -> Post | None:
    """The post that the address names, when it is there to be answered."""
    number = request.GET.get(name, "")
    if not number.isdecimal() or len(number) > 12:
        return None
    found: Post | None = (
        posts.filter(pk=number, deleted_at=None)
        .select_related("poster", "pseudonym")
        .first()
    )
    return found


def _first_new(request: HttpRequest, topic: Topic, cards: list[PostCard]) -> int | None:
    """The first post that others wrote since the reader was here, when some is old."""
    if not request.user.is_authenticated:
        return None
    new = (
        card.pk
        for card in cards
        if card.created > topic.read_until and not (card.is_own or card.is_deleted)
    )
    return next(new, None)


def _is_behind(request: HttpRequest, topic: Topic) -> bool:
    """Whether something, on whatever page, is left to read."""
    latest = topic.last_post_on
    return request.user.is_authenticated and bool(latest and latest > topic.read_until)


def origin_of(topic: Topic, request: HttpRequest) -> Model | None:
    """What it was asked about, if this reader may see that."""
    known = getattr(topic, "origin", None)
    return known.shown_to(request.user) if known else None
