from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep(apps, _schema):
    """The one facilitator and mentor of each cohort become the first of many."""
    cohorts = apps.get_model("courses", "Cohort")
    for cohort in cohorts.objects.all():
        cohort.facilitators.add(cohort.facilitator_id)
        if cohort.mentor_id:
            cohort.mentors.add(cohort.mentor_id)
    own = cohorts.objects.filter(pk=OuterRef("cohort")).values("mentor")
    apps.get_model("courses", "Enrollment").objects.update(mentor=Subquery(own))


class Migration(migrations.Migration):
    dependencies = [("courses", "0007_many_guides")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop, elidable=True)]
