from django.db import migrations
from django.db.models import Max, Q


def carry_over(apps, schema_editor):
    Activity = apps.get_model("courses", "Activity")
    Attempt = apps.get_model("courses", "Attempt")
    Attendance = apps.get_model("courses", "Attendance")
    Result = apps.get_model("courses", "Result")
    for activity in Activity.objects.filter(kind="quiz", quiz__isnull=False):
        Activity.objects.filter(pk=activity.pk).update(
            rule="score", threshold=activity.quiz.pass_score
        )
    Activity.objects.filter(kind="quiz", quiz=None).update(rule="score", threshold=60)
    Activity.objects.filter(kind="webinar").update(rule="attended")
    best = Attempt.objects.order_by().values("learner", "quiz__activity")
    Result.objects.bulk_create(
        (
            Result(
                learner_id=row["learner"],
                activity_id=row["quiz__activity"],
                event="score",
                value=row["value"],
                recorded_at=row["at"],
            )
            for row in best.annotate(value=Max("score"), at=Max("submitted_at"))
        ),
        batch_size=1000,
    )
    there = Attendance.objects.filter(~Q(webinar__activity=None), is_present=True)
    seen = there.order_by().values("person", "webinar__activity")
    Result.objects.bulk_create(
        (
            Result(
                learner_id=row["person"],
                activity_id=row["webinar__activity"],
                event="attended",
                recorded_at=row["at"],
            )
            for row in seen.annotate(at=Max("recorded_at"))
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ("courses", "0004_rules_and_results"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop, elidable=True),
    ]
