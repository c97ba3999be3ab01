"""What the clock starts in courses."""

import logging

from celery import shared_task
from django.utils import timezone

from courses.actions import (
    certificates,
    cohorts,
    digests,
    intakes,
    joining,
    library,
    peer_rounds,
    presence,
    quizzes,
    settling,
)
from courses.models import Webinar
from courses.rooms import bigbluebutton

logger = logging.getLogger(__name__)


@shared_task
def watch_rooms() -> None:
    """Each minute: who is in the rooms of our BigBlueButton server."""
    for webinar in Webinar.objects.in_rooms_we_watch().select_related("activity"):
        try:
            joining.watch(webinar)
        except bigbluebutton.Unreachable as error:
            logger.warning("the room of webinar %s: %s", webinar.pk, error)


@shared_task
def settle_attendance() -> None:
    """Every few minutes: the last word on webinars that have just ended."""
    for webinar in Webinar.objects.to_settle():
        presence.settle_all(webinar)


@shared_task
def issue_certificates() -> None:
    certificates.issue_waiting()


@shared_task
def settle() -> None:
    settling.settle()


@shared_task
def move_waiting_lists() -> None:
    """A net below the actions, which move the list by themselves."""
    cohorts.move_waiting_lists()


@shared_task
def send_digests() -> None:
    """On Monday morning: what needs each trainer this week."""
    digests.send_weekly()


@shared_task
def close_overdue_quizzes() -> None:
    """Each minute: quizzes whose clock ran out while nobody was there."""
    quizzes.close_overdue()


@shared_task
def move_peer_reviews_on() -> None:
    """Every ten minutes: nobody waits for a peer past the deadline."""
    peer_rounds.move_on()


@shared_task(soft_time_limit=840, time_limit=870)
def bring_in() -> None:
    """Each minute, and when somebody begins: files from elsewhere.

    A whole course with its pictures may take minutes; the broker waits longer still.
    """
    intakes.bring_waiting()


@shared_task
def forget_intakes() -> None:
    intakes.forget_files()


@shared_task
def forget_strays() -> None:
    """Each night: what killed workers left in the libraries of courses."""
    library.forget_strays(timezone.now())
