"""Who makes learning paths, and when one may be published."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Course, Path


def can_make_path(user: User | AnonymousUser) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Jalur belajar disusun staf nasional."))


def may_publish_path(path: Path) -> Decision:
    return may_be_walked(path.courses.all())


def may_be_walked(courses: Collection[Course]) -> Decision:
    """What a published path is made of, now and after every edit."""
    if len(courses) < Path.FEWEST_COURSES:
        return no(_("Sebuah jalur perlu sedikitnya dua kelas."))
    if any(course.status != Course.Status.PUBLISHED for course in courses):
        return no(_("Terbitkan dulu semua kelasnya."))
    return YES
