"""What plans put into the alliance's calendar: the ends of what is being done."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from alliances.calendars import Entry
from alliances.models import Alliance
from alliances.plans.models import Action, Plan


def of_alliance(alliance: Alliance, reader: User, since: date) -> Iterator[Entry]:
    plans = Plan.objects.visible_to(reader).filter(alliance=alliance, is_over=False)
    ending = Action.objects.filter(goal__plan__in=plans, ends_on__gte=since)
    for action in ending.filter(progress__lt=100).select_related(
        "goal__plan", "organization"
    ):
        action.goal.plan.alliance = alliance
        yield Entry(
            uid=f"kegiatan-{action.pk}",
            title=_("Selesai: %(title)s") % {"title": action.title},
            starts=action.ends_on,
            url=action.goal.plan.get_absolute_url(),
            kind=_("Rencana"),
            text=action.doer,
            changed=action.changed_at,
        )
