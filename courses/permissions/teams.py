"""Who may name the authors of a course and the curators of a series; if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Course, Series


def can_share_course(user: User | AnonymousUser, course: Course) -> Decision:
    """Its authors and staff: who guides a cohort writes, but gives nothing away."""
    if user.is_authenticated and (
        user.is_staff or course.authors.filter(pk=user.pk).exists()
    ):
        return YES
    return no(_("Hanya penulis kelas ini yang menambah atau melepas penulis."))


def may_part(whole: Course | Series, person: User) -> Decision:
    """Asked under the lock of the whole. Somebody always answers for it."""
    team = whole.authors if isinstance(whole, Course) else whole.curators
    if team.filter(is_active=True).exclude(pk=person.pk).exists():
        return YES
    return no(_("Ia yang terakhir: tambahkan dulu orang lain, baru lepaskan."))
