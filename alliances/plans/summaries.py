"""What pages tell beside a plan: who may be meant by a name."""

from typing import Any

from django.db.models import QuerySet

from alliances.models import Alliance
from alliances.plans.models import Action, Plan
from alliances.representation import deciding_in
from forum.models import Forum
from network.models import Organization


def names_at_hand(owner: Alliance | Forum) -> QuerySet[Organization, Any]:
    """Of the members of an alliance, and of who does something in the owner's plans.
    Whoever else is listed is known by their whole name.
    """
    is_alliance = isinstance(owner, Alliance)
    plans = Plan.objects.filter(**{"alliance" if is_alliance else "forum": owner})
    doing = Action.objects.filter(goal__plan__in=plans).exclude(organization=None)
    keys = doing.order_by().values("organization")
    if isinstance(owner, Alliance):
        keys = keys.union(deciding_in(owner, None).order_by().values("pk"))
    known = Organization.objects.listed().filter(pk__in=keys)
    return known.order_by("name").values_list("name", flat=True)
