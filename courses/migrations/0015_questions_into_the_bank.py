from collections import defaultdict

from django.db import migrations
from django.utils import timezone

LONGEST_TITLE = 160


def into_the_bank(apps, schema_editor):
    """Each quiz's questions become a category of its course, and slots of the quiz."""
    Quiz = apps.get_model("courses", "Quiz")
    quizzes = Quiz.objects.select_related("activity__module").order_by("pk")
    for quiz in quizzes:
        versions = file_questions(apps, quiz)
        keep_answers(apps, quiz, versions)


def file_questions(apps, quiz):
    Category = apps.get_model("courses", "Category")
    Question = apps.get_model("courses", "Question")
    Version = apps.get_model("courses", "QuestionVersion")
    Slot = apps.get_model("courses", "Slot")
    course, title = quiz.activity.module.course_id, quiz.activity.title[:LONGEST_TITLE]
    if Category.objects.filter(course=course, title=title).exists():
        title = f"{title[: LONGEST_TITLE - 20]} ({quiz.pk})"
    category = Category.objects.create(course_id=course, title=title)
    versions = {}
    position = 0
    for question in Question.objects.filter(quiz=quiz).order_by("position", "pk"):
        choices = question.choices.order_by("position", "pk")
        version = Version.objects.create(
            question=question,
            number=1,
            kind="single",
            prompt=question.prompt,
            explanation=question.explanation,
            body={
                "choices": [
                    {
                        "text": choice.text,
                        "is_right": choice.is_correct,
                        "weight": None,
                        "feedback": choice.feedback,
                    }
                    for choice in choices
                ]
            },
        )
        question.category, question.current = category, version
        question.save()
        places = {choice.pk: place for place, choice in enumerate(choices)}
        versions[question.pk] = (version, places, question.position)
        if question.retired_at is None:
            position += 1
            Slot.objects.create(quiz=quiz, question=question, position=position)
    return versions


def keep_answers(apps, quiz, versions):
    """As they were scored. The choice becomes its place among the version's choices."""
    Attempt = apps.get_model("courses", "Attempt")
    Answer = apps.get_model("courses", "Answer")
    numbers = defaultdict(int)
    attempts = list(Attempt.objects.filter(quiz=quiz).order_by("submitted_at", "pk"))
    for attempt in attempts:
        numbers[attempt.learner_id] += 1
        attempt.number = numbers[attempt.learner_id]
        attempt.started_at = attempt.submitted_at or timezone.now()
        attempt.earned, attempt.points = attempt.correct, attempt.total
    Attempt.objects.bulk_update(
        attempts, ["number", "started_at", "earned", "points"], batch_size=500
    )
    answers = list(Answer.objects.filter(attempt__quiz=quiz))
    places_taken = defaultdict(int)
    answers.sort(key=lambda a: (a.attempt_id, versions[a.question_id][2], a.question_id))
    for answer in answers:
        version, places, _position = versions[answer.question_id]
        places_taken[answer.attempt_id] += 1
        answer.position = places_taken[answer.attempt_id]
        answer.version = version
        answer.given = [str(places[answer.choice_id])]
        answer.share = 1 if answer.is_correct else 0
    Answer.objects.bulk_update(
        answers, ["position", "version", "given", "share"], batch_size=500
    )


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0014_question_bank'),
    ]

    operations = [
        migrations.RunPython(into_the_bank, migrations.RunPython.noop, elidable=True),
    ]
