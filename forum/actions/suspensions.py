"""Suspending somebody from writing, their appeal, and what is decided on it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from common import journal
from common.decisions import require
from forum.actions import tellings
from forum.models import Forum, Post, Suspension
from forum.permissions import can_answer_appeal, can_appeal, can_lift, can_suspend
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def suspend(
    *,
    moderator: User,
    post: Post,
    forum: Forum | None,
    ends_at: datetime,
    reason: str,
) -> Suspension:
    """Let the author of a post only read, there and below until then; or `Refused`.

    Without a forum it holds everywhere. Who wrote under a pseudonym is suspended under
    it: the moderator learns no name. It ends by itself.
    """
    require(can_suspend(moderator, post, forum))
    author: Any = post.author
    suspension = Suspension.objects.create(
        person=author,
        pseudonym=post.pseudonym,
        forum=forum,
        given_by=moderator,
        reason=reason,
        ends_at=ends_at,
    )
    journal.record(
        deed="forum.suspended",
        subject=suspension,
        actor=moderator,
        person=post.poster,
        reason=reason,
        until=ends_at.isoformat(),
    )
    with as_read_by(suspension.person):
        _tell(
            suspension,
            title=_("Untuk sementara Anda hanya dapat membaca"),
            text=_(
                "Sampai %(day)s Anda tidak dapat menulis di %(place)s. Alasan"
                " moderator: %(reason)s Jika menurut Anda keliru, sampaikan keberatan."
            )
            % {
                "day": date_format(timezone.localtime(ends_at), "j F Y, H.i"),
                "place": forum.name if forum else _("forum"),
                "reason": reason,
            },
        )
    return suspension


@transaction.atomic
def appeal(*, person: User, suspension: Suspension, text: str) -> Suspension:
    """Say once why it is wrong, or raise `Refused`."""
    suspension = _locked(suspension)
    require(can_appeal(person, suspension))
    suspension.appeal = text
    suspension.appealed_at = timezone.now()
    suspension.save(update_fields=["appeal", "appealed_at"])
    # Who suspended does not decide on it, and the writer is no judge in their own case.
    concerned = [person.pk, suspension.given_by_id or 0]
    tellings.tell_each(
        tellings.moderators_of(suspension.forum, but=concerned),
        kind=tellings.QUEUE,
        title=APPEALED,
        text=APPEAL_WAITS,
        words={"name": suspension.shown_name},
        url=reverse("forum:answer_appeal", args=[suspension.pk]),
        key=f"forum.suspension:{suspension.pk}:appealed",
        how="now",
    )
    return suspension


@transaction.atomic
def answer(
    *, moderator: User, suspension: Suspension, answer: str, lifts: bool
) -> Suspension:
    """Decide on an appeal, or raise `Refused`. It is not decided by who suspended."""
    suspension = _locked(suspension)
    require(can_answer_appeal(moderator, suspension))
    suspension.answer = answer
    suspension.answered_at = timezone.now()
    suspension.lifted_at = timezone.now() if lifts else None
    suspension.save(update_fields=["answer", "answered_at", "lifted_at"])
    _record(moderator, suspension, answer, lifts)
    return suspension


@transaction.atomic
def lift(*, moderator: User, suspension: Suspension, answer: str) -> Suspension:
    """End it before its day, or raise `Refused`."""
    suspension = _locked(suspension)
    require(can_lift(moderator, suspension))
    suspension.lifted_at = timezone.now()
    suspension.save(update_fields=["lifted_at"])
    _record(moderator, suspension, answer, lifts=True)
    return suspension


def _record(moderator: User, suspension: Suspension, answer: str, lifts: bool) -> None:
    journal.record(
        deed="forum.suspension_lifted" if lifts else "forum.appeal_declined",
        subject=suspension,
        actor=moderator,
        person=None if suspension.pseudonym else suspension.person,
        reason=answer,
    )
    with as_read_by(suspension.person):
        title = _("Keberatan Anda tidak diterima")
        if lifts:
            title = _("Anda dapat menulis lagi di forum")
        _tell(suspension, title=title, text=answer)


def _locked(suspension: Suspension) -> Suspension:
    held = Suspension.objects.select_for_update(of=("self",))
    held = held.select_related("person", "pseudonym", "forum")
    return held.get(pk=suspension.pk)


def _tell(suspension: Suspension, *, title: str, text: str) -> None:
    state = "lifted" if suspension.lifted_at else "held"
    if suspension.answered_at:
        state = f"{state}:answered"
    telling.tell(
        person=suspension.person,
        kind="forum.moderation",
        title=title,
        text=text,
        url=reverse("forum:suspensions"),
        key=f"forum.suspension:{suspension.pk}:{state}",
        how="now",
    )


APPEALED = gettext_lazy("%(name)s menyampaikan keberatan atas penangguhannya")
APPEAL_WAITS = gettext_lazy(
    "Keberatan itu menunggu jawaban moderator lain daripada yang menangguhkan."
)
