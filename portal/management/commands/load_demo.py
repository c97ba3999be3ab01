"""Load the pretend people, organisations and conversations, once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from common.demo import require_allowed
from common.models import Dataset
from portal.demo import (
    alliances,
    courses,
    forum,
    initiatives,
    network,
    people,
    quizzes,
    webinars,
)

PARTS = (people, network, forum, courses, quizzes, webinars, alliances, initiatives)


class Command(BaseCommand):
    help = "Load the demo data; does nothing when it was loaded before."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        require_allowed()
        _known, created = Dataset.objects.get_or_create(name="demo")
        if created:
            for part in PARTS:
                part.load()
