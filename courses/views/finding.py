"""Finding what an address names, as far as the reader may know of it."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import require
from common.prepared import prepared
from courses.models import Activity, Course, Standing, Webinar, standing_in
from courses.permissions import can_write_bank, may_enter
from courses.summaries import Outline, Part, Step, brief_outline

# In the session: the course that its author previews.
PREVIEW = "courses.preview"


@dataclass(frozen=True)
class Found:
    """One activity of a course, and all that its page shows around it."""

    standing: Standing
    outline: Outline
    step: Step

    @property
    def activity(self) -> Activity:
        return self.step.activity

    @property
    def part(self) -> Part:
        return self.outline.part_of(self.activity)

    @property
    def before(self) -> Step | None:
        return self.outline.before(self.activity)

    @property
    def after(self) -> Step | None:
        return self.outline.after(self.activity)


@prepared
def _course(user: User | AnonymousUser, slug: str) -> QuerySet[Course]:
    return Course.objects.for_reader(user).filter(slug=slug)


def find_course(request: HttpRequest, slug: str) -> Standing:
    course = next(iter(_course(request.user, slug)), None)
    if course is None:
        raise Http404
    standing = standing_in(course, request.user)
    if course.reader_teaches and request.session.get(PREVIEW) == course.pk:
        return replace(standing, is_preview=True)
    return standing


def preview(request: HttpRequest, course: Course) -> None:
    """From now on this author is shown the course as a learner sees it."""
    request.session[PREVIEW] = course.pk


def stop_preview(request: HttpRequest) -> None:
    request.session.pop(PREVIEW, None)


def find_activity(request: HttpRequest, slug: str, pk: int) -> Found:
    standing = find_course(request, slug)
    whole = brief_outline(standing, may_enter)
    step = whole.step_of(pk)
    if step is None:
        raise Http404
    return Found(standing, whole, step)


def get_webinar(request: HttpRequest, pk: int) -> Webinar:
    webinars = Webinar.objects.visible_to(request.user)
    shown = webinars.select_related(
        *("course", "cohort", "series", "host", "activity"),
        *("recording_file", "slides_file"),
    )
    return get_object_or_404(shown, pk=pk)


def find_bank(request: MemberRequest, slug: str | None) -> Course | None:
    """The course of a bank, or none for the shared one; only for those who write."""
    course = find_course(request, slug).course if slug else None
    require(can_write_bank(request.user, course))
    return course


def bank_address(course: Course | None) -> str:
    if course is None:
        return reverse("courses:shared_bank")
    return reverse("courses:bank", args=[course.slug])
