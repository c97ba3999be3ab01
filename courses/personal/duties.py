"""What stands still in courses when a person goes, and who takes it over."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.personal import Duty
from courses.models import Cohort, Course, Webinar


def duties(person: User) -> Iterator[Duty]:
    """Cohorts without another facilitator, and webinars that they host."""
    today = timezone.localdate()
    own = Cohort.objects.filter(facilitators=person, ends_on__gte=today)
    for cohort in own.select_related("course").order_by("ends_on", "pk"):
        if cohort.facilitators.exclude(pk=person.pk).exists():
            continue
        yield Duty(
            title=f"{cohort.course}, {cohort.name}",
            url=cohort.course.get_absolute_url(),
            successor=_("Penulis kelas dan staf nasional, sampai ada fasilitator."),
            successors=_successors(person, cohort.course),
        )
    hosted = Webinar.objects.filter(host=person, ends_at__gt=timezone.now())
    hosted = hosted.exclude(status=Webinar.Status.CANCELLED)
    for webinar in hosted.order_by("starts_at", "pk"):
        yield Duty(
            title=webinar.title,
            url=webinar.get_absolute_url(),
            successor=_(
                "Staf nasional: mereka mengganti pemandunya, atau membatalkan."
            ),
            successors=_successors(person, webinar.course),
        )


def _successors(person: User, course: Course | None) -> tuple[User, ...]:
    """Who else writes the course, and national staff."""
    others = User.objects.active().exclude(pk=person.pk)
    wanted = Q(is_staff=True)
    if course is not None:
        wanted |= Q(authored_courses=course)
    return tuple(others.filter(wanted).distinct().order_by("pk"))
