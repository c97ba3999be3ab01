"""Pretend proposals of an alliance: open with an objection, decided, and in the box."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from alliances import subjects
from alliances.actions import topics
from alliances.decisions import ballots
from alliances.decisions.actions.locking import record
from alliances.decisions.actions.opening import write_text
from alliances.decisions.models import Box, Proposal, ProposalText, Stand, Voice
from alliances.decisions.summaries import counted
from alliances.documents.models import Document
from alliances.models import Alliance
from alliances.representation import acting_in, deciding_in
from common.demo import days, known_uuid, read
from common.models import JournalEntry
from portal.demo import documents, network, people


def load() -> None:
    """Written as it would stand by now, with nobody told of it today."""
    for row in read("decisions"):
        alliance = Alliance.objects.get(slug=row["alliance"])
        topics.place_of_all(alliance)
        proposal = _open(alliance, row)
        if "since" in row:
            document = alliance.documents.get(slug=row["document"])
            documents.write_on(document, row["since"])
        _speak(proposal, row)
        _fill_box(proposal, row)
        if "closing" in row:
            _close(proposal, row["closing"])


def _open(alliance: Alliance, row: dict[str, Any]) -> Proposal:
    person = people.named(row["person"])
    proposal = Proposal.objects.create(
        uuid=known_uuid("proposal", row["title"]),
        alliance=alliance,
        subject=_document(alliance, row),
        title=row["title"],
        rule=row["rule"],
        options=row.get("options", []),
        is_anonymous=row.get("is_anonymous", False),
        quorum=row["quorum"],
        quorum_unit=row["quorum_unit"],
        quorum_provinces=row["quorum_provinces"],
        opened_at=days(-row["opened_days_ago"]),
        opened_by=person,
        organization=acting_in(person, alliance).first(),
        closes_at=_end_of_day(row["closes_in_days"]),
    )
    meant = subjects.fix(proposal.subject, person)
    write_text(proposal, row["body"].strip(), person, subject_version=meant)
    record("opened", proposal, person)
    _happened(proposal, row["opened_days_ago"])
    Voice.objects.bulk_create(
        Voice(
            proposal=proposal,
            organization=organization,
            province_id=organization.regency.province_id,
        )
        for organization in deciding_in(alliance, None).select_related("regency")
    )
    for change in row.get("amendments", []):
        _amend(proposal, change, meant)
    return proposal


def _document(alliance: Alliance, row: dict[str, Any]) -> Document | None:
    slug = row.get("document")
    return alliance.documents.get(slug=slug) if slug else None


def _end_of_day(count: float) -> Any:
    end = timezone.localtime(days(count))
    return end.replace(hour=23, minute=59, second=0, microsecond=0)


def _amend(proposal: Proposal, change: dict[str, Any], meant: int | None) -> None:
    person = people.named(change["person"])
    proposal.version += 1
    proposal.save(update_fields=["version"])
    body, because = change["body"].strip(), change["because"]
    write_text(proposal, body, person, because, subject_version=meant)
    record("amended", proposal, person, change["because"])
    _happened(proposal, change["days_ago"])


def _happened(proposal: Proposal, days_ago: float) -> None:
    """What was written last is of so many days ago."""
    at = days(-days_ago)
    JournalEntry.objects.filter(pk=JournalEntry.objects.latest("pk").pk).update(
        created_at=at
    )
    texts = ProposalText.objects.filter(proposal=proposal, number=proposal.version)
    texts.filter(created_at__gt=timezone.now() - timedelta(hours=1)).update(
        created_at=at
    )


def _speak(proposal: Proposal, row: dict[str, Any]) -> None:
    voices = {voice.organization_id: voice for voice in proposal.voices.all()}
    stands = [
        Stand(
            voice=voices[network.named(said["organization"]).pk],
            choice=said["choice"],
            reason=said.get("reason", ""),
            version=proposal.version,
            cast_by=people.named(said["person"]),
            created_at=days(-said["days_ago"]),
        )
        for said in row.get("stands", [])
    ]
    Stand.objects.bulk_create(stands)
    heard = [stand.voice_id for stand in stands]
    Voice.objects.filter(pk__in=heard).update(has_spoken=True)


def _fill_box(proposal: Proposal, row: dict[str, Any]) -> None:
    if not proposal.is_anonymous:
        return
    kept: list[dict[str, Any]] = []
    for choice in row["ballots"]:
        receipt = ballots.new_receipt(proposal=proposal.uuid, choice=choice, word="")
        kept = ballots.put_in(kept, receipt.ballot)
    Box.objects.create(proposal=proposal, ballots=kept)
    spoken = [network.named(key) for key in row["voters"]]
    proposal.voices.filter(organization__in=spoken).update(has_spoken=True)


def _close(proposal: Proposal, row: dict[str, Any]) -> None:
    person = people.named(row["person"])
    proposal.state = Proposal.State.CLOSED
    found = counted(proposal)
    proposal.outcome = found.tally.outcome(found.quorum)
    proposal.outcome_text = row["outcome_text"]
    proposal.review_on = timezone.localdate(days(row["review_in_days"]))
    proposal.closed_at = days(-row["days_ago"])
    proposal.closed_by = person
    proposal.save()
    record("closed", proposal, person, outcome=proposal.outcome)
    _happened(proposal, row["days_ago"])
