from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("courses", "0006_no_pass_score"),
    ]

    operations = [
        migrations.AddField(
            model_name="cohort",
            name="facilitators",
            field=models.ManyToManyField(
                related_name="facilitated_cohorts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="fasilitator",
            ),
        ),
        migrations.AddField(
            model_name="cohort",
            name="mentors",
            field=models.ManyToManyField(
                blank=True,
                related_name="mentored_cohorts",
                to=settings.AUTH_USER_MODEL,
                verbose_name="mentor",
            ),
        ),
        migrations.AddField(
            model_name="enrollment",
            name="mentor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=PROTECT,
                related_name="mentored_enrollments",
                to=settings.AUTH_USER_MODEL,
                verbose_name="mentor",
            ),
        ),
    ]
