"""Whom a commitment concerns, and what they are told of it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances import crowds
from alliances.dialogues.actions.telling import people_of
from alliances.dialogues.models import Commitment, Progress


def answering_for(commitment: Commitment, *besides: int | None) -> QuerySet[User]:
    """The people of who promised (and of organisations `besides`), and the stewards."""
    owners = people_of([key for key in (commitment.organization_id, *besides) if key])
    stewards = Q(stewardships__alliance=commitment.alliance_id)
    people: QuerySet[User] = User.objects.active()
    return people.filter(stewards | Q(pk__in=owners.values("pk"))).distinct()


def say_promised(commitment: Commitment, steward: User) -> None:
    """Who is said to have promised hears it at once, and can say that it is wrong."""
    if commitment.organization_id is None:
        return
    crowds.tell(
        people_of([commitment.organization_id]).exclude(pk=steward.pk),
        kind="alliances.commitment.promised",
        title=_("Dicatat sebagai janji organisasi Anda: %(text)s"),
        text=_("Oleh pengurus %(alliance)s. Bila keliru, minta mereka membetulkannya."),
        named=_named(commitment),
        url=commitment.get_absolute_url(),
        key=f"commitment:{commitment.pk}:promised:{commitment.organization_id}",
    )


def say_amended(
    commitment: Commitment, steward: User, promised_by: int | None, reason: str
) -> None:
    """Also to who no longer stands there as having promised."""
    crowds.tell(
        answering_for(commitment, promised_by).exclude(pk=steward.pk),
        kind="alliances.commitment.amended",
        title=_("Komitmen diubah: %(text)s"),
        text=reason,
        named=_named(commitment),
        url=commitment.get_absolute_url(),
        key=f"commitment:{commitment.pk}:amended:{commitment.version}",
    )


def say_reported(progress: Progress) -> None:
    """Both sides hear what the other says of a promise."""
    commitment = progress.commitment
    told = answering_for(commitment)
    if progress.author is not None:
        told = told.exclude(pk=progress.author.pk)
    title = _("%(text)s: kabar baru")
    if commitment.is_kept_by_own_word:
        title = _("Ditepati menurut yang berjanji: %(text)s")
    crowds.tell(
        told,
        kind="alliances.commitment.report",
        title=title,
        text=progress.note,
        named=_named(commitment),
        url=commitment.get_absolute_url(),
        key=f"commitment:{commitment.pk}:report:{progress.pk}",
    )


def _named(commitment: Commitment) -> dict[str, str]:
    return {
        "text": commitment.text[:120],
        "owner": commitment.owner,
        "alliance": commitment.alliance.name,
    }
