"""What a course is made of: modules and activities added, named, shown, removed."""

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import outline
from courses.actions.kinds import MAKERS, READY
from courses.models import Activity, Course, Module
from courses.permissions import can_edit, may_remove_activity, may_remove_module
from courses.summaries.waits import Waits, kept_from_some


@transaction.atomic
def add_module(*, author: User, course: Course, title: str) -> Module:
    require(can_edit(author, course))
    return outline.add_module(course=course, title=title)


@transaction.atomic
def rename_module(*, author: User, module: Module, title: str) -> None:
    require(can_edit(author, module.course))
    module.title = title
    module.save(update_fields=["title"])


@transaction.atomic
def remove_module(*, author: User, module: Module) -> None:
    """Take an empty module away. The course's lock keeps it empty."""
    require(can_edit(author, module.course))
    outline.locked(module.course)
    require(may_remove_module(module))
    module.delete()


@transaction.atomic
def add_activity(*, author: User, module: Module, kind: str, title: str) -> Activity:
    """A new last activity of the module: a draft, with the empty row of its kind."""
    require(can_edit(author, module.course))
    if kind not in MAKERS:
        raise Refused(_("Kegiatan jenis ini dibuat di halamannya sendiri."))
    outline.locked(module.course)
    activity = outline.add_activity(
        module=module, kind=kind, title=title, status=Activity.Status.DRAFT
    )
    MAKERS[kind](activity)
    return activity


@transaction.atomic
def set_up_activity(
    *, author: User, activity: Activity, title: str, minutes: int, is_required: bool
) -> Activity:
    """What every kind has. What was earned stays, required or not.

    The course row is locked: a condition that is set meanwhile is seen.
    """
    require(can_edit(author, activity.module.course))
    outline.locked(activity.module.course)
    if is_required:
        _require_open_to_every_cohort(activity)
    activity.title, activity.minutes = title, minutes
    activity.is_required = is_required
    activity.save(update_fields=["title", "minutes", "is_required"])
    return activity


@transaction.atomic
def publish_activity(*, author: User, activity: Activity) -> None:
    """Show it to learners, once there is something to show."""
    require(can_edit(author, activity.module.course))
    is_ready = READY.get(activity.kind)
    if is_ready is not None:
        require(is_ready(activity))
    activity.status = Activity.Status.PUBLISHED
    activity.save(update_fields=["status"])


@transaction.atomic
def withdraw_activity(*, author: User, activity: Activity) -> None:
    """Hide it from learners. Completions of it are kept, and count again when shown."""
    require(can_edit(author, activity.module.course))
    activity.status = Activity.Status.DRAFT
    activity.save(update_fields=["status"])


@transaction.atomic
def remove_activity(*, author: User, activity: Activity) -> None:
    """Take it away for good, as long as no learner has left anything in it."""
    require(can_edit(author, activity.module.course))
    require(may_remove_activity(activity))
    try:
        activity.delete()
    except (ProtectedError, RestrictedError) as kept:
        raise Refused(
            _("Sudah ada hasil peserta di kegiatan ini. Jadikan draf bila tak dipakai.")
        ) from kept


def _require_open_to_every_cohort(activity: Activity) -> None:
    """A step becomes required only if all may open it; one that is, stays so."""
    optional = Activity.objects.filter(pk=activity.pk, is_required=False)
    if optional.exists() and kept_from_some({activity.pk}):
        raise Refused(
            _(
                "Kegiatan ini hanya terbuka bagi sebagian angkatan: kalau wajib,"
                " peserta angkatan lain tak bisa lulus. Bukalah dulu bagi semua"
                " angkatan, lalu jadikan wajib."
            )
        )
    waits = Waits(activity.module.course)
    narrow = kept_from_some(waits.before(activity)) if optional.exists() else None
    if narrow is not None:
        raise Refused(
            _(
                "Kegiatan ini menunggu “%(narrow)s” yang terbuka bagi sebagian angkatan"
                " saja: kalau wajib, peserta angkatan lain tak bisa lulus. Hapus dulu"
                " syaratnya, lalu jadikan wajib."
            )
            % {"narrow": narrow.title}
        )
