"""Answering a topic's poll, asking it otherwise, and closing it."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import polls
from forum.models import TopicPoll
from forum.permissions import can_run_poll
from forum.poll_forms import (
    BallotForm,
    ChangedPollForm,
    ClosingForm,
    PollForm,
    as_typed,
)
from forum.views.topic_page import empty_form, get_topic, topic_page


@require_POST
def vote(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = get_topic(request, pk)
    poll = get_object_or_404(TopicPoll, topic=topic)
    numbers = list(poll.options.values_list("pk", flat=True))
    ballot = BallotForm(request.POST, numbers=numbers)
    chosen = ballot.cleaned_data["options"] if ballot.is_valid() else []
    try:
        polls.vote(voter=request.user, poll=poll, options=chosen)
    except Refused as refusal:
        form = empty_form(request, topic)
        return topic_page(request, topic, form, status=422, refusal=str(refusal))
    messages.success(request, _("Pilihan Anda sudah dihitung."))
    return redirect(f"{topic.get_absolute_url()}#jajak")


@require_POST
def close(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    topic = get_topic(request, pk)
    poll = get_object_or_404(TopicPoll, topic=topic)
    try:
        polls.close(closer=request.user, poll=poll)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Jajak pendapat ditutup."))
    return redirect(f"{topic.get_absolute_url()}#jajak")


@require_http_methods(["GET", "HEAD", "POST"])
def change(
    request: MemberRequest, forum_slug: str, forum_pk: int, slug: str, pk: int
) -> HttpResponse:
    """All of it while nobody has answered; after that its day."""
    topic = get_topic(request, pk)
    poll = get_object_or_404(TopicPoll.objects.select_related("topic"), topic=topic)
    form = _change_form(poll, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _change(request, poll, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Jajak pendapat sudah diubah."))
            return redirect(f"{topic.get_absolute_url()}#jajak")
    decision = can_run_poll(request.user, poll)
    context = {"topic": topic, "form": form, "decision": decision}
    status = 422 if form.is_bound else 200
    return render(request, "forum/poll.html", context, status=status)


def _change_form(poll: TopicPoll, typed: QueryDict | None) -> ClosingForm:
    initial = as_typed(poll)
    if poll.voters:
        return ClosingForm(typed, initial=initial)
    allows_names = not poll.topic.forum.allows_pseudonyms
    return ChangedPollForm(typed, initial=initial, allows_names=allows_names)


def _change(request: MemberRequest, poll: TopicPoll, form: ClosingForm) -> None:
    if isinstance(form, PollForm):
        asked = form.asked()
        assert asked is not None
        polls.change(asker=request.user, poll=poll, asked=asked)
    else:
        day = form.cleaned_data["closes_on"]
        polls.move_closing(asker=request.user, poll=poll, closes_at=day)
