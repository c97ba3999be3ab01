"""Load the pretend people, organisations and conversations, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from common.demo import require_allowed
from common.models import Dataset
from courses.actions.certificates import issue_waiting
from notices.models import Dispatch
from portal.demo import (
    alliances,
    courses,
    coursework,
    decisions,
    dialogues,
    documents,
    forum,
    initiatives,
    network,
    notices,
    people,
    quizzes,
    webinars,
)

PARTS = (
    *(people, network, forum, courses, coursework, quizzes, webinars),
    *(alliances, documents, decisions, dialogues, initiatives, notices),
)


class Command(BaseCommand):
    help = "Load the demo data; does nothing when it was loaded before."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        require_allowed()
        _known, created = Dataset.objects.get_or_create(name="demo")
        if created:
            for part in PARTS:
                part.load()
            issue_waiting()
            # What pretend people were told happened long ago: nothing is mailed now.
            Dispatch.objects.due(timezone.now()).update(sent_at=timezone.now())
