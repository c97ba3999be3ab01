"""Who may put things into the library and change them, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from courses.models import Course
from library.models import Item

Anyone = User | AnonymousUser


def can_add(user: Anyone) -> Decision:
    """Staff, coordinators, stewards, and who writes or guides a course."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menambah isi pustaka."))
    leads = user.is_staff or user.coordinations.exists()
    if leads or Course.objects.edited_by(user).exists() or user.stewardships.exists():
        return YES
    return no(
        _(
            "Pustaka diisi oleh staf, koordinator, pengurus aliansi, fasilitator, dan"
            " penulis kelas."
        )
    )


def can_edit(user: Anyone, item: Item) -> Decision:
    """Staff, and who added it."""
    if user.is_authenticated and (user.is_staff or item.added_by_id == user.pk):
        return YES
    return no(_("Hanya yang menambahkannya dan staf yang menyunting isi pustaka ini."))


def may_remove(item: Item) -> Decision:
    """Asked after `can_edit`. What was published may be cited, so it stays."""
    if item.is_draft:
        return YES
    return no(_("Jadikan draf dulu sebelum menghapusnya."))
