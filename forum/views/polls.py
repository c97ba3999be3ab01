"""Answering a topic's poll, and closing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from forum.actions import polls
from forum.models import TopicPoll
from forum.poll_forms import BallotForm
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
