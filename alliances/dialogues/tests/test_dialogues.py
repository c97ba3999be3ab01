"""From an invitation to final minutes."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.actions import archiving
from alliances.awaiting import asked_of
from alliances.dialogues.actions import inviting, planning, recording
from alliances.dialogues.forms import PlanForm
from alliances.dialogues.models import Correction, Dialogue, Invitation, Record
from alliances.dialogues.tests.factories import (
    came,
    circulated,
    invite,
    make_commitment,
    make_dialogue,
    pass_corrections,
)
from alliances.models import Room
from alliances.tests.factories import (
    make_alliance_member,
    make_room,
    make_speaker,
)
from common.decisions import Refused
from network.tests.factories import make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_only_the_alliance_and_the_invited_see_a_dialogue(
    client, alliance, steward, dialogue, official
):
    page = dialogue.get_absolute_url()
    member = make_speaker(room=make_room(alliance=alliance))
    seen = {}
    for person in (steward, member, official, make_person()):
        client.force_login(person)
        seen[person] = client.get(page).status_code
    assert list(seen.values()) == [200, 200, 404, 404]

    invite(dialogue, steward, official)

    client.force_login(official)
    assert client.get(page).status_code == 200
    assert (
        dialogue.title
        in client.get(reverse("dialogues:index", args=[alliance.slug])).content.decode()
    )


def test_only_stewards_plan_and_arrange(client, alliance, dialogue):
    member = make_speaker(room=make_room(alliance=alliance))
    client.force_login(member)

    assert client.get(reverse("dialogues:new", args=[alliance.slug])).status_code == 403
    with pytest.raises(Refused, match="pengurus"):
        planning.cancel(steward=member, dialogue=dialogue, reason="Iseng")


def test_a_plan_without_a_place_is_sent_back_with_all_that_was_typed(
    client, alliance, steward
):
    client.force_login(steward)
    day = timezone.localdate() + timedelta(days=3)
    given = {
        "kind": "policy",
        "title": "Audiensi air bersih",
        "purpose": "Meminta jadwal perbaikan pipa.",
        "day": day.isoformat(),
        "hour": "09:30",
        "lasts_minutes": "90",
    }
    address = reverse("dialogues:new", args=[alliance.slug])

    answer = client.post(address, given)

    assert answer.status_code == 422
    assert "Meminta jadwal perbaikan pipa." in answer.content.decode()
    answer = client.post(address, {**given, "place": "Kantor desa"})
    dialogue = alliance.dialogues.get()
    assert answer.url == dialogue.get_absolute_url()
    assert timezone.localtime(dialogue.starts_at).strftime("%H.%M") == "09.30"


def test_an_invited_organization_answers_and_is_reminded_a_day_before(
    client, steward, dialogue, official
):
    invitation = invite(dialogue, steward, official)
    told = Notice.objects.filter(person=official)
    invited = told.get(kind="alliances.invitation.dialogue")
    assert invited.title == f"Undangan dialog: {dialogue.title}"
    client.force_login(official)

    client.post(
        reverse(
            "dialogues:answer",
            args=[dialogue.alliance.slug, dialogue.pk, invitation.pk],
        ),
        {"coming": "ya", "note": "Dua orang"},
    )

    invitation.refresh_from_db()
    assert invitation.is_coming
    assert invitation.answered_by == official
    reminder = told.get(kind="alliances.dialogue.soon")
    assert reminder.due_at == dialogue.starts_at - timedelta(days=1)


def test_another_hour_takes_the_old_reminder_with_it(steward, dialogue, official):
    invitation = invite(dialogue, steward, official)
    inviting.answer(person=official, invitation=invitation, coming=True)
    later = dialogue.starts_at + timedelta(days=2)

    planning.change(steward=steward, dialogue=dialogue, starts_at=later)

    told = Notice.objects.filter(person=official)
    reminder = told.get(kind="alliances.dialogue.soon")
    assert reminder.due_at == later - timedelta(days=1)
    assert told.filter(kind="alliances.dialogue.moved").count() == 1


def test_strangers_do_not_answer_for_others(steward, dialogue, official):
    invitation = invite(dialogue, steward, official)

    with pytest.raises(Refused):
        inviting.answer(person=make_person(), invitation=invitation, coming=True)


def test_an_institution_answers_and_corrects_with_its_letter(client, steward, dialogue):
    invitation = inviting.invite(
        steward=steward, dialogue=dialogue, institution="DPRD Rekaan"
    )
    letter = invitation.get_absolute_url()
    page = client.get(letter)
    assert dialogue.title in page.content.decode()
    assert page.headers["Referrer-Policy"] == "same-origin"

    client.post(f"{letter}jawab/", {"coming": "tidak", "note": "Rapat paripurna"})

    invitation.refresh_from_db()
    assert invitation.answer == Invitation.Answer.DECLINED
    assert client.post(f"{letter}koreksi/", {"text": "Dulu."}).status_code == 404
    Dialogue.objects.update(starts_at=timezone.now())
    record = circulated(dialogue, steward)
    assert "<strong>pos anggaran</strong>" in client.get(letter).content.decode()
    client.post(f"{letter}koreksi/", {"text": "Kami belum setuju."})
    assert record.corrections.get().on_behalf_of == "DPRD Rekaan"
    for unknown in ("x" * 32, "%00", "a%00b"):
        address = f"/aliansi/undangan-dialog/{unknown}/"
        assert client.get(address).status_code == 404


def test_attendance_is_read_by_organization_and_institution(
    client, steward, today, official
):
    dialogue = today
    organization = official.memberships.get().organization
    here = reverse("dialogues:write_down", args=[dialogue.alliance.slug, dialogue.pk])
    client.force_login(steward)
    for name, who in (
        ("Ibu Kabid", organization.name),
        ("Pak Staf", organization.name.upper()),
        ("Pak Camat", "Kecamatan Rekaan"),
    ):
        client.post(here, {"hadir-name": name, "hadir-who": who})

    dialogue.refresh_from_db()
    assert dialogue.is_held
    page = client.get(dialogue.get_absolute_url())
    assert [(p.name, len(p.people)) for p in page.context["parties"]] == [
        (organization.name, 2),
        ("Kecamatan Rekaan", 1),
    ]


def test_minutes_are_a_draft_of_stewards_until_they_are_sent_round(
    client, alliance, steward, today
):
    dialogue = today
    record = recording.write(
        steward=steward, dialogue=dialogue, text="Rahasia dulu.", base=0
    )
    client.force_login(make_speaker(room=make_room(alliance=alliance)))
    assert (
        "Rahasia dulu." not in client.get(dialogue.get_absolute_url()).content.decode()
    )

    recording.circulate(steward=steward, record=record, until=timezone.localdate())

    assert "Rahasia dulu." in client.get(dialogue.get_absolute_url()).content.decode()


def test_minutes_saved_in_between_are_never_overwritten(client, steward, dialogue):
    recording.write(steward=steward, dialogue=dialogue, text="Pertama.", base=0)
    address = reverse("dialogues:record", args=[dialogue.alliance.slug, dialogue.pk])
    client.force_login(steward)

    answer = client.post(address, {"text": "Kedua.", "base": "0"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Pertama." in page
    assert "Kedua." in page
    assert Record.objects.get().text == "Pertama."
    # The page has now seen the newer text: saved again, it counts.
    client.post(address, {"text": "Pertama. Kedua.", "base": "1"})
    record = Record.objects.get()
    assert record.text == "Pertama. Kedua."
    assert record.versions.count() == 2


def test_minutes_are_final_once_every_correction_is_answered(alliance, steward, today):
    dialogue = today
    record = circulated(dialogue, steward)
    member = make_speaker(room=make_room(alliance=alliance))
    came(dialogue, steward, member)
    correction = recording.correct(
        person=member, record=record, on_behalf_of="Kami", text="Angkanya 40 juta."
    )
    with pytest.raises(Refused, match="belum lewat"):
        recording.finish(steward=steward, record=record)
    pass_corrections(record)
    with pytest.raises(Refused, match="belum dijawab"):
        recording.finish(steward=steward, record=record)
    with pytest.raises(Refused, match="sudah lewat"):
        recording.correct(
            person=member, record=record, on_behalf_of="Kami", text="Sesudahnya."
        )

    recording.decide(
        steward=steward, correction=correction, accepted=True, answer="Sudah diganti."
    )
    record = recording.finish(steward=steward, record=record)

    assert record.is_final
    correction.refresh_from_db()
    assert correction.state == Correction.State.ACCEPTED
    with pytest.raises(Refused, match="final"):
        recording.write(steward=steward, dialogue=dialogue, text="Lain.", base=1)
    with pytest.raises(Refused, match="koreksi"):
        recording.correct(
            person=member, record=record, on_behalf_of="Kami", text="Terlambat."
        )


def test_what_is_written_is_shown_without_scripts(client, steward, today):
    dialogue = today
    circulated(dialogue, steward, text="<script>alert(1)</script> [x](javascript:1)")
    client.force_login(steward)

    page = client.get(dialogue.get_absolute_url()).content.decode()

    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_dialogue_costs_the_same_however_many_came(
    client, alliance, steward, today, django_assert_max_num_queries
):
    dialogue = today
    for nth in range(6):
        organization = make_organization(name=f"Lembaga {nth}")
        dialogue.invitations.create(organization=organization)
    circulated(dialogue, steward)
    for nth in range(6):
        inviting.write_down(
            steward=steward, dialogue=dialogue, name=f"Orang {nth}", institution="DPRD"
        )
    client.force_login(make_speaker(room=make_room(alliance=alliance)))
    client.get(dialogue.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(dialogue.get_absolute_url())


def test_a_dialogue_of_a_room_is_for_who_may_enter_it(
    client, alliance, steward, official
):
    room = make_room(alliance=alliance, kind=Room.Kind.PRIVATE)
    dialogue = make_dialogue(steward=steward, alliance=alliance, room=room, days=0)
    invite(dialogue, steward, official)
    commitment = make_commitment(steward=steward, alliance=alliance, dialogue=dialogue)
    member = make_speaker(room=make_room(alliance=alliance))
    seated = make_speaker(room=make_room(alliance=alliance))
    room.seats.create(person=seated)

    seen, named, promised = [], [], []
    for person in (steward, seated, official, member):
        client.force_login(person)
        page = client.get(dialogue.get_absolute_url())
        seen.append(page.status_code)
        named.append(page.status_code == 200 and room.name in page.text)
        promised.append(client.get(commitment.get_absolute_url()).status_code)

    assert seen == [200, 200, 200, 404]
    assert named == [True, True, False, False]
    assert promised == [200, 200, 404, 404]


def test_archived_rooms_are_not_offered_but_the_one_chosen_stays(alliance, steward):
    chosen, other, still_open = (make_room(alliance=alliance) for _n in range(3))
    dialogue = make_dialogue(steward=steward, alliance=alliance, room=chosen)
    for room in (chosen, other):
        archiving.archive(steward=steward, room=room, reason="Sudah selesai.")

    assert _rooms_in(PlanForm(alliance=alliance)) == {still_open.pk}
    again = PlanForm(alliance=alliance, instance=dialogue)
    assert _rooms_in(again) == {chosen.pk, still_open.pk}


def _rooms_in(form):
    offered = form["room"].subwidgets
    return {each.data["value"].value for each in offered if each.data["value"]}


def test_nothing_took_place_before_its_day_and_what_did_is_not_called_off(
    steward, dialogue, today
):
    name: dict[str, Any] = {"name": "Pak Camat", "institution": "Kecamatan"}
    prepared = recording.write(steward=steward, dialogue=dialogue, text="Siap.", base=0)
    with pytest.raises(Refused, match="belum berlangsung"):
        inviting.write_down(steward=steward, dialogue=dialogue, **name)
    with pytest.raises(Refused, match="belum berlangsung"):
        recording.circulate(
            steward=steward, record=prepared, until=timezone.localdate()
        )
    dialogue.refresh_from_db()
    assert dialogue.is_planned

    attendee = inviting.write_down(steward=steward, dialogue=today, **name)
    with pytest.raises(Refused, match="sudah terlaksana"):
        planning.cancel(steward=steward, dialogue=today, reason="Batal saja.")
    record = circulated(today, steward)
    pass_corrections(record)
    recording.finish(steward=steward, record=record)
    with pytest.raises(Refused, match="final"):
        inviting.write_down(steward=steward, dialogue=today, **name)
    with pytest.raises(Refused, match="final"):
        inviting.strike_out(steward=steward, attendee=attendee)


def test_minutes_prepared_in_the_morning_leave_the_dialogue_planned(
    client, alliance, steward
):
    dialogue = make_dialogue(steward=steward, alliance=alliance, days=0.02)
    name: dict[str, Any] = {"name": "Pak Camat", "institution": "Kecamatan"}

    recording.write(steward=steward, dialogue=dialogue, text="Kerangka.", base=0)
    with pytest.raises(Refused, match="belum berlangsung"):
        inviting.write_down(steward=steward, dialogue=dialogue, **name)
    dialogue.refresh_from_db()
    assert dialogue.takes_answers

    Dialogue.objects.update(starts_at=timezone.now())
    recording.write(steward=steward, dialogue=dialogue, text="Dibuka.", base=1)
    dialogue.refresh_from_db()
    assert dialogue.is_held


def test_what_was_said_to_be_held_by_mistake_is_planned_again(client, steward, today):
    record = recording.write(steward=steward, dialogue=today, text="Dibuka.", base=0)
    attendee = inviting.write_down(
        steward=steward, dialogue=today, name="Pak Camat", institution="Kecamatan"
    )
    address = reverse("dialogues:unhold", args=[today.alliance.slug, today.pk])
    client.force_login(steward)
    assert client.post(address).status_code == 422
    inviting.strike_out(steward=steward, attendee=attendee)

    assert client.post(address).status_code == 302

    later = timezone.now() + timedelta(days=3)
    planning.change(steward=steward, dialogue=today, starts_at=later)
    Dialogue.objects.update(starts_at=timezone.now())
    recording.circulate(steward=steward, record=record, until=timezone.localdate())
    with pytest.raises(Refused, match="diedarkan"):
        planning.unhold(steward=steward, dialogue=today)


def test_who_came_uninvited_reads_the_minutes_and_corrects_them(
    client, steward, today, official
):
    organization = official.memberships.get().organization
    came = {"steward": steward, "dialogue": today}
    client.force_login(official)
    assert client.get(today.get_absolute_url()).status_code == 404
    inviting.write_down(**came, name="Ibu Kabid", organization=organization)
    gone = inviting.write_down(**came, name="Pak Camat", institution="Kecamatan")
    inviting.write_down(**came, name="Bu Lurah", institution="Kelurahan Rekaan")
    inviting.write_down(**came, name="Pak Staf", institution="kelurahan rekaan")
    inviting.strike_out(steward=steward, attendee=gone)

    record = circulated(today, steward)
    told = Notice.objects.get(person=official, kind="alliances.dialogue.minutes")
    assert client.get(told.url).status_code == 200
    correction = reverse("dialogues:correct", args=[today.alliance.slug, today.pk])
    client.post(correction, {"text": "Kami belum setuju."})
    client.logout()
    letter = Invitation.objects.get().get_absolute_url()
    client.post(f"{letter}koreksi/", {"text": "Angkanya 40 juta."})

    assert "tercatat hadir" in client.get(letter).text
    assert [each.on_behalf_of for each in record.corrections.order_by("pk")] == [
        organization.name,
        "Kelurahan Rekaan",
    ]


def test_it_is_said_that_people_were_told_only_where_they_were(
    client, alliance, steward, dialogue, official
):
    client.force_login(steward)
    starts = timezone.localtime(dialogue.starts_at)
    given = {
        **{name: getattr(dialogue, name) for name in ("kind", "title", "purpose")},
        **{name: getattr(dialogue, name) for name in ("agenda", "place")},
        "day": starts.date().isoformat(),
        "hour": starts.strftime("%H:%M:%S"),
        "lasts_minutes": "120",
    }
    address = reverse("dialogues:change", args=[alliance.slug, dialogue.pk])

    def saved(**changed):
        answer = client.post(address, {**given, **changed}, follow=True)
        return "dikabari" in answer.text

    Dialogue.objects.update(starts_at=starts.replace(microsecond=0))
    nobody = saved(lasts_minutes="90")
    invite(dialogue, steward, official)
    words_alone = saved(lasts_minutes="90", purpose="Lain.")
    longer = saved(lasts_minutes="180", purpose="Lain.")

    assert (nobody, words_alone, longer) == (False, False, True)
    moved = Notice.objects.get(person=official, kind="alliances.dialogue.moved")
    assert "180 menit" in moved.text


def test_who_has_not_answered_hears_of_it_too_and_who_declined_no_longer(
    steward, dialogue, official
):
    told = Notice.objects.filter(person=official)
    kinds = told.values_list("kind", flat=True)
    invitation = invite(dialogue, steward, official)
    assert "alliances.dialogue.soon" in kinds.all()

    planning.change(steward=steward, dialogue=dialogue, place="Balai desa")
    assert "alliances.dialogue.moved" in kinds.all()

    inviting.answer(person=official, invitation=invitation, coming=False)
    assert "alliances.dialogue.soon" not in kinds.all()
    inviting.answer(person=official, invitation=invitation, coming=True)
    assert "alliances.dialogue.soon" in kinds.all()

    User.objects.filter(pk=official.pk).update(language="en")
    planning.cancel(steward=steward, dialogue=dialogue, reason="Banjir.")
    assert "alliances.dialogue.soon" not in kinds.all()
    cancelled = told.get(kind="alliances.dialogue.cancelled")
    assert cancelled.text == "Banjir."
    assert not cancelled.title.startswith("Dialog batal")


def test_home_says_who_is_invited_and_what_was_promised(
    alliance, steward, dialogue, official
):
    organization = official.memberships.get().organization
    make_alliance_member(alliance=alliance, organization=organization)
    invitation = invite(dialogue, steward, official)
    promised = make_commitment(
        steward=steward, alliance=alliance, organization=organization, days=3
    )
    make_commitment(
        steward=steward, alliance=alliance, organization=organization, days=60
    )

    titles = {each.title for each in asked_of(official)}
    inviting.answer(person=official, invitation=invitation, coming=True)
    after = {each.title for each in asked_of(official)}

    assert titles == {dialogue.title, promised.text}
    assert after == {promised.text}
    assert asked_of(make_person()) == []


def test_a_typo_in_a_name_or_a_struck_guest_leaves_the_letter_that_was_sent(
    client, steward, today
):
    came = {"steward": steward, "dialogue": today, "institution": "Kecamatan"}
    attendee = inviting.write_down(**came, name="Pak Camta")
    letter = Invitation.objects.get().get_absolute_url()
    address = [today.alliance.slug, today.pk, attendee.pk]
    client.force_login(steward)

    named = {"name": "Pak Camat", "office": "Camat"}
    changed = client.post(reverse("dialogues:rename", args=address), named)
    empty = client.post(reverse("dialogues:rename", args=address), {"name": ""})
    attendee.refresh_from_db()
    circulated(today, steward)
    inviting.strike_out(steward=steward, attendee=attendee)
    inviting.write_down(**came, name="Bu Camat")

    assert (changed.status_code, empty.status_code) == (302, 422)
    assert (attendee.name, attendee.office) == ("Pak Camat", "Camat")
    assert Invitation.objects.get().get_absolute_url() == letter
    client.logout()
    assert client.get(letter).status_code == 200


def test_names_are_offered_of_members_and_earlier_guests_and_others_known_when_typed(
    client, alliance, steward, dialogue, official
):
    member = make_alliance_member(alliance=alliance).organization
    stranger = make_organization(name="Yayasan Jauh Sekali")
    promised = make_organization(name="Dinas Rekaan")
    commitment = make_commitment(
        steward=steward, alliance=alliance, organization=promised
    )
    invite(make_dialogue(steward=steward, alliance=alliance), steward, official)
    client.force_login(steward)

    page = client.get(dialogue.get_absolute_url())
    amend = client.get(f"{commitment.get_absolute_url()}ubah/")
    given = {"undang-who": stranger.name.upper()}
    client.post(f"{dialogue.get_absolute_url()}undang/", given)

    offered = {"Bappeda Rekaan", member.name, promised.name}
    assert set(page.context["names"]) == set(amend.context["names"]) == offered
    assert dialogue.invitations.get().organization == stranger
