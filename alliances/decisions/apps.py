"""Decisions of an alliance."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "alliances.decisions"
    label = "musyawarah"
    verbose_name = "Musyawarah"

    def ready(self) -> None:
        from alliances import awaiting, calendars, places
        from alliances.decisions import dates
        from alliances.decisions.summaries import home

        places.register(label=_("Musyawarah"), url_name="decisions:index", order=20)
        calendars.register(dates.of_alliance)
        awaiting.register(home.PART, home.awaited, home.shown)
