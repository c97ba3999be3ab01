"""Rules: what makes an activity done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rule(models.TextChoices):
    """By what an activity is done. `score` and `attended` ask for at least so much."""

    MARKED = "marked", _("ditandai selesai oleh peserta")
    VIEWED = "viewed", _("dibuka")
    ANSWERED = "answered", _("dijawab")
    SCORE = "score", _("nilai paling sedikit")
    ATTENDED = "attended", _("hadir paling sedikit")
    POSTED = "posted", _("menulis di diskusi")
    APPROVED = "approved", _("disetujui mentor")


PASS_SCORE = 60

# What is asked of an activity of each kind until its author says otherwise.
RULE_OF_KIND = {
    "lesson": Rule.MARKED,
    "quiz": Rule.SCORE,
    "webinar": Rule.ATTENDED,
    "discussion": Rule.POSTED,
    "assignment": Rule.APPROVED,
    "survey": Rule.ANSWERED,
    "worksheet": Rule.APPROVED,
}

# What an author may ask of each kind: any event that its pages tell of.
RULES_OF_KIND = {
    "lesson": (Rule.MARKED, Rule.VIEWED),
    "quiz": (Rule.SCORE, Rule.ANSWERED, Rule.VIEWED),
    "webinar": (Rule.ATTENDED,),
    "discussion": (Rule.POSTED, Rule.VIEWED),
    "assignment": (Rule.APPROVED, Rule.ANSWERED, Rule.SCORE),
    "survey": (Rule.ANSWERED,),
    "worksheet": (Rule.APPROVED, Rule.ANSWERED),
}

# What an event shows beside itself: whoever has a score has answered.
SHOWS = {
    Rule.MARKED: {Rule.MARKED, Rule.VIEWED},
    Rule.VIEWED: {Rule.VIEWED},
    Rule.ANSWERED: {Rule.ANSWERED, Rule.VIEWED},
    Rule.SCORE: {Rule.SCORE, Rule.ANSWERED, Rule.VIEWED},
    Rule.ATTENDED: {Rule.ATTENDED, Rule.VIEWED},
    Rule.POSTED: {Rule.POSTED, Rule.ANSWERED, Rule.VIEWED},
    Rule.APPROVED: {Rule.APPROVED, Rule.ANSWERED, Rule.VIEWED},
}

# What is worth keeping beside the completion: what has a value, or may meet a rule
# that is set later. That a page was opened or ticked is a completion or nothing.
KEPT_AS_RESULT = {
    Rule.ANSWERED,
    Rule.SCORE,
    Rule.ATTENDED,
    Rule.POSTED,
    Rule.APPROVED,
}

# Events whose value is a score in percent.
GRADED = (Rule.SCORE, Rule.APPROVED)


def is_met(rule: str, threshold: int | None, event: str, value: int | None) -> bool:
    """Whether an event fulfils a rule.

    A measured rule compares `value` with `threshold`. An attendance without minutes
    (a correction, a code word) was already judged, and counts whole.
    """
    if rule not in SHOWS[Rule(event)]:
        return False
    if rule == Rule.SCORE:
        return value is not None and value >= (threshold or 0)
    if rule == Rule.ATTENDED:
        return value is None or value >= (threshold or 0)
    return True
