"""Asking a question for discussion, and answering it in the forum of the course."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no, require
from courses.actions import completion, outline
from courses.models import Activity, Completion, Discussion, Rule
from courses.permissions import can_discuss, can_do, can_edit
from forum.actions import posts, topics
from forum.models import Forum, Post, Topic
from forum.permissions import can_edit as can_edit_post
from forum.permissions import can_open_topic


@transaction.atomic
def write(*, author: User, discussion: Discussion, question: str) -> Discussion:
    """Ask this from now on, also in the topic while its first post may be mended."""
    discussion = _locked(discussion)
    require(can_edit(author, discussion.activity.module.course))
    discussion.question, discussion.asked_by = question, author
    discussion.save(update_fields=["question", "asked_by"])
    head = discussion.topic.first_post if discussion.topic else None
    if head is not None and can_edit_post(author, head):
        posts.edit(author=author, post=head, body=question)
    return discussion


@transaction.atomic
def answer(*, author: User, discussion: Discussion, body: str) -> Post:
    """Reply in the one topic of the discussion, or raise `Refused`.

    The discussion is locked: two first answers open one topic.
    """
    discussion = _locked(discussion)
    require(can_discuss(author, discussion))
    topic = discussion.topic or _open_topic(discussion, author)
    return topics.reply(author=author, topic=topic, body=body)


def credit(*, learner: User, discussion: Discussion) -> Completion | None:
    """Count what the learner wrote under their own name in the topic, if it counts.

    Asked again at every visit: who wrote before their cohort began is not asked to
    write twice. What stands under a pseudonym never counts: the facilitator's sheet
    would tell, by the day, whose it is.
    """
    if discussion.topic is None or not can_do(learner, discussion.activity):
        return None
    return count_words(learner=learner, discussion=discussion)


def count_words(*, learner: User, discussion: Discussion) -> Completion | None:
    """`credit`, for a caller who has asked whether it counts."""
    if discussion.topic is None:
        return None
    own = discussion.topic.posts.by(learner).filter(pseudonym=None)
    question = discussion.topic.first_post_id
    written = own.filter(approved=True).exclude(pk=question)
    post = written.first() if question else None
    if post is None:
        return None
    return completion.meet(
        learner=learner,
        activity=discussion.activity,
        event=Rule.POSTED,
        evidence=f"post:{post.pk}",
    )


def make_empty(activity: Activity) -> None:
    """The discussion of a new activity, still without a question."""
    Discussion.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    """The same question; the answers stay where they were given."""
    asked = source.discussion
    Discussion.objects.create(
        activity=into, question=asked.question, asked_by=asked.asked_by
    )


def is_ready(activity: Activity) -> Decision:
    if activity.discussion.question.strip():
        return YES
    return no(_("Tulis dulu pertanyaan yang didiskusikan."))


def _locked(discussion: Discussion) -> Discussion:
    """Locked first, and read then: who waited for the lock reads its topic as it is.

    Read with the lock, the row would be new and what is joined to it still old.
    """
    Discussion.objects.select_for_update().get(pk=discussion.pk)
    whole = Discussion.objects.select_related(
        "activity__module__course", "asked_by", "topic__forum"
    )
    return whole.get(pk=discussion.pk)


def _open_topic(discussion: Discussion, first: User) -> Topic:
    """In the name of who asked; when they are gone, of who answers first."""
    activity = discussion.activity
    course = activity.module.course
    outline.open_place(course)
    place = Forum.objects.get(place=course.place)
    asker = discussion.asked_by
    discussion.topic = topics.open_topic(
        author=asker if asker and can_open_topic(asker, place) else first,
        place=place,
        title=activity.title,
        body=discussion.question,
        origin=activity,
    )
    discussion.save(update_fields=["topic"])
    return discussion.topic
