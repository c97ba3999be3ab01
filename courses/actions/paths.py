"""Making learning paths: several courses in order, ending in one certificate."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from common.commits import once_committed
from common.decisions import require
from courses import tasks
from courses.models import Course, Path, PathStep
from courses.permissions.paths import can_make_path, may_be_walked, may_publish_path


@transaction.atomic
def make(*, maker: User, title: str, summary: str, courses: Sequence[Course]) -> Path:
    require(can_make_path(maker))
    path = Path.objects.create(slug=_free_slug(title), title=title, summary=summary)
    _set_steps(path, courses)
    return path


@transaction.atomic
def edit(
    *, maker: User, path: Path, title: str, summary: str, courses: Sequence[Course]
) -> Path:
    """Who has already ended the path keeps its certificate, whatever it becomes.

    Who has passed all that it asks by now is found by a job. A published path goes on
    being one, or the edit is `Refused`: of a single course it would be ended at once.
    """
    require(can_make_path(maker))
    path = Path.objects.select_for_update().get(pk=path.pk)
    if path.status == Path.Status.PUBLISHED:
        require(may_be_walked(courses))
    path.title, path.summary = title, summary
    path.save(update_fields=["title", "summary"])
    _set_steps(path, courses)
    _settle_soon()
    return path


@transaction.atomic
def publish(*, maker: User, path: Path) -> None:
    """Who has passed all its courses before is found by a job."""
    require(can_make_path(maker))
    path = Path.objects.select_for_update().get(pk=path.pk)
    require(may_publish_path(path))
    path.status = Path.Status.PUBLISHED
    path.save(update_fields=["status"])
    _settle_soon()


@transaction.atomic
def withdraw(*, maker: User, path: Path) -> None:
    require(can_make_path(maker))
    Path.objects.filter(pk=path.pk).update(status=Path.Status.DRAFT)


def _set_steps(path: Path, courses: Sequence[Course]) -> None:
    path.steps.all().delete()
    PathStep.objects.bulk_create(
        PathStep(path=path, course=course, position=position)
        for position, course in enumerate(courses, start=1)
    )


def _settle_soon() -> None:
    once_committed(tasks.hurry, "settle")


def _free_slug(title: str) -> str:
    base = slugify(title)[:70] or "jalur"
    slug, number = base, 1
    while Path.objects.filter(slug=slug).exists() or slug == "baru":
        number += 1
        slug = f"{base}-{number}"
    return slug
