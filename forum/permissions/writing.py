"""Who may write in a forum, and mend and take back what they wrote."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.files import Family
from common.uploads.models import Upload
from forum.machina_ext.forum_permission.handler import PermissionHandler
from forum.models import Forum, Post, Suspension, Topic
from forum.permissions.moderating import can_moderate

EDITABLE_FOR = timedelta(days=1)
SIGN_IN = _("Masuk dulu untuk menulis di forum.")
GONE = _("Tulisan ini sudah tidak ada.")
NOT_HERE = _("Anda tidak dapat menulis di forum ini.")


def can_open_topic(user: User | AnonymousUser, forum: Forum) -> Decision:
    if not forum.is_forum:
        return no(_("Topik ditulis di salah satu forum di bawah bagian ini."))
    if not user.is_authenticated:
        return no(SIGN_IN)
    if PermissionHandler().can_add_topic(forum, user):
        return YES
    return no(why_silent(user, forum))


def can_reply(user: User | AnonymousUser, topic: Topic) -> Decision:
    if not user.is_authenticated:
        return no(SIGN_IN)
    if topic.merged_into_id or not (topic.approved or can_moderate(user, topic.forum)):
        return no(_("Topik ini sedang tidak tampil, jadi tidak menerima balasan."))
    return _may_add_to(user, topic)


def _may_add_to(user: User, topic: Topic) -> Decision:
    if PermissionHandler().can_add_post(topic, user):
        return YES
    if topic.is_locked:
        return no(_("Topik ini sudah dikunci dan tidak menerima balasan lagi."))
    return no(why_silent(user, topic.forum))


def can_attach(
    user: User | AnonymousUser, post: Post, files: Sequence[Upload]
) -> Decision:
    """Under a pseudonym only pictures, which are made anew: whoever wrote a document
    stands inside it.
    """
    if not PermissionHandler().can_attach_files(post.topic.forum, user):
        return no(_("Di forum ini tulisan tidak memuat berkas."))
    if post.pseudonym is not None and {each.family for each in files} != {
        Family.PICTURE
    }:
        return no(
            _(
                "Dengan nama samaran hanya gambar yang dapat dilampirkan: berkas lain"
                " menyimpan nama pembuatnya. Kirim fotonya, atau salin isinya ke sini."
            )
        )
    return YES


def can_edit(user: User | AnonymousUser, post: Post) -> Decision:
    """The author for a day; whoever may edit others' posts at any time."""
    if not user.is_authenticated:
        return no(SIGN_IN)
    if post.is_deleted:
        return no(GONE)
    if not PermissionHandler().can_edit_post(post, user):
        return no(_("Hanya penulisnya yang dapat menyunting tulisan ini."))
    if is_still_editable(post) or user.is_staff:
        return YES
    return no(
        _("Tulisan dapat disunting sehari. Tulis balasan baru untuk melengkapinya.")
    )


def can_delete(user: User | AnonymousUser, post: Post) -> Decision:
    """The author, at any time, where they still may see what they wrote."""
    if not user.is_authenticated:
        return no(SIGN_IN)
    if post.is_deleted:
        return no(GONE)
    if not post.is_by(user) or not user.is_active:
        return no(_("Hanya penulisnya yang dapat menghapus tulisan ini."))
    return (
        YES if Post.objects.visible_to(user).filter(pk=post.pk).exists() else no(GONE)
    )


def can_bring_back(user: User | AnonymousUser, post: Post) -> Decision:
    """The author, where they may write: it is said anew."""
    if not user.is_authenticated:
        return no(SIGN_IN)
    if not post.is_deleted:
        return no(_("Tulisan ini tidak dihapus."))
    if not post.is_by(user):
        return no(_("Hanya penulisnya yang dapat mengembalikan tulisan ini."))
    return _may_add_to(user, post.topic)


def is_still_editable(post: Post) -> bool:
    return bool(post.created > timezone.now() - EDITABLE_FOR)


def may_write(user: User, forum: Forum) -> Decision:
    """Whether what a person says is heard there at all: not while suspended."""
    suspended = Suspension.objects.active().of(user).reaching(forum)
    if user.is_active and not suspended.exists():
        return YES
    return no(why_silent(user, forum))


def why_silent(user: User, forum: Forum) -> str:
    holding = Suspension.objects.active().of(user).reaching(forum)
    suspension = holding.order_by("-ends_at").first()
    if suspension is None:
        return str(NOT_HERE)
    return _(
        "Sampai %(day)s Anda hanya dapat membaca di sini. Sebabnya: %(reason)s Di"
        " halaman Penangguhan Anda dapat menyampaikan keberatan."
    ) % {
        "day": date_format(localtime(suspension.ends_at), "j F Y, H.i"),
        "reason": suspension.reason,
    }
