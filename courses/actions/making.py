"""Making a course, saying what it is about, publishing it and drawing it back."""

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from common.decisions import require
from courses.actions import outline
from courses.models import Course
from courses.permissions import (
    can_edit,
    can_make_course,
    may_publish_course,
    may_withdraw_course,
)

# Words that stand where a course's name would in an address.
TAKEN = {
    *("angkatan", "baru", "bawa", "bawaan", "jalur", "media", "soal", "nilai"),
    *("sertifikat", "telaah", "tugas"),
}


@transaction.atomic
def make(
    *,
    author: User,
    title: str,
    summary: str,
    description: str = "",
    hours: int = 1,
    capacity: str = "",
) -> Course:
    """A new course, still a draft, with its first author and one empty module."""
    require(can_make_course(author))
    course = Course.objects.create(
        slug=free_slug(title),
        title=title,
        summary=summary,
        description=description,
        hours=hours,
        capacity=capacity,
        position=Course.objects.count() + 1,
    )
    course.authors.add(author)
    outline.add_module(course=course, title="Modul 1")
    return course


@transaction.atomic
def describe(
    *,
    author: User,
    course: Course,
    title: str,
    summary: str,
    description: str,
    hours: int,
    capacity: str,
) -> Course:
    """Say anew what the course is about. Its address stays: people have shared it."""
    require(can_edit(author, course))
    course = outline.locked(course)
    course.title, course.summary, course.description = title, summary, description
    course.hours, course.capacity = hours, capacity
    course.save()
    return course


@transaction.atomic
def publish(*, author: User, course: Course) -> Course:
    """Show the course to everyone, and open its community of practice."""
    require(can_edit(author, course))
    course = outline.locked(course)
    require(may_publish_course(course))
    course.status = Course.Status.PUBLISHED
    course.save(update_fields=["status"])
    outline.open_place(course)
    return course


@transaction.atomic
def withdraw(*, author: User, course: Course) -> Course:
    """Make it a draft again, as long as nobody has a seat."""
    require(can_edit(author, course))
    course = outline.locked(course)
    require(may_withdraw_course(course))
    course.status = Course.Status.DRAFT
    course.save(update_fields=["status"])
    return course


def free_slug(title: str) -> str:
    """An address from the title that no other course has."""
    wanted = slugify(title)[:70] or "kelas"
    if wanted.isdigit():
        wanted = f"kelas-{wanted}"
    like = Course.objects.filter(slug__startswith=wanted)
    taken = TAKEN | set(like.values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    candidates = (wanted, *numbered)
    return next(slug for slug in candidates if slug not in taken)
