"""Minutes are written, sent round, corrected by who was there, and become final."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.actions import telling
from alliances.dialogues.actions.planning import hold, locked
from alliances.dialogues.models import (
    Correction,
    Dialogue,
    Invitation,
    Record,
    RecordVersion,
)
from alliances.dialogues.permissions import (
    can_correct,
    can_write_record,
    is_awaiting_corrections,
)
from common import journal, richtext
from common.decisions import no, require

State = Record.State
# As long as who was there has, at least, to read words that changed.
REREADING = timedelta(days=3)


@transaction.atomic
def write(*, steward: User, dialogue: Dialogue, text: str, base: int) -> Record:
    """Save the minutes. `base` is the revision that the page showed, 0 for none.

    They may be prepared before it begins. Once they went round, who was there hears of
    other words, and has days to correct those too. Raises `Refused` if somebody saved
    in between: what they wrote is not overwritten.
    """
    dialogue = locked(dialogue)
    require(can_write_record(steward, dialogue))
    if dialogue.has_begun:
        hold(steward=steward, dialogue=dialogue)
    record = Record.objects.select_for_update().filter(dialogue=dialogue).first()
    if (record.revision if record else 0) != base:
        require(no(_("Notula ini baru saja disimpan orang lain.")))
    if record is None:
        record = Record(dialogue=dialogue, revision=0)
    is_news = record.is_circulated and not record.says(text)
    if is_news:
        until = timezone.localdate() + REREADING
        record.corrections_until = max(record.corrections_until or until, until)
    record.text = text
    record.html = richtext.from_plain(text)
    record.revision += 1
    record.changed_by = steward
    record.save()
    RecordVersion.objects.create(
        record=record, revision=record.revision, text=text, author=steward
    )
    if is_news:
        telling.say_rewritten(record, steward)
    return record


@transaction.atomic
def circulate(*, steward: User, record: Record, until: date) -> Record:
    """Send it round; again, with another day, while it is not final. Words that changed
    since it went round are read for as long as any that change.
    """
    record = _locked(record)
    require(can_write_record(steward, record.dialogue))
    if until < _to_be_read_until(record):
        require(no(_("Kata-katanya baru saja berubah: beri waktu tiga hari lagi.")))
    hold(steward=steward, dialogue=record.dialogue)
    record.state = State.CIRCULATED
    record.corrections_until = until
    record.circulated_at = record.circulated_at or timezone.now()
    record.save()
    journal.record(
        deed="dialogues.minutes_circulated",
        subject=record,
        actor=steward,
        until=until.isoformat(),
    )
    telling.say(
        record.dialogue,
        telling.present(record.dialogue),
        f"minutes:{record.revision}:{until.isoformat()}",
        _("Notula untuk dikoreksi: %(title)s"),
        _("Baca dan kirim koreksi Anda sebelum notula menjadi final."),
    )
    return record


@transaction.atomic
def correct(
    *, person: User, record: Record, on_behalf_of: str, text: str
) -> Correction:
    record = _locked(record)
    require(can_correct(person, record))
    correction = Correction.objects.create(
        record=record, author=person, on_behalf_of=on_behalf_of, text=text
    )
    telling.say_corrected(correction)
    return correction


@transaction.atomic
def correct_by_letter(*, invitation: Invitation, text: str) -> Correction:
    """From an institution, which holds a letter and no account: nothing but its words
    tells that it is sent a second time. The record's lock makes two presses wait.
    """
    record = _locked(invitation.dialogue.record)
    require(is_awaiting_corrections(record))
    said = record.corrections.filter(invitation=invitation, text=text)
    waiting = said.filter(state=Correction.State.OPEN).first()
    if waiting is not None:
        return waiting
    correction = Correction.objects.create(
        record=record, invitation=invitation, on_behalf_of=str(invitation), text=text
    )
    telling.say_corrected(correction)
    return correction


@transaction.atomic
def decide(
    *, steward: User, correction: Correction, accepted: bool, answer: str
) -> Correction:
    """Accepting says that the text has been, or will be, mended; with a sentence."""
    record = _locked(correction.record)
    require(can_write_record(steward, record.dialogue))
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if not correction.is_open:
        require(no(_("Koreksi ini sudah dijawab.")))
    states = Correction.State
    correction.state = states.ACCEPTED if accepted else states.DECLINED
    correction.answer = answer
    correction.decided_by = steward
    correction.decided_at = timezone.now()
    correction.save()
    correction.record = record
    telling.say_decided(correction)
    return correction


@transaction.atomic
def finish(*, steward: User, record: Record) -> Record:
    """Final: no word changes any more. Corrections are asked for no longer, and have
    all been answered.
    """
    record = _locked(record)
    require(can_write_record(steward, record.dialogue))
    if not record.is_circulated:
        require(no(_("Edarkan dulu notula ini kepada yang hadir.")))
    if record.awaits_corrections:
        require(no(_("Masa koreksi notula ini belum lewat.")))
    if record.corrections.filter(state=Correction.State.OPEN).exists():
        require(no(_("Masih ada koreksi yang belum dijawab.")))
    record.state = State.FINAL
    record.final_at = timezone.now()
    record.save()
    journal.record(deed="dialogues.minutes_final", subject=record, actor=steward)
    telling.say(
        record.dialogue,
        telling.present(record.dialogue),
        "final",
        _("Notula final: %(title)s"),
        _("Notula dan komitmennya dapat dibaca di halaman dialog."),
    )
    return record


def _to_be_read_until(record: Record) -> date:
    """By when words that changed since the minutes went round were read."""
    if record.circulated_at is None:
        return date.min
    later = record.versions.filter(created_at__gt=record.circulated_at)
    last = later.order_by("-revision").first()
    return timezone.localdate(last.created_at) + REREADING if last else date.min


def _locked(record: Record) -> Record:
    locked(record.dialogue)
    rows = Record.objects.select_for_update(of=("self",))
    return rows.select_related("dialogue__alliance").get(pk=record.pk)
