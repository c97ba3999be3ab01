"""Commitments are written down, reported on, shown in public, and recalled in time."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances import crowds
from alliances.dialogues.actions import news
from alliances.dialogues.actions.planning import hold
from alliances.dialogues.models import Commitment, Dialogue, Progress
from alliances.dialogues.permissions import can_report
from alliances.models import Alliance
from alliances.permissions import can_steward
from common import journal
from common.decisions import no, require
from network.models import Organization
from network.permissions import can_act_for

SOON = timedelta(days=7)
# A late one is brought to mind once more after so long.
LATE = timedelta(days=7)
# What no clock told until then is told no more.
FORGOTTEN = timedelta(days=28)


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
    """`organization` or `institution` is who promised. What was promised in a dialogue
    was promised while it was held. The promiser hears what stands in its name.
    """
    require(can_steward(steward, alliance))
    if dialogue is not None:
        hold(steward=steward, dialogue=dialogue)
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
    news.say_promised(commitment, steward)
    return commitment


@transaction.atomic
def amend(
    *,
    steward: User,
    commitment: Commitment,
    text: str,
    due_on: date,
    reason: str,
    organization: Organization | None = None,
    institution: str = "",
) -> Commitment:
    """Put right what was written down wrongly. Why, and what stood there, is read on
    its page.
    """
    commitment = _locked(commitment)
    require(can_steward(steward, commitment.alliance))
    before = _told(commitment)
    promised_by = commitment.organization_id
    commitment.text = text
    commitment.due_on = due_on
    commitment.organization = organization
    commitment.institution = "" if organization else institution
    if before == _told(commitment):
        require(no(_("Belum ada yang berubah.")))
    commitment.version += 1
    commitment.amended_at = timezone.now()
    commitment.save()
    journal.record(
        deed="dialogues.commitment_amended",
        subject=commitment,
        actor=steward,
        reason=reason,
        **before,
    )
    news.say_amended(commitment, steward, promised_by, reason)
    return commitment


def _told(commitment: Commitment) -> dict[str, str]:
    return {
        "text": commitment.text,
        "owner": commitment.owner,
        "due_on": commitment.due_on.isoformat(),
    }


@transaction.atomic
def report(
    *, person: User, commitment: Commitment, state: str, note: str, link: str = ""
) -> Progress:
    """What happened since; the commitment then stands as the report says.

    Who promised says so as its own word, until a steward reports too.
    """
    commitment = _locked(commitment)
    require(can_report(person, commitment))
    own = commitment.organization
    if own is not None and not can_act_for(person, own):
        own = None
    commitment.state = state
    settled = commitment.is_settled
    commitment.settled_at = timezone.now() if settled else None
    commitment.is_own_word = own is not None
    commitment.save(update_fields=["state", "settled_at", "is_own_word"])
    progress = Progress.objects.create(
        commitment=commitment,
        state=state,
        note=note,
        link=link,
        author=person,
        organization=own,
    )
    news.say_reported(progress)
    return progress


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


def remind(today: date) -> None:
    """Recall what is due within a week, what is due now, and what was due a week ago;
    each once. What a day without a clock missed is caught up with.

    Told are the people of who promised, and the stewards. May run at any time.
    """
    told = (today - FORGOTTEN, today + SOON)
    due = Commitment.objects.open().filter(due_on__range=told)
    for commitment in due.select_related("alliance", "organization"):
        _recall(commitment, (commitment.due_on - today).days)


def _recall(commitment: Commitment, left: int) -> None:
    """By the last of its three days that has come."""
    if left > 0:
        stage, title = SOON.days, _("Tinggal %(days)s hari: %(text)s")
    elif left > -LATE.days:
        stage, title = 0, _("Jatuh tempo: %(text)s")
    else:
        stage, title = -LATE.days, _("Lewat %(days)s hari: %(text)s")
    crowds.tell(
        news.answering_for(commitment),
        kind="alliances.commitment",
        title=title,
        text=_("Komitmen %(owner)s di %(alliance)s. Tulis kabarnya di halamannya."),
        named={
            "days": str(abs(left)),
            "text": commitment.text[:120],
            "owner": commitment.owner,
            "alliance": commitment.alliance.name,
        },
        url=commitment.get_absolute_url(),
        key=f"commitment:{commitment.pk}:{stage}",
    )


def _locked(commitment: Commitment) -> Commitment:
    rows = Commitment.objects.select_for_update(of=("self",))
    return rows.select_related("alliance", "organization").get(pk=commitment.pk)
