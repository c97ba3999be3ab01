"""Commitments are written down, reported on, shown in public, and recalled in time."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.dialogues.actions.telling import people_of
from alliances.dialogues.models import Commitment, Dialogue, Progress
from alliances.dialogues.permissions import can_report
from alliances.models import Alliance
from alliances.permissions import can_steward
from common import journal
from common.decisions import require
from network.models import Organization
from notices.actions import telling
from notices.actions.telling import Telling

SOON = timedelta(days=7)
# A late one is brought to mind once more after so long.
LATE = timedelta(days=7)


@transaction.atomic
def promise(
    *,
    steward: User,
    alliance: Alliance,
    text: str,
    due_on: date,
    dialogue: Dialogue | None = None,
    organization: Organization | None = None,
    institution: str = "",
    is_public: bool = False,
) -> Commitment:
    """`organization` or `institution` is who promised."""
    require(can_steward(steward, alliance))
    commitment = Commitment.objects.create(
        alliance=alliance,
        dialogue=dialogue,
        text=text,
        organization=organization,
        institution="" if organization else institution,
        due_on=due_on,
        is_public=is_public,
        created_by=steward,
    )
    journal.record(deed="dialogues.promised", subject=commitment, actor=steward)
    return commitment


@transaction.atomic
def report(
    *, person: User, commitment: Commitment, state: str, note: str, link: str = ""
) -> Progress:
    """What happened since; the commitment then stands as the report says."""
    commitment = _locked(commitment)
    require(can_report(person, commitment))
    commitment.state = state
    settled = commitment.is_settled
    commitment.settled_at = timezone.now() if settled else None
    commitment.save(update_fields=["state", "settled_at"])
    return Progress.objects.create(
        commitment=commitment, state=state, note=note, link=link, author=person
    )


@transaction.atomic
def show(*, steward: User, commitment: Commitment, is_public: bool) -> Commitment:
    """On the public scoreboard, or off it again; journaled either way."""
    commitment = _locked(commitment)
    require(can_steward(steward, commitment.alliance))
    commitment.is_public = is_public
    commitment.save(update_fields=["is_public"])
    deed = "dialogues.commitment_shown" if is_public else "dialogues.commitment_hidden"
    journal.record(deed=deed, subject=commitment, actor=steward)
    return commitment


def remind(today: date) -> int:
    """Recall what is due in a week, today, or was due a week ago; each once.

    Told are the people of who promised, and the stewards. Returns how many
    commitments were recalled; may run as often as one likes.
    """
    days = (today + SOON, today, today - LATE)
    due = Commitment.objects.open().filter(due_on__in=days)
    found = list(due.select_related("alliance", "organization"))
    for commitment in found:
        telling.tell_all(_recalled(commitment, today))
    return len(found)


def _recalled(commitment: Commitment, today: date) -> list[Telling]:
    left = (commitment.due_on - today).days
    if left > 0:
        title = _("Seminggu lagi: %(text)s")
    else:
        title = (
            _("Jatuh tempo hari ini: %(text)s") if left == 0 else _("Lewat: %(text)s")
        )
    stewards = User.objects.active().filter(stewardships__alliance=commitment.alliance)
    owners = people_of([commitment.organization_id or 0])
    return [
        Telling(
            person_id=pk,
            kind="alliances.commitment",
            title=title % {"text": commitment.text[:120]},
            text=_("Komitmen %(owner)s di %(alliance)s. Tulis kabarnya di halamannya.")
            % {"owner": commitment.owner, "alliance": commitment.alliance},
            url=commitment.get_absolute_url(),
            key=f"commitment:{commitment.pk}:{left}",
        )
        for pk in {
            *stewards.values_list("pk", flat=True),
            *owners.values_list("pk", flat=True),
        }
    ]


def _locked(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",))
    return rows.select_related("alliance", "organization").get(pk=commitment.pk)
