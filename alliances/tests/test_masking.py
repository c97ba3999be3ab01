"""Speaking under another name in a room, and not hearing somebody."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances import asking, personal, realtime, summaries
from alliances.actions import altering, blocking, masking, rooms, safeguarding
from alliances.models import Block, Room, RoomEvent, RoomPseudonym
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from alliances.tests.test_message_files import make_upload, photo
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import PDF
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make_masked_room(**options) -> Room:
    room = make_room(**options)
    room.allows_pseudonyms = room.alliance.allows_pseudonyms = True
    room.alliance.save()
    room.save()
    return room


def make_masked(*, room, name="Rumput Kering"):
    person = make_speaker(room=room, name="Yohana Kalumbang")
    masking.choose(person=person, room=room, name=name)
    return person


def page(client, person, room):
    client.force_login(person)
    return client.get(room.get_absolute_url()).content.decode()


def test_what_is_said_under_a_pseudonym_names_nobody(client):
    room = make_masked_room()
    witness, steward = make_masked(room=room), make_steward(alliance=room.alliance)

    message = say(room=room, author=witness, body="Saya melihatnya sendiri.")
    altering.react(
        author=witness,
        room=room,
        client_id=uuid4(),
        target=message.seq,
        sign="setuju",
        on=True,
    )

    kept = room.events.with_names().get(pk=message.pk)
    frames = [realtime.frame(each) for each in room.events.with_targets()]
    copied = safeguarding.export(steward=steward, room=room, reason="Arsip")
    seen = page(client, steward, room)
    assert (kept.author, kept.organization) == (None, None)
    for shown in (str(frames), str(copied), seen):
        assert "Yohana" not in shown
        assert str(witness.sub)[:8] not in shown
        assert "Rumput Kering" in shown
    assert frames[0]["author"] == str(kept.pseudonym_id)


def test_the_one_behind_it_edits_and_finds_it_among_their_own(client):
    room = make_masked_room()
    witness = make_masked(room=room)
    message = say(room=room, author=witness, body="Rabu")

    again = rooms.post_message(
        author=witness, room=room, client_id=message.client_id, body="Lain"
    )
    altering.edit(
        author=witness,
        room=room,
        client_id=uuid4(),
        target=message.seq,
        body="Kamis",
    )

    assert again.pk == message.pk
    assert [row["pesan"] for row in personal.tell(witness)["pesan di ruang"]] == [
        "Kamis"
    ]
    assert "message mine" in page(client, witness, room)
    stranger = make_speaker(room=room)
    with pytest.raises(Refused, match="penulisnya"):
        altering.edit(
            author=stranger,
            room=room,
            client_id=uuid4(),
            target=message.seq,
            body="x",
        )


def alter(deed, author, message, **asked):
    return deed(
        author=author,
        room=message.room,
        client_id=uuid4(),
        target=message.seq,
        **asked,
    )


def test_what_is_done_to_older_words_does_not_tell_whose_the_pseudonym_is():
    room = make_masked_room()
    steward = make_steward(alliance=room.alliance)
    others = say(room=room, author=make_speaker(room=room), body="Kasar")
    pinned = say(room=room, author=steward, body="Aturan ruang")
    kept, gone = (say(room=room, author=steward, body="Rabu") for _nth in range(2))
    masking.choose(person=steward, room=room, name="Rumput Kering")
    masked = say(room=room, author=steward, body="Saya melihatnya")

    edited = alter(altering.edit, steward, kept, body="Kamis")
    deeds = [
        edited,
        alter(altering.delete, steward, gone),
        alter(altering.delete, steward, others),
        alter(altering.pin, steward, pinned, on=True),
    ]
    own = alter(altering.edit, steward, masked, body="Saya melihat semuanya")
    again = altering.edit(
        author=steward,
        room=room,
        client_id=edited.client_id,
        target=kept.seq,
        body="Kamis",
    )

    signed = {realtime.frame(each)["author"] for each in deeds}
    assert signed == {str(steward.sub)}
    assert realtime.frame(own)["author"] == str(masked.pseudonym_id)
    assert again == edited


def test_what_was_signed_with_the_pseudonym_before_is_signed_anew():
    room = make_masked_room()
    steward = make_steward(alliance=room.alliance)
    others = say(room=room, author=make_speaker(room=room))
    before = say(room=room, author=steward, body="Rabu")
    masking.choose(person=steward, room=room, name="Rumput Kering")
    mask = RoomPseudonym.objects.get()
    after = say(room=room, author=steward, body="Saya melihatnya")
    alter(altering.edit, steward, before, body="Kamis")
    alter(altering.edit, steward, after, body="Kamis")
    alter(altering.pin, steward, others, on=True)
    alter(altering.delete, steward, others)
    done = room.events.exclude(kind=RoomEvent.Kind.MESSAGE)
    done.update(author=None, pseudonym=mask)

    migration = import_module(
        "alliances.migrations.0009_alterations_are_signed_as_what_they_alter"
    )
    migration.sign_anew(apps, None)

    signed = list(done.order_by("seq").values_list("author", "pseudonym"))
    nobody = (None, None)
    assert signed == [(steward.pk, None), (None, mask.pk), nobody, nobody]


def test_the_journal_does_not_know_who_reported_under_a_pseudonym():
    room = make_masked_room()
    witness = make_masked(room=room)
    message = say(room=room, author=make_speaker(room=room), body="Kasar")

    safeguarding.report(person=witness, message=message, reason="Menghina")

    entry = JournalEntry.objects.get(deed="alliances.message_reported")
    assert (entry.actor, entry.person) == (None, None)


def test_notices_and_the_list_of_who_is_here_know_the_pseudonym_alone():
    room = make_masked_room()
    witness = make_masked(room=room)
    other = make_speaker(room=room, name="Marten Rihi")

    say(room=room, author=witness, body="@Marten Rihi, tolong")
    say(room=room, author=other, body="@Rumput Kering, ya")

    told = Notice.objects.get(person=other)
    assert told.title.startswith("Rumput Kering menyebut Anda")
    assert "Yohana" not in f"{told.title} {told.text}"
    assert Notice.objects.filter(person=witness, title__contains="Marten").exists()
    here = summaries.people_of(Room.objects.get(pk=room.pk), witness).present
    assert [(one.name, one.organization) for one in here] == [("Rumput Kering", "")]


def test_only_where_it_is_allowed_once_and_under_nobodys_name():
    plain, room = make_room(), make_masked_room()
    with pytest.raises(Refused, match="nama sendiri"):
        masking.choose(person=make_speaker(room=plain), room=plain, name="Daun")
    witness = make_masked(room=room)

    for person, name in (
        (witness, "Batu Karang"),
        (make_speaker(room=room), "rumput kering"),
        (make_speaker(room=room, name="Petrus Wona"), "Petrus di hulu"),
        (make_person(), "Angin"),
    ):
        with pytest.raises(Refused):
            masking.choose(person=person, room=room, name=name)
    steward = make_steward(alliance=room.alliance)
    with pytest.raises(Refused, match="sudah dipakai"):
        masking.allow(steward=steward, alliance=room.alliance, is_allowed=False)


def test_only_pictures_under_a_pseudonym():
    room = make_masked_room()
    witness = make_masked(room=room)

    with pytest.raises(Refused, match="hanya gambar"):
        rooms.say(
            author=witness,
            room=room,
            client_id=uuid4(),
            body="",
            files=[make_upload(witness, PDF)],
        )
    shown = rooms.say(
        author=witness,
        room=room,
        client_id=uuid4(),
        body="",
        files=[make_upload(witness, photo())],
    )
    assert shown.files.count() == 1


def test_what_would_be_refused_under_a_pseudonym_is_not_offered(client):
    room = make_masked_room()
    open_page = page(client, make_speaker(room=room), room)
    masked_page = page(client, make_masked(room=room), room)

    assert "voice-begin" in open_page
    assert 'accept="image/*"' not in open_page
    assert "voice-begin" not in masked_page
    assert 'accept="image/*"' in masked_page


def test_staff_look_behind_with_a_reason_and_the_person_is_told(client):
    room = make_masked_room()
    witness = make_masked(room=room)
    pseudonym = RoomPseudonym.objects.get()
    address = reverse("alliances:look_behind", args=[pseudonym.pk])
    client.force_login(make_steward(alliance=room.alliance))
    assert client.get(address).status_code == 404
    client.force_login(make_person(is_staff=True))

    answer = client.post(address, {"reason": "Ada ancaman kepadanya."})

    assert "Yohana Kalumbang" in answer.content.decode()
    entry = JournalEntry.objects.get(deed="alliances.pseudonym_looked_behind")
    assert "Yohana" not in str(entry.__dict__)
    assert Notice.objects.get(person=witness).text.count("Ada ancaman") == 1


def test_who_leaves_leaves_their_pseudonym_with_its_words():
    room = make_masked_room()
    witness = make_masked(room=room)
    say(room=room, author=witness, body="Hulu sungai")

    personal.forget(witness)

    assert RoomPseudonym.objects.get().person is None
    assert "Rumput Kering" in realtime.frame(room.events.with_names().get())["html"]


def test_who_is_blocked_is_heard_no_more_and_does_not_know(client):
    room = make_room()
    person, loud = make_speaker(room=room), make_speaker(room=room, name="Si Ramai")
    message = say(room=room, author=loud, body="Teriakan")

    client.force_login(person)
    slugs = [room.alliance.slug, room.slug, message.seq]
    client.post(reverse("alliances:block", args=slugs))
    say(room=room, author=loud, body=f"@{person.name} teriakan lagi")

    shown = page(client, person, room)
    assert "eriakan" not in shown
    assert str(loud.sub) in shown.split("data-unheard")[1][:60]
    assert "Teriakan" in page(client, loud, room)
    assert not Notice.objects.filter(person__in=[person, loud]).exists()
    search = reverse("alliances:search", args=slugs[:2])
    client.force_login(person)
    assert (
        "eriakan lagi" not in client.get(search, {"kata": "teriakan"}).content.decode()
    )
    assert "Si Ramai" in client.get(reverse("alliances:blocks")).content.decode()
    client.post(reverse("alliances:unblock", args=[Block.objects.get().pk]))
    assert "Teriakan" in page(client, person, room)


def test_a_pseudonym_and_the_one_behind_it_are_blocked_apart(client):
    room = make_masked_room()
    witness = make_speaker(room=room, name="Yohana Kalumbang")
    before = say(room=room, author=witness, body="Sebelum")
    masking.choose(person=witness, room=room, name="Rumput Kering")
    say(room=room, author=witness, body="Sesudah")
    person = make_speaker(room=room)

    blocking.block(person=person, message=before)

    shown = page(client, person, room)
    assert "Sebelum" not in shown
    assert "Sesudah" in shown
    blocking.block(person=person, message=room.events.get(body="Sesudah"))
    listed = client.get(reverse("alliances:blocks")).content.decode()
    assert "Rumput Kering" in listed


def test_nobody_blocks_themselves_or_who_has_left():
    room = make_room()
    person = make_speaker(room=room)
    message = say(room=room, author=person)
    RoomEvent.objects.filter(pk=message.pk).update(author=None)
    gone = RoomEvent.objects.get(pk=message.pk)

    for written in (message, gone):
        with pytest.raises(Refused):
            blocking.block(person=person, message=written)


def test_proposals_and_topics_are_brought_under_ones_own_name():
    """They name who opened them: under the pseudonym, they would say who it is."""
    room = make_masked_room()
    witness = make_masked(room=room)

    message = rooms.post_message(
        author=witness, room=room, client_id=uuid4(), body="Usulan", openly=True
    )

    assert (message.author, message.pseudonym) == (witness, None)
    ask = {"client_id": str(uuid4()), "body": "Halo"}
    assert asking.ask("message", author=witness, room=room, content=ask).is_done
