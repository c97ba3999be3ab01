from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_guides_kept")]

    operations = [
        migrations.RemoveField(model_name="cohort", name="facilitator"),
        migrations.RemoveField(model_name="cohort", name="mentor"),
    ]
