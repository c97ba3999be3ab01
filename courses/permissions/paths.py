"""Who makes learning paths, and when one may be published."""

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
    steps = path.steps.all()
    if len(steps) < 2:
        return no(_("Sebuah jalur perlu sedikitnya dua kelas."))
    if steps.exclude(course__status=Course.Status.PUBLISHED).exists():
        return no(_("Terbitkan dulu semua kelasnya."))
    return YES
