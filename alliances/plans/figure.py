"""A plan as bars along its months, drawn on the server, with the list beside it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from alliances.plans.models import Action, Plan

WIDTH = 720
LEFT = 8
TOP, STEP, BAR = 34, 44, 12
# More marks than this do not fit beside each other on a phone.
MOST_MARKS = 8


@dataclass(frozen=True)
class Mark:
    label: str
    x: int


@dataclass(frozen=True)
class Stripe:
    """One action: where its bar lies, and how much of it is done."""

    title: str
    doer: str
    x: int
    y: int
    width: int
    done: int
    is_late: bool

    @property
    def text_y(self) -> int:
        return self.y - 6


@dataclass(frozen=True)
class Timeline:
    title: str
    spoken: str
    marks: list[Mark]
    stripes: list[Stripe]
    today: int | None

    width = WIDTH
    thick = BAR

    @property
    def height(self) -> int:
        return TOP + STEP * len(self.stripes) + 8


def timeline(plan: Plan, actions: list[Action]) -> Timeline:
    """The marks are firsts of months; `today` is None outside the plan's time."""
    days = (plan.ends_on - plan.starts_on).days

    def place(day: date) -> int:
        inside = min(max(day, plan.starts_on), plan.ends_on)
        along = (inside - plan.starts_on).days / days
        return LEFT + round(along * (WIDTH - 2 * LEFT))

    today = timezone.localdate()
    stripes = []
    for nth, action in enumerate(actions):
        start, end = place(action.starts_on), place(action.ends_on)
        width = max(end - start, 4)
        stripes.append(
            Stripe(
                title=action.title,
                doer=action.doer,
                x=start,
                y=TOP + STEP * nth + 22,
                width=width,
                done=round(width * action.progress / 100),
                is_late=action.is_late(today),
            )
        )
    told = (f"{a.title}, {a.doer}, {a.progress}%" for a in actions)
    return Timeline(
        title=plan.title,
        spoken=f"{plan.title}: {'; '.join(told)}.",
        marks=[Mark(date_format(day, "M y"), place(day)) for day in _months(plan)],
        stripes=stripes,
        today=place(today) if plan.starts_on <= today <= plan.ends_on else None,
    )


def _months(plan: Plan) -> list[date]:
    """Firsts of months within the plan, thinned out evenly."""
    day, found = plan.starts_on.replace(day=1), []
    while day <= plan.ends_on:
        if day >= plan.starts_on:
            found.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return found[:: -(-len(found) // MOST_MARKS) or 1]
