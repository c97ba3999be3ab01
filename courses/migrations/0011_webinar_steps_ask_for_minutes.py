"""Steps that are webinars ask for half of their minutes, as webinars now do."""

from django.db import migrations
from django.db.models import F


def ask(apps, schema_editor):
    activities = apps.get_model("courses", "Activity").objects
    steps = activities.filter(kind="webinar", rule="attended", threshold=None)
    steps.update(threshold=(F("minutes") + 1) / 2)


class Migration(migrations.Migration):
    dependencies = [("courses", "0010_series_presence_questions")]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop, elidable=True)]
