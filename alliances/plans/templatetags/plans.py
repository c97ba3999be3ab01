"""Template words of plans."""

from django import template

from alliances.plans.forms import ActionForm
from alliances.plans.models import Goal

register = template.Library()


@register.simple_tag
def new_action(
    goal: Goal, filled: ActionForm | str, filled_goal: int | str
) -> ActionForm:
    """The form for one more action of this goal; what was filled in stays in it."""
    if isinstance(filled, ActionForm) and filled_goal == goal.pk:
        return filled
    return ActionForm(prefix=f"kegiatan-{goal.pk}")
