"""What makes an activity done, rule by rule."""

import pytest

from accounts.tests.factories import make_person
from courses.actions import completion
from courses.models import Activity, Completion, Result, Rule
from courses.tests.factories import make_lesson

pytestmark = pytest.mark.django_db


def make_step(*, rule: str, threshold: int | None = None) -> Activity:
    activity = make_lesson().activity
    activity.rule, activity.threshold = rule, threshold
    activity.save()
    return activity


@pytest.mark.parametrize(
    ("rule", "threshold", "event", "value", "done"),
    [
        ("marked", None, "marked", None, True),
        ("marked", None, "viewed", None, False),
        ("viewed", None, "viewed", None, True),
        ("viewed", None, "marked", None, True),
        ("answered", None, "answered", None, True),
        ("answered", None, "score", 0, True),
        ("score", 60, "score", 60, True),
        ("score", 60, "score", 59, False),
        ("score", 60, "score", None, False),
        ("score", 60, "answered", None, False),
        ("attended", 45, "attended", 45, True),
        ("attended", 45, "attended", 44, False),
        ("attended", 45, "attended", None, True),
        ("posted", None, "posted", None, True),
        ("approved", None, "answered", None, False),
        ("approved", None, "approved", None, True),
    ],
)
def test_an_event_completes_what_its_rule_asks(rule, threshold, event, value, done):
    activity = make_step(rule=rule, threshold=threshold)

    earned = completion.meet(
        learner=make_person(),
        activity=activity,
        event=event,
        value=value,
        evidence="uji",
    )

    assert (earned is not None) == done


def test_the_best_value_is_kept_and_a_lower_one_takes_nothing_back():
    activity, learner = make_step(rule=Rule.SCORE, threshold=60), make_person()

    for score in (40, 80, 50):
        completion.meet(
            learner=learner,
            activity=activity,
            event=Rule.SCORE,
            value=score,
            evidence=f"attempt:{score}",
        )

    assert Result.objects.get().value == 80
    assert Completion.objects.get().evidence == "attempt:80"


def test_an_unknown_event_is_an_error_and_not_a_completion():
    with pytest.raises(ValueError, match="applauded"):
        completion.meet(
            learner=make_person(),
            activity=make_step(rule=Rule.MARKED),
            event="applauded",
            evidence="uji",
        )
