"""Who may take somebody's right to write, and give it back."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from forum.models import Forum, Post, Suspension
from forum.permissions.moderating import can_moderate


def can_suspend(
    user: User | AnonymousUser, post: Post, forum: Forum | None
) -> Decision:
    """In the post's forum or one above it that is theirs; everywhere only by staff."""
    author = post.author
    if post.pseudonym is not None and (author is None or author.is_staff):
        # One sentence, whoever it is: none that says what the person is.
        return no(_("Yang memakai nama samaran ini tidak dapat ditangguhkan."))
    if author is None:
        return no(_("Penulisnya sudah pergi."))
    if post.is_by(user):
        return no(_("Anda tidak dapat menangguhkan diri sendiri."))
    if author.is_staff:
        return no(_("Staf nasional tidak dapat ditangguhkan dari sini."))
    if forum is None:
        if user.is_authenticated and user.is_staff:
            return YES
        return no(_("Penangguhan di seluruh forum diputuskan staf nasional."))
    branch = post.topic.forum.get_ancestors(include_self=True)
    if not branch.filter(pk=forum.pk).exists():
        return no(_("Pilih forum tempat tulisan itu berada."))
    return can_moderate(user, forum)


def can_appeal(user: User, suspension: Suspension) -> Decision:
    if suspension.person_id != user.pk or not suspension.is_active:
        return no(_("Penangguhan ini sudah berakhir."))
    if suspension.appealed_at is not None:
        return no(_("Keberatan Anda sudah disampaikan dan dijawab satu kali."))
    return YES


def can_lift(user: User, suspension: Suspension) -> Decision:
    if not suspension.is_active:
        return no(_("Penangguhan ini sudah berakhir."))
    if suspension.person_id == user.pk:
        return no(_("Penangguhan sendiri diputuskan oleh orang lain."))
    if suspension.forum is None:
        return YES if user.is_staff else no(_("Ini diputuskan staf nasional."))
    return can_moderate(user, suspension.forum)


def can_answer_appeal(user: User, suspension: Suspension) -> Decision:
    if suspension.given_by_id == user.pk:
        return no(_("Keberatan diputuskan moderator lain daripada yang menangguhkan."))
    if suspension.appealed_at is None or suspension.answered_at is not None:
        return no(_("Tidak ada keberatan yang menunggu di sini."))
    return can_lift(user, suspension)
