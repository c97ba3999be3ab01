"""What a work earns that was approved, by its mentor or by peers."""

from courses.actions import completion
from courses.models import Rule, Submission


def is_enough(submission: Submission, score: int | None) -> bool:
    """Whether approving it with this score completes the step; else nothing would."""
    activity = submission.assignment.activity
    if activity.rule != Rule.SCORE:
        return True
    return score is not None and score >= (activity.threshold or 0)


def credit(submission: Submission, *, evidence: str) -> None:
    """Meet the activity's rule, which asks for approval or for a score."""
    events = [Rule.APPROVED]
    if submission.score is not None:
        events.append(Rule.SCORE)
    for event in events:
        completion.meet(
            learner=submission.learner,
            activity=submission.assignment.activity,
            event=event,
            value=submission.score,
            evidence=evidence,
        )
