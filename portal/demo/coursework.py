"""Pretend work of learners: assignments, a survey, a discussion; and paths."""

from typing import Any

from common.demo import days, read
from courses.actions import (
    discussions,
    outline,
    paths,
    peer_reviewing,
    reviewing,
    submissions,
)
from courses.models import (
    Activity,
    Assignment,
    Course,
    Discussion,
    Feedback,
    HandIn,
    Participation,
    PeerReview,
    Response,
    Submission,
    Survey,
)
from forum.models import Post, Topic
from portal.demo.people import named


def load() -> None:
    for row in read("coursework", "works"):
        _hand_in(row)
    for row in read("coursework", "peer_reviews"):
        _review(row)
    for row in read("coursework", "surveys"):
        _survey(row)
    for row in read("coursework", "discussions"):
        _discuss(row)
    for row in read("coursework", "paths"):
        _lay(row)


def _hand_in(row: dict[str, Any]) -> None:
    """As it was done, and reviewed by the mentor; then moved to its day."""
    assignment = Assignment.objects.select_related("activity__module__course").get(
        activity__module__course__slug=row["course"]
    )
    turn = submissions.hand_in(
        learner=named(row["person"]), assignment=assignment, text=row["text"].strip()
    )
    handed_in_at = days(-row["days_ago"])
    HandIn.objects.filter(pk=turn.pk).update(handed_in_at=handed_in_at)
    Submission.objects.filter(pk=turn.submission_id).update(handed_in_at=handed_in_at)
    if "verdict" in row:
        said = reviewing.review(
            reviewer=named("mentor"),
            submission=turn.submission,
            turn=turn.number,
            verdict=row["verdict"],
            levels=row["levels"],
            comment=row["comment"],
        )
        given_at = days(-row["returned_days_ago"])
        Feedback.objects.filter(pk=said.pk).update(given_at=given_at)


def _review(row: dict[str, Any]) -> None:
    """By the one who was asked for it when both had handed in."""
    reviewer = named(row["reviewer"])
    review = PeerReview.objects.of_reviewer(reviewer).get(
        round__turn__submission__learner=named(row["author"]),
        round__turn__submission__assignment__activity__module__course__slug=row[
            "course"
        ],
    )
    peer_reviewing.give(
        reviewer=reviewer,
        review=review,
        suggestion=row["suggestion"],
        levels=row["levels"],
        comment=row["comment"],
    )


def _survey(row: dict[str, Any]) -> None:
    last = Course.objects.get(slug=row["course"]).modules.order_by("-position")[0]
    activity = outline.add_activity(
        module=last, kind=Activity.Kind.SURVEY, title=row["title"], is_required=False
    )
    Activity.objects.filter(pk=activity.pk).update(minutes=row["minutes"])
    survey = Survey.objects.create(
        activity=activity,
        intro=row["intro"],
        shows_results=row["shows_results"],
        questions=[
            {"choices": [], "is_required": False, **asked} for asked in row["questions"]
        ],
    )
    Participation.objects.bulk_create(
        Participation(survey=survey, learner=named(answer["person"]))
        for answer in row["answers"]
    )
    Response.objects.bulk_create(
        Response(survey=survey, given=answer["given"]) for answer in row["answers"]
    )


def _discuss(row: dict[str, Any]) -> None:
    """Every answer is a post like any other; then they are moved to their days."""
    discussion = Discussion.objects.get(
        activity__module__course__slug=row["course"],
    )
    for answer in row["answers"]:
        author = named(answer["person"])
        post = discussions.answer(
            author=author, discussion=discussion, body=answer["body"].strip()
        )
        Post.objects.filter(pk=post.pk).update(created=days(-answer["days_ago"]))
        discussion.refresh_from_db()
        discussions.credit(learner=author, discussion=discussion)
    topic = discussion.topic
    assert topic is not None
    began = days(-row["answers"][0]["days_ago"] - 1)
    Post.objects.filter(pk=topic.first_post_id).update(created=began)
    last = days(-row["answers"][-1]["days_ago"])
    Topic.objects.filter(pk=topic.pk).update(created=began, last_post_on=last)


def _lay(row: dict[str, Any]) -> None:
    known = {course.slug: course for course in Course.objects.all()}
    maker = named("admin")
    path = paths.make(
        maker=maker,
        title=row["title"],
        summary=row["summary"],
        courses=[known[slug] for slug in row["courses"]],
    )
    if not row.get("draft"):
        paths.publish(maker=maker, path=path)
