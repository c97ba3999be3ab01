"""Who reads a worksheet: a course's mentor, else the province's, else the nation's."""

from accounts.models import User
from courses.models import Enrollment
from courses.summaries import mentors_of
from initiatives.models import Worksheet


def mentors_for(worksheet: Worksheet) -> list[User]:
    """The first of the three that has anyone but the author; never an inactive one."""
    author = worksheet.author
    for mentors in (
        mentors_of(author),
        _of_province(worksheet),
        list(User.objects.active().filter(is_staff=True).order_by("pk")),
    ):
        others = [one for one in mentors if one.is_active and one.pk != author.pk]
        if others:
            return others
    return []


def enrollment_under(mentor: User, author: User) -> Enrollment | None:
    """The author's seat under this mentor, held or given back: where it comes from."""
    return (
        Enrollment.objects.of_learner(author)
        .filter(mentor=mentor)
        .select_related("cohort__course")
        .latest_active_first()
        .first()
    )


def _of_province(worksheet: Worksheet) -> list[User]:
    place = worksheet.organization or worksheet.author
    if place.regency is None:
        return []
    coordinators = User.objects.active().filter(
        coordinations__province=place.regency.province_id
    )
    return list(coordinators.order_by("pk"))
