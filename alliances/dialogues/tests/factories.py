"""Dialogues, guests and promises that tests are about."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from alliances.dialogues.actions import inviting, planning, promising, recording
from alliances.dialogues.models import Commitment, Dialogue, Invitation, Record
from alliances.models import Alliance


def make_dialogue(
    *, steward: User, alliance: Alliance, days: float = 7, **fields: Any
) -> Dialogue:
    wanted = {
        "kind": Dialogue.Kind.POLICY,
        "title": "Anggaran bank sampah 2027",
        "purpose": "Menyepakati pos anggaran untuk bank sampah desa.",
        "agenda": "Pembukaan\nPaparan aliansi\nTanggapan dinas",
        "starts_at": timezone.now() + timedelta(days=days),
        "lasts_minutes": 120,
        "place": "Aula Bappeda",
        **fields,
    }
    return planning.plan(steward=steward, alliance=alliance, **wanted)


def make_commitment(
    *, steward: User, alliance: Alliance, days: int = 30, **fields: Any
) -> Commitment:
    wanted = {
        "text": "Memasukkan bank sampah ke rancangan APBD.",
        "institution": "Dinas Lingkungan Hidup (rekaan)",
        "due_on": timezone.localdate() + timedelta(days=days),
        **fields,
    }
    if "organization" in fields:
        wanted["institution"] = ""
    return promising.promise(steward=steward, alliance=alliance, **wanted)


def invite(dialogue: Dialogue, steward: User, person: User) -> Invitation:
    organization = person.memberships.get().organization
    return inviting.invite(
        steward=steward, dialogue=dialogue, organization=organization
    )


def circulated(
    dialogue: Dialogue,
    steward: User,
    text: str = "Dinas setuju membahas **pos anggaran**.",
) -> Record:
    record = recording.write(steward=steward, dialogue=dialogue, text=text, base=0)
    until = timezone.localdate() + timedelta(days=7)
    return recording.circulate(steward=steward, record=record, until=until)


def pass_corrections(record: Record) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Record.objects.filter(pk=record.pk).update(corrections_until=yesterday)


def came(dialogue: Dialogue, steward: User, person: User) -> None:
    """Written down as there, for their organisation."""
    organization = person.memberships.get().organization
    inviting.write_down(
        steward=steward, dialogue=dialogue, name=person.name, organization=organization
    )
