"""Plans, and the calendar that gathers an alliance's dates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "alliances.plans"
    label = "plans"
    verbose_name = "Rencana"

    def ready(self) -> None:
        from alliances import calendars, places
        from alliances.plans import dates, groups
        from forum import annexes

        places.register(label=_("Rencana"), url_name="plans:index", order=40)
        places.register(label=_("Kalender"), url_name="calendar:show", order=50)
        calendars.register(dates.of_alliance)
        plans = annexes.Annex(_("Rencana kelompok ini"), "calendar", groups.plans_of)
        annexes.register(plans)
