"""Minutes after they went round: rewritten in the open, corrected by who was there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alliances.dialogues.actions import inviting, recording
from alliances.dialogues.models import Invitation
from alliances.dialogues.tests.factories import circulated, pass_corrections
from alliances.tests.factories import make_room, make_speaker
from common.decisions import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db


def came(dialogue, steward, person):
    organization = person.memberships.get().organization
    inviting.write_down(
        steward=steward, dialogue=dialogue, name=person.name, organization=organization
    )


def rewrite(dialogue, steward, text, base):
    return recording.write(steward=steward, dialogue=dialogue, text=text, base=base)


def told(person, kind):
    return Notice.objects.filter(person=person, kind=f"alliances.dialogue.{kind}")


def address(dialogue, *more):
    name = "version" if more else "versions"
    here = [dialogue.alliance.slug, dialogue.pk, *more]
    return reverse(f"dialogues:{name}", args=here)


def test_who_was_there_hears_of_words_that_changed_and_has_days_to_correct_them(
    steward, today, official
):
    came(today, steward, official)
    record = circulated(today, steward, text="Dinas setuju 40 juta.")
    pass_corrections(record)

    rewrite(today, steward, "Dinas  setuju\r\n40 juta.", base=1)
    spaced = told(official, "rewritten").count()
    rewrite(today, steward, "Dinas setuju 14 juta.", base=2)

    assert spaced == 0
    notice = told(official, "rewritten").get()
    assert notice.url == address(today)
    assert not told(steward, "rewritten").exists()
    record.refresh_from_db()
    assert record.corrections_until == timezone.localdate() + timedelta(days=3)
    with pytest.raises(Refused, match="belum lewat"):
        recording.finish(steward=steward, record=record)
    recording.correct(
        person=official, record=record, on_behalf_of="Kami", text="40, bukan 14."
    )


def test_the_next_change_is_told_to_who_looked_at_the_last(steward, today, official):
    came(today, steward, official)
    record = circulated(today, steward, text="Satu.")
    until = record.corrections_until

    rewrite(today, steward, "Dua.", base=1)
    rewrite(today, steward, "Tiga.", base=2)
    at_once = told(official, "rewritten").count()
    told(official, "rewritten").update(read_at=timezone.now())
    rewrite(today, steward, "Empat.", base=3)

    assert (at_once, told(official, "rewritten").count()) == (1, 2)
    record.refresh_from_db()
    assert record.corrections_until == until


def test_sent_round_again_for_the_same_day_new_words_are_told(steward, today, official):
    came(today, steward, official)
    record = circulated(today, steward)
    again = {"steward": steward, "record": record, "until": record.corrections_until}

    recording.circulate(**again)
    same = told(official, "minutes").count()
    rewrite(today, steward, "Lain.", base=1)
    recording.circulate(**again)

    assert (same, told(official, "minutes").count()) == (1, 2)
    with pytest.raises(Refused, match="tiga hari"):
        recording.circulate(**{**again, "until": timezone.localdate()})


def test_readers_see_what_changed_since_the_minutes_went_round_and_stewards_drafts(
    client, alliance, steward, today, official
):
    rewrite(today, steward, "Rahasia dulu.", base=0)
    member = make_speaker(room=make_room(alliance=alliance))
    client.force_login(member)
    assert client.get(address(today)).status_code == 404
    record = rewrite(today, steward, "Dinas setuju 40 juta.", base=1)
    until = timezone.localdate()
    recording.circulate(steward=steward, record=record, until=until)
    rewrite(today, steward, "Dinas setuju 14 juta.", base=2)

    seen = {}
    for person in (member, steward, official):
        client.force_login(person)
        pages = [address(today), *(address(today, nth) for nth in (1, 2, 3))]
        seen[person] = [client.get(page).status_code for page in pages]

    assert seen[member] == [200, 404, 200, 200]
    assert seen[steward] == [200, 200, 200, 200]
    assert seen[official] == [404, 404, 404, 404]
    client.force_login(member)
    assert "Rahasia" not in client.get(address(today)).text
    assert "<del>" not in client.get(address(today, 2)).text
    changed = client.get(address(today, 3)).text
    assert "<del>40 </del><ins>14 </ins>juta." in changed
    assert address(today) in client.get(today.get_absolute_url()).text


def test_an_institution_reads_with_its_letter_what_changed(client, steward, today):
    inviting.write_down(
        steward=steward, dialogue=today, name="Bu Lurah", institution="Kelurahan"
    )
    letter = Invitation.objects.get().get_absolute_url()
    assert client.get(f"{letter}riwayat/").status_code == 404
    circulated(today, steward, text="Setuju.")
    rewrite(today, steward, "Tidak setuju.", base=1)

    listed = client.get(f"{letter}riwayat/")
    changed = client.get(f"{letter}riwayat/2/")

    assert f"{letter}riwayat/2/" in listed.text
    assert "<ins>Tidak setuju.</ins>" in changed.text
    assert changed.headers["Referrer-Policy"] == "same-origin"
    assert (
        client.get(f"/aliansi/undangan-dialog/{'x' * 32}/riwayat/").status_code == 404
    )


def test_the_history_costs_the_same_however_long(
    client, steward, today, django_assert_max_num_queries
):
    circulated(today, steward, text="Teks 1.")
    for nth in range(1, 6):
        rewrite(today, steward, f"Teks {nth + 1}.", base=nth)
    client.force_login(steward)
    client.get(address(today))

    with django_assert_max_num_queries(8):
        client.get(address(today))
