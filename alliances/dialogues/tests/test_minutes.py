"""Minutes after they went round: rewritten in the open, corrected by who was there."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.dialogues.actions import inviting, recording
from alliances.dialogues.models import Correction, Invitation
from alliances.dialogues.permissions import can_correct
from alliances.dialogues.tests.factories import (
    came,
    circulated,
    invite,
    pass_corrections,
)
from alliances.tests.factories import make_room, make_speaker, make_steward
from common.decisions import Refused
from notices.models import Notice

pytestmark = pytest.mark.django_db


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


def test_a_correction_reaches_the_stewards_and_its_answer_who_sent_it(
    client, alliance, steward, today, official
):
    other = make_steward(alliance=alliance)
    came(today, steward, official)
    record = circulated(today, steward)

    correction = recording.correct(
        person=official, record=record, on_behalf_of="Bappeda", text="40, bukan 14."
    )
    recording.decide(
        steward=other, correction=correction, accepted=True, answer="Sudah diganti."
    )

    for person in (steward, other):
        notice = told(person, "correction").get()
        assert notice.title == f"Bappeda mengoreksi notula: {today.title}"
        assert notice.text == "40, bukan 14."
    verdict = told(official, "verdict").get()
    assert verdict.title == f"Koreksi Anda diterima: {today.title}"
    assert verdict.text == "Sudah diganti."
    client.force_login(official)
    assert client.get(verdict.url).status_code == 200


def test_who_did_it_themselves_or_sees_the_dialogue_no_more_is_not_told(
    steward, today, official
):
    came(today, steward, official)
    record = circulated(today, steward)
    theirs, own = (
        recording.correct(person=person, record=record, on_behalf_of="–", text="Bukan.")
        for person in (official, steward)
    )
    today.attendees.all().delete()

    for correction in (theirs, own):
        recording.decide(
            steward=steward, correction=correction, accepted=False, answer="Tetap."
        )

    assert told(steward, "correction").count() == 1
    assert not Notice.objects.filter(kind="alliances.dialogue.verdict").exists()


def test_a_letter_shows_what_became_of_its_corrections(client, steward, today):
    inviting.write_down(
        steward=steward, dialogue=today, name="Bu Lurah", institution="Kelurahan"
    )
    invitation = Invitation.objects.get()
    circulated(today, steward)
    letter = invitation.get_absolute_url()
    client.post(f"{letter}koreksi/", {"text": "Kami belum setuju."})
    waiting = client.get(letter).text

    correction = Correction.objects.get()
    recording.decide(
        steward=steward, correction=correction, accepted=False, answer="Ada rekamannya."
    )

    assert told(steward, "correction").get().text == "Kami belum setuju."
    assert "Kami belum setuju." in waiting
    assert "Ada rekamannya." in client.get(letter).text


def test_answers_to_an_invitation_reach_the_stewards_once_for_each(
    client, steward, dialogue, official
):
    invitation = invite(dialogue, steward, official)
    institution = inviting.invite(
        steward=steward, dialogue=dialogue, institution="DPRD Rekaan"
    )
    given = {"person": official, "invitation": invitation, "coming": True}

    inviting.answer(**given, note="Dua orang")
    inviting.answer(**given, note="Dua orang")
    inviting.answer(**{**given, "coming": False})
    letter = institution.get_absolute_url()
    for _press in range(2):
        client.post(f"{letter}jawab/", {"coming": "ya", "note": "Ketua komisi"})

    titles = told(steward, "answer").order_by("pk").values_list("title", "text")
    assert list(titles) == [
        (f"Bappeda Rekaan akan hadir: {dialogue.title}", "Dua orang"),
        (f"Bappeda Rekaan berhalangan: {dialogue.title}", ""),
        (f"DPRD Rekaan akan hadir: {dialogue.title}", "Ketua komisi"),
    ]
    assert not told(official, "answer").exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_corrects_once_however_often_the_button_is_pressed(steward, today):
    inviting.write_down(
        steward=steward, dialogue=today, name="Bu Lurah", institution="Kelurahan"
    )
    record = circulated(today, steward)
    together = Barrier(2)

    def press():
        invitation = Invitation.objects.select_related("dialogue__record").get()
        together.wait()
        try:
            recording.correct_by_letter(invitation=invitation, text="Belum setuju.")
        finally:
            connection.close()

    threads = [Thread(target=press) for _nth in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    correction = record.corrections.get()
    assert told(steward, "correction").count() == 1
    recording.decide(
        steward=steward, correction=correction, accepted=False, answer="Tetap."
    )
    invitation = Invitation.objects.select_related("dialogue__record").get()
    recording.correct_by_letter(invitation=invitation, text="Belum setuju.")
    assert record.corrections.count() == 2


def test_minutes_are_corrected_by_who_was_there_or_invited_and_nobody_else(
    client, alliance, steward, today, official
):
    here, invited, named, other = (
        make_speaker(room=make_room(alliance=alliance), name=name)
        for name in ("Wayan", "Made", "Ni Luh Putu", "Ketut")
    )
    invite(today, steward, invited)
    came(today, steward, here)
    came(today, steward, official)
    inviting.write_down(
        steward=steward, dialogue=today, name="Ni luh putu", institution="Kelurahan"
    )
    record = circulated(today, steward)
    form = reverse("dialogues:correct", args=[alliance.slug, today.pk])

    asked = {}
    for person in (steward, here, invited, named, official, other, make_person()):
        asked[person] = bool(can_correct(person, record))
    client.force_login(other)
    page = client.get(today.get_absolute_url()).text
    refused = client.post(form, {"text": "Angkanya 40, bukan 14."})

    assert [*asked.values()] == [True, True, True, True, True, False, False]
    assert form not in page
    assert refused.status_code == 422
    assert "dikoreksi oleh yang hadir" in refused.text
    assert "Angkanya 40, bukan 14." in refused.text
    assert not record.corrections.exists()


def test_what_was_typed_into_a_refused_answer_or_correction_is_still_there(
    client, alliance, steward, today, official
):
    came(today, steward, official)
    record = circulated(today, steward)
    correction = recording.correct(
        person=official, record=record, on_behalf_of="Bappeda", text="40, bukan 14."
    )
    here = [alliance.slug, today.pk]
    decide = reverse("dialogues:decide", args=[*here, correction.pk])
    client.force_login(steward)

    long = client.post(decide, {"answer": "Panjang. " * 200, "verdict": "terima"})
    recording.decide(
        steward=steward, correction=correction, accepted=True, answer="Sudah diganti."
    )
    late = client.post(decide, {"answer": "Ada rekamannya.", "verdict": "tolak"})
    pass_corrections(record)
    client.force_login(official)
    over = client.post(reverse("dialogues:correct", args=here), {"text": "Terlambat."})

    assert (long.status_code, late.status_code, over.status_code) == (422, 422, 422)
    assert "Panjang. Panjang." in long.text
    assert "sudah dijawab" in late.text
    assert ">Ada rekamannya.</textarea>" in late.text
    assert "sudah lewat" in over.text
    assert "Terlambat.</textarea>" in over.text


def test_a_letter_that_comes_too_late_keeps_what_was_typed(client, steward, today):
    institution = {"dialogue": today, "institution": "DPRD Rekaan"}
    letter = inviting.invite(steward=steward, **institution).get_absolute_url()

    answer = client.post(f"{letter}jawab/", {"coming": "ya", "note": "Ketua komisi"})
    pass_corrections(circulated(today, steward))
    over = client.post(f"{letter}koreksi/", {"text": "Kami belum setuju."})

    assert (answer.status_code, over.status_code) == (422, 422)
    assert "Ketua komisi" in answer.text
    assert "tidak dapat dijawab lagi" in answer.text
    assert "Kami belum setuju." in over.text
