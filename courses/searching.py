"""Courses, lessons and webinars, as the search finds them."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common import richtext
from courses.models import (
    Activity,
    Condition,
    Course,
    Enrollment,
    Lesson,
    Path,
    Webinar,
)
from search.sources import Said, Source, Told, searchable


@searchable
class Courses(Source):
    """With the names of their steps, which stand on the course's page."""

    kind, slug = "courses.course", "kelas"
    label, icon = _("Kelas"), "book"

    def things(self) -> QuerySet[Course]:
        return Course.objects.prefetch_related("modules__activities")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Course]:
        return Course.objects.visible_to(user)

    def say(self, things: Sequence[Course]) -> Iterable[Said]:
        for course in things:
            steps = [
                step.title
                for module in course.modules.all()
                for step in module.activities.all()
                if not step.is_draft
            ]
            about = richtext.plain(richtext.from_markdown(course.description))
            yield Said(
                thing=course.pk,
                title=course.title,
                text=" · ".join([f"{course.summary} {about}".strip(), *steps]),
                url=course.get_absolute_url(),
                at=course.created_at,
                is_open=course.status == Course.Status.PUBLISHED,
            )


@searchable
class Paths(Source):
    """With the titles of their courses."""

    kind, slug = "courses.path", "jalur"
    label, icon = _("Jalur belajar"), "book"

    def things(self) -> QuerySet[Path]:
        return Path.objects.prefetch_related("courses")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Path]:
        return Path.objects.visible_to(user)

    def say(self, things: Sequence[Path]) -> Iterable[Said]:
        for path in things:
            titles = [course.title for course in path.courses.all()]
            yield Said(
                thing=path.pk,
                title=path.title,
                text=" · ".join([path.summary, *titles]),
                url=path.get_absolute_url(),
                at=path.created_at,
                is_open=path.status == Path.Status.PUBLISHED,
            )


@searchable
class Lessons(Source):
    """Their words are for those who may open them; of others, only the course tells."""

    kind, slug = "courses.lesson", "pelajaran"
    label, icon = _("Pelajaran"), "file"

    def things(self) -> QuerySet[Lesson]:
        return Lesson.objects.select_related("activity__module__course")

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Lesson]:
        return Lesson.objects.filter(activity__in=readable_by(user).values("pk"))

    def say(self, things: Sequence[Lesson]) -> Iterable[Said]:
        for lesson in things:
            step = lesson.activity
            yield Said(
                thing=lesson.pk,
                title=step.title,
                text=f"{lesson.summary} {richtext.plain(lesson.body)}".strip(),
                url=step.get_absolute_url(),
                at=lesson.edited_at or step.created_at,
                is_open=not step.is_draft
                and step.module.course.status == Course.Status.PUBLISHED,
            )

    def tell(self, things: Sequence[int]) -> dict[int, Told]:
        course = "activity__module__course__title"
        found = Lesson.objects.filter(pk__in=things).values_list("pk", course)
        return {pk: Told(about=title) for pk, title in found}


@searchable
class Webinars(Source):
    kind, slug = "courses.webinar", "webinar"
    label, icon = _("Webinar"), "video"
    tells_when = True

    def things(self) -> QuerySet[Webinar]:
        return Webinar.objects.all()

    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Webinar]:
        return Webinar.objects.visible_to(user)

    def say(self, things: Sequence[Webinar]) -> Iterable[Said]:
        for webinar in things:
            yield Said(
                thing=webinar.pk,
                title=webinar.title,
                text=webinar.summary,
                url=webinar.get_absolute_url(),
                at=webinar.starts_at,
            )


def readable_by(user: User | AnonymousUser) -> QuerySet[Activity]:
    """What `can_open` lets this person read, asked of all steps at once."""
    seen = Activity.objects.visible_to(user)
    first = (
        Activity.objects.published()
        .filter(kind=Activity.Kind.LESSON)
        .filter(module__course=OuterRef("module__course"))
        .in_order()
    )
    is_preview = Q(pk=Subquery(first.values("pk")[:1]))
    conditions = Condition.objects.filter(activity=OuterRef("pk"))
    if not user.is_authenticated:
        return seen.filter(is_preview, ~Exists(conditions))
    guided = Q(module__course__in=Course.objects.edited_by(user).values("pk")) | Q(
        module__course__in=user.mentored_cohorts.values("course")
    )
    # Asked by the database: what is compiled once may not know a day.
    today = TruncDate(Now())
    begun = Enrollment.objects.active().filter(
        learner=user, cohort__starts_on__lte=today
    )
    learned = Q(module__course__in=begun.values("cohort__course"))
    kept_out = Condition.objects.unmet_by(user, today).filter(activity=OuterRef("pk"))
    released = ~Exists(kept_out.order_by())
    return seen.filter(guided | (is_preview | learned) & Q(released))
