"""What was promised, who may say how it stands, and who is reminded when."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances import calendars
from alliances.dialogues.actions import promising
from alliances.dialogues.models import Commitment, Dialogue
from alliances.dialogues.tests.factories import make_commitment, make_dialogue
from alliances.tests.factories import (
    make_room,
    make_speaker,
)
from common.decisions import Refused
from common.models import JournalEntry
from notices.models import Notice

pytestmark = pytest.mark.django_db
State = Commitment.State


def test_only_what_is_shown_stands_on_the_public_scoreboard(client, alliance, steward):
    shown = make_commitment(steward=steward, alliance=alliance, is_public=True)
    kept = make_commitment(steward=steward, alliance=alliance, text="Diam-diam.")
    board = reverse("commitments:index", args=[alliance.slug])

    page = client.get(board).content.decode()

    assert shown.text in page
    assert "Diam-diam." not in page
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert client.get(kept.get_absolute_url()).status_code == 404
    client.force_login(steward)
    assert "Diam-diam." in client.get(board).content.decode()
    client.post(
        reverse("commitments:display", args=[alliance.slug, kept.pk]), {"public": "1"}
    )
    client.logout()
    assert client.get(kept.get_absolute_url()).status_code == 200
    assert JournalEntry.objects.filter(deed="dialogues.commitment_shown").count() == 1


def test_the_scoreboard_counts_by_owner(client, alliance, steward):
    make = {"steward": steward, "alliance": alliance, "is_public": True}
    kept = make_commitment(**make)
    promising.report(person=steward, commitment=kept, state=State.KEPT, note="Sudah.")
    make_commitment(**make, days=-1)
    make_commitment(**make, institution="DPRD Rekaan")

    page = client.get(reverse("commitments:index", args=[alliance.slug]))

    scores = [(s.owner, s.kept, s.late, s.going) for s in page.context["owners"]]
    assert scores == [
        ("Dinas Lingkungan Hidup (rekaan)", 1, 1, 0),
        ("DPRD Rekaan", 0, 0, 1),
    ]
    assert page.context["total"].total == 3
    late = client.get(f"{page.request['PATH_INFO']}?keadaan=late").context["page"]
    assert [commitment.is_late for commitment in late] == [True]


def test_who_promised_reports_and_others_do_not(alliance, steward, member):
    organization = member.memberships.get().organization
    commitment = make_commitment(
        steward=steward, alliance=alliance, organization=organization
    )

    promising.report(
        person=member, commitment=commitment, state=State.DOING, note="Setengah jalan."
    )

    commitment.refresh_from_db()
    assert commitment.state == State.DOING
    other = make_speaker(room=make_room(alliance=alliance))
    with pytest.raises(Refused):
        promising.report(
            person=other, commitment=commitment, state=State.KEPT, note="Aku."
        )


def test_who_promised_hears_it_and_both_sides_hear_what_is_reported(
    alliance, steward, member
):
    organization = member.memberships.get().organization
    commitment = make_commitment(
        steward=steward, alliance=alliance, organization=organization
    )
    report: dict[str, Any] = {"commitment": commitment, "note": "Tercetak."}
    told = Notice.objects.order_by("pk").values_list("kind", "person")

    promising.report(person=member, state=State.KEPT, **report)
    promising.report(person=steward, state=State.KEPT, **report)

    assert list(told) == [
        ("alliances.commitment.promised", member.pk),
        ("alliances.commitment.report", steward.pk),
        ("alliances.commitment.report", member.pk),
    ]


def test_kept_is_the_word_of_who_promised_until_a_steward_says_so_too(
    client, alliance, steward, member
):
    organization = member.memberships.get().organization
    commitment = make_commitment(
        steward=steward, alliance=alliance, organization=organization, is_public=True
    )
    board = reverse("commitments:index", args=[alliance.slug])
    report: dict[str, Any] = {"commitment": commitment, "state": State.KEPT}
    report["note"] = "Tercetak."

    promising.report(person=member, **report)
    own = [client.get(commitment.get_absolute_url()).text, client.get(board).text]
    score = client.get(board).context["total"]
    promising.report(person=steward, **report)
    seen = [client.get(commitment.get_absolute_url()).text, client.get(board).text]

    assert all("menurut yang berjanji" in page for page in own)
    assert not any("menurut yang berjanji" in page for page in seen)
    assert (score.kept, score.own_word, score.total) == (1, 1, 1)
    # In public the organisation stands for it; who it was is for members.
    assert f"{organization}, yang berjanji" in seen[0]
    assert f"pengurus {alliance}" in seen[0]
    assert member.name not in seen[0]
    client.force_login(steward)
    assert member.name in client.get(commitment.get_absolute_url()).text


def test_what_was_written_down_wrongly_is_put_right_with_a_reason(
    client, alliance, steward, member
):
    own = member.memberships.get().organization
    wrong = make_commitment(
        steward=steward, alliance=alliance, organization=own, is_public=True
    )
    client.force_login(steward)
    address = reverse("commitments:amend", args=[alliance.slug, wrong.pk])
    said = {
        "text": "Memasukkan dua bank sampah ke rancangan APBD.",
        "who": "Dinas Lingkungan Hidup (rekaan)",
        "due_on": (wrong.due_on + timedelta(days=9)).isoformat(),
    }

    silent = client.post(address, said)
    done = client.post(address, {**said, "reason": "Pemiliknya keliru."})
    client.logout()
    page = client.get(wrong.get_absolute_url()).text

    assert (silent.status_code, done.status_code) == (422, 302)
    for words in (said["text"], "Pemiliknya keliru.", wrong.text, own.name):
        assert words in page
    told = Notice.objects.filter(kind="alliances.commitment.amended")
    assert [notice.person for notice in told] == [member]
    entry = JournalEntry.objects.get(deed="dialogues.commitment_amended")
    assert (entry.reason, entry.details["owner"]) == ("Pemiliknya keliru.", own.name)
    [date] = calendars.entries(alliance, steward, timezone.localdate())
    assert (date.version, date.starts) == (1, wrong.due_on + timedelta(days=9))
    with pytest.raises(Refused, match="pengurus"):
        promising.amend(
            steward=member,
            commitment=wrong,
            text="Lain.",
            due_on=wrong.due_on,
            reason="x",
            institution="Dinas",
        )


def test_nothing_is_promised_in_a_dialogue_that_did_not_begin(
    client, alliance, steward
):
    dialogue = make_dialogue(steward=steward, alliance=alliance, days=1)
    client.force_login(steward)
    given = {
        "janji-text": "Menaruh pos anggaran.",
        "janji-who": "Dinas Rekaan",
        "janji-due_on": timezone.localdate().isoformat(),
    }
    address = reverse("dialogues:promise", args=[alliance.slug, dialogue.pk])

    early = client.post(address, given)
    Dialogue.objects.update(starts_at=timezone.now())
    client.post(address, given)

    assert early.status_code == 422
    assert "belum berlangsung" in early.text
    assert "Menaruh pos anggaran." in early.text
    dialogue.refresh_from_db()
    assert dialogue.is_held
    assert Commitment.objects.get().dialogue == dialogue


def test_a_report_without_words_keeps_what_was_typed(client, alliance, steward):
    commitment = make_commitment(steward=steward, alliance=alliance)
    client.force_login(steward)

    answer = client.post(
        reverse("commitments:report", args=[alliance.slug, commitment.pk]),
        {"state": "kept", "note": "", "link": "https://contoh.id/apbd"},
    )

    assert answer.status_code == 422
    assert "https://contoh.id/apbd" in answer.content.decode()


def test_a_promise_is_recalled_a_week_before_on_its_day_and_a_week_late_once(
    alliance, steward, member
):
    organization = member.memberships.get().organization
    today = timezone.localdate()
    make_commitment(
        steward=steward, alliance=alliance, days=7, organization=organization
    )

    told = Notice.objects.filter(kind="alliances.commitment")
    found = []
    # On its very day the clock stood still.
    for day in (-1, 0, 0, 3, 8, 9, 14, 15, 60):
        promising.remind(today + timedelta(days=day))
        found.append(
            [told.filter(person=person).count() for person in (steward, member)]
        )

    assert [one for one, _other in found] == [0, 1, 1, 1, 2, 2, 3, 3, 3]
    assert all(one == other for one, other in found)
    assert not Notice.objects.filter(person=make_person()).exists()


def test_what_is_kept_is_not_recalled(alliance, steward):
    commitment = make_commitment(steward=steward, alliance=alliance, days=0)
    promising.report(
        person=steward, commitment=commitment, state=State.KEPT, note="Ditepati."
    )

    promising.remind(timezone.localdate())

    assert not Notice.objects.exists()


def test_dialogues_and_promises_are_dates_of_the_alliance(alliance, steward, member):
    dialogue = make_dialogue(steward=steward, alliance=alliance, days=2)
    make_commitment(steward=steward, alliance=alliance, days=5)
    today = timezone.localdate()

    seen = calendars.entries(alliance, member, today)

    assert [entry.title for entry in seen] == [
        dialogue.title,
        "Tenggat: Memasukkan bank sampah ke rancangan APBD.",
    ]
    assert calendars.entries(alliance, make_person(), today) == []
    file = calendars.as_file(alliance, member)
    assert file.count("BEGIN:VEVENT") == 2
    assert f"dialog-{dialogue.uid}@" in file.replace("\r\n ", "")
