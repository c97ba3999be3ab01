"""Dialogues with government, minutes and commitments."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    name = "alliances.dialogues"
    label = "dialogues"
    verbose_name = "Dialog"

    def ready(self) -> None:
        from alliances import awaiting, calendars, places
        from alliances.dialogues import dates, home

        places.register(label=_("Dialog"), url_name="dialogues:index", order=30)
        places.register(label=_("Komitmen"), url_name="commitments:index", order=35)
        calendars.register(dates.of_alliance)
        awaiting.register(home.INVITATIONS, home.invitations, home.invitation)
        awaiting.register(home.PROMISES, home.promises, home.promise)
