"""What was done to older words no longer says whose pseudonym did it."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def sign_anew(apps, schema_editor):
    """Edits and deletions of what the same person had said under their own name are
    signed with that name. A steward's deeds to the words of others lose the pseudonym:
    signed openly only now, they would tell whose it is.
    """
    events = apps.get_model("alliances", "RoomEvent").objects
    altered = events.filter(
        kind__in=["edit", "deletion"], pseudonym__isnull=False
    ).filter(target__author=F("pseudonym__person"))
    said_by = events.filter(pk=OuterRef("target")).values("author")
    altered.update(author=Subquery(said_by[:1]), pseudonym=None)
    masked = events.filter(pseudonym__isnull=False)
    masked.filter(kind="pin").update(pseudonym=None)
    deletions = masked.filter(kind="deletion")
    deletions.exclude(target__pseudonym=F("pseudonym")).update(pseudonym=None)


class Migration(migrations.Migration):

    dependencies = [
        ("alliances", "0008_guests_speak_and_reports_wait"),
    ]

    operations = [
        migrations.RunPython(sign_anew, migrations.RunPython.noop),
    ]
