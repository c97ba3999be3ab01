"""The home page, read from every app: what to do next, and what moved."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

import alliances.summaries
import courses.summaries
import courses.summaries.webinars
import forum.summaries
import initiatives.summaries
import network.summaries
from accounts.models import User
from alliances.summaries import AllianceLine
from common.models import Regency
from common.waiting import Waiting
from courses.models import Course, Webinar
from courses.summaries import Resume
from forum.summaries import PublicTopic
from network.models import Organization

MOST_WAITING = 6
COURSES_AT_HOME = 6
WEBINARS_AT_HOME = 3
TOPICS_AT_HOME = 3


@dataclass(frozen=True)
class OwnHome:
    greeting: str
    resume: Resume | None
    waiting: list[Waiting]
    talk: list[PublicTopic]

    @property
    def is_awaited(self) -> bool:
        """Someone waits, or something begun goes on: no need to propose a course."""
        return any(item.urgency < 3 for item in self.waiting)


@dataclass(frozen=True)
class PublicHome:
    organizations: int
    provinces: int
    regencies: int
    courses: list[Course]
    course_count: int
    webinars: list[Webinar]
    alliances: list[AllianceLine]
    talk: list[PublicTopic]


def own_home(user: User) -> OwnHome:
    """What waits for this person, the most urgent and soonest first.

    The course to go on with stands above the rest, so it is not among them.
    """
    learning = courses.summaries.learning_of(user)
    waiting = [
        *learning.reviews,
        *network.summaries.waiting_for(user),
        *courses.summaries.learners_waiting(user),
        *courses.summaries.marking_waits_for(user),
        *courses.summaries.webinars.webinars_waiting_for(user),
        *forum.summaries.waiting_for(user),
        *alliances.summaries.waiting_for(user),
        *initiatives.summaries.waiting_for(user),
    ]
    far = timezone.now() + timedelta(days=365)
    waiting.sort(key=lambda item: (item.urgency, item.at or far))
    return OwnHome(
        greeting=_greeting(user),
        resume=learning.resume,
        waiting=waiting[:MOST_WAITING],
        talk=forum.summaries.recent_public(TOPICS_AT_HOME),
    )


def public_home() -> PublicHome:
    anyone = AnonymousUser()
    listed = Organization.objects.listed()
    return PublicHome(
        organizations=listed.count(),
        provinces=listed.values("regency__province").distinct().count(),
        regencies=Regency.objects.filter(organizations__in=listed).distinct().count(),
        courses=list(Course.objects.for_catalog(anyone)[:COURSES_AT_HOME]),
        course_count=Course.objects.for_catalog(anyone).count(),
        webinars=list(
            Webinar.objects.coming()
            .visible_to(anyone)
            .meant_for(anyone)
            .with_registration_of(anyone)
            .for_list()[:WEBINARS_AT_HOME]
        ),
        alliances=alliances.summaries.for_public_home(),
        talk=forum.summaries.recent_public(TOPICS_AT_HOME),
    )


def _greeting(user: User) -> str:
    """Selamat pagi until 11, siang until 15, sore until 18.30, in the person's zone."""
    now = timezone.localtime()
    name = user.get_short_name()
    if now.hour < 11:
        return _("Selamat pagi, %(name)s.") % {"name": name}
    if now.hour < 15:
        return _("Selamat siang, %(name)s.") % {"name": name}
    if (now.hour, now.minute) < (18, 30):
        return _("Selamat sore, %(name)s.") % {"name": name}
    return _("Selamat malam, %(name)s.") % {"name": name}
