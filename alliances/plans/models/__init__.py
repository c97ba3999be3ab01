"""Plans with their goals, actions and risks; secret addresses of calendars."""

from alliances.plans.models.feed import CalendarFeed
from alliances.plans.models.plan import Action, Goal, Plan, Risk

__all__ = ["Action", "CalendarFeed", "Goal", "Plan", "Risk"]
