"""Who may take a pseudonym, and look behind one."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.models import Forum, Pseudonym
from forum.permissions.writing import SIGN_IN


def can_choose_pseudonym(user: User | AnonymousUser, forum: Forum) -> Decision:
    if not forum.allows_pseudonyms:
        return no(_("Di forum ini semua menulis dengan nama sendiri."))
    if not user.is_authenticated:
        return no(SIGN_IN)
    if forum.pseudonyms.of(user).exists():
        return no(_("Anda sudah memilih nama samaran di forum ini."))
    return YES


def can_use_name(user: User, forum: Forum, name: str) -> Decision:
    """Not one's own, not anybody else's, and not one that is taken here."""
    own = {word for word in user.name.casefold().split() if len(word) > 2}
    if own & set(name.casefold().split()):
        return no(_("Nama ini memuat nama Anda sendiri. Pilih yang lain sama sekali."))
    taken = forum.pseudonyms.filter(name__iexact=name).exists()
    if taken or User.objects.filter(name__iexact=name).exists():
        return no(_("Nama itu sudah dipakai orang lain. Pilih nama lain."))
    return YES


def can_look_behind(user: User | AnonymousUser, pseudonym: Pseudonym) -> Decision:
    if user.is_authenticated and user.is_staff:
        return YES
    return no(_("Hanya staf nasional yang dapat melihatnya."))
