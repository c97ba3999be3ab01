"""Discussions: the question, the answers in the course's forum, and a new one."""

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import Refused
from common.http import is_copy
from courses.actions import discussions, reading
from courses.forms import DiscussForm, DiscussionForm
from courses.models import Discussion
from courses.permissions import may_discuss, may_do
from courses.summaries.discussing import pseudonym_of, talk
from courses.views import pages
from courses.views.finding import Found, find_activity
from forum.links import ask_url
from forum.summaries import topics_about


def show(request: HttpRequest, found: Found) -> HttpResponse:
    discussion = _discussion(found)
    if not is_copy(request):
        reading.note_reading(standing=found.standing, activity=found.activity)
        _credit(request.user, found, discussion)
    return _page(request, found, discussion, DiscussForm())


def _credit(user: User | AnonymousUser, found: Found, discussion: Discussion) -> None:
    """In a preview nothing counts."""
    standing = found.standing
    counts = may_do(standing) and not standing.is_preview and found.step.decision
    if user.is_authenticated and counts and not found.step.is_done:
        discussions.count_words(learner=user, discussion=discussion)


@require_POST
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    found = find_activity(request, slug, pk)
    discussion = _discussion(found)
    if not found.step.decision:
        return pages.closed(request, found)
    form = DiscussForm(request.POST)
    if form.is_valid():
        try:
            discussions.answer(
                author=request.user, discussion=discussion, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Jawaban Anda terkirim ke CoP."))
            return redirect(f"{found.activity.get_absolute_url()}#jawaban")
    return _page(request, found, discussion, form, status=422)


def edit(request: MemberRequest, found: Found) -> HttpResponse:
    discussion = _discussion(found)
    initial = {"question": discussion.question}
    form = DiscussionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        discussions.write(
            author=request.user, discussion=discussion, **form.cleaned_data
        )
        messages.success(request, _("Pertanyaan tersimpan."))
        return redirect("courses:edit", found.standing.course.slug, found.activity.pk)
    context = {
        "found": found,
        "form": form,
        "discussion": discussion,
        "talk": talk(discussion, request.user),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/discussion_edit.html", context, status=status)


def _discussion(found: Found) -> Discussion:
    asked = Discussion.objects.select_related("topic__forum")
    discussion = get_object_or_404(asked, activity=found.activity)
    discussion.activity = found.activity
    return discussion


def _page(
    request: HttpRequest,
    found: Found,
    discussion: Discussion,
    form: DiscussForm,
    *,
    status: int = 200,
) -> HttpResponse:
    topics = topics_about(found.activity, request.user)
    shared = discussion.topic.get_absolute_url() if discussion.topic else ""
    context = {
        "found": found,
        "discussion": discussion,
        "form": form,
        "decision": may_discuss(request.user, discussion, found.step.decision),
        "may_do": may_do(found.standing),
        "talk": talk(discussion, request.user),
        "pseudonym": pseudonym_of(discussion, request.user),
        "topics": [topic for topic in topics if topic.url != shared],
        "ask_url": ask_url(place=found.outline.course.place, origin=found.activity),
    }
    return render(request, "courses/discussion.html", context, status=status)
