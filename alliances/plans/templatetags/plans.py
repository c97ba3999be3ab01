"""Template words of plans."""

from typing import Any

from django import template

from alliances.plans.forms import ActionForm, ProgressForm, filled_or
from alliances.plans.models import Action, Goal

register = template.Library()


@register.simple_tag
def new_action(goal: Goal, filled: Any) -> ActionForm:
    """The form for one more action of this goal; what was filled in stays in it."""
    return filled_or(ActionForm(prefix=f"kegiatan-{goal.pk}"), filled)


@register.simple_tag
def progress_of(action: Action, filled: Any) -> ProgressForm:
    """The form that says how far it is."""
    return filled_or(
        ProgressForm(instance=action, prefix=f"kemajuan-{action.pk}"), filled
    )
