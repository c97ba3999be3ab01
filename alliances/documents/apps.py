"""Policy papers and plans of alliances, from a template to names under a version."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "alliances.documents"
    label = "documents"
    verbose_name = "Naskah"

    def ready(self) -> None:
        from alliances import awaiting, calendars, places
        from alliances import subjects as subjects_of_proposals
        from alliances.documents import dates, home, subjects
        from alliances.documents.models import Document

        places.register(label=_("Naskah"), url_name="documents:index", order=10)
        calendars.register(dates.of_alliance)
        awaiting.register(home.PART, home.awaited, home.shown)
        subjects_of_proposals.register(Document, fix=subjects.fix, find=subjects.find)
