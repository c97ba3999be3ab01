"""Notices of what is gone are put away, and found by what they tell of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0006_invitations")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("answers", ""), _negated=True),
                fields=["answers"],
                name="notices_notice_about",
            ),
        ),
    ]
