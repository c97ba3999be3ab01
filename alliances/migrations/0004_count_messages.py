from django.db import migrations


class Migration(migrations.Migration):
    """So far every event was a message."""

    dependencies = [
        ('alliances', '0003_words_as_they_are_now'),
    ]

    operations = [
        migrations.RunSQL(
            'UPDATE alliances_room SET said = last_seq', migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            'UPDATE alliances_readposition SET said = seq', migrations.RunSQL.noop
        ),
    ]
