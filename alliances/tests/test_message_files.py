"""Pictures, files and voice notes of messages: by content, gone with their words."""

import io
import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.tests.factories import make_person
from alliances import asking, personal, realtime
from alliances.actions import altering, attaching, expiry, rooms, safeguarding
from alliances.models import MessageFile, Room, RoomEvent
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from common.decisions import Refused
from common.tests.factories import PDF
from common.uploads import actions as uploads
from common.uploads.models import Upload

pytestmark = pytest.mark.django_db

GPS = 34853
# As a phone's browser records: one track, of Opus.
VOICE = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webm\x86\x86A_OPUS" + b"o" * 90


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo() -> bytes:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[GPS] = {1: "S", 2: (8.0, 40.0, 0.0)}
    Image.new("RGB", (1200, 900), "teal").save(content, "JPEG", exif=exif)
    return content.getvalue()


def make_upload(owner, content=None, name="IMG_Yohana.jpg") -> Upload:
    file = SimpleUploadedFile(name, content or photo())
    return uploads.take(owner=owner, file=file)


def show(person, room, *contents, body=""):
    files = [make_upload(person, content) for content in contents]
    return rooms.say(
        author=person, room=room, client_id=uuid4(), body=body, files=files
    )


def ask(person, room, **content):
    content = {"client_id": str(uuid4()), **content}
    return asking.ask("message", author=person, room=room, content=content)


def address(hanging, width=None):
    if width is None:
        return reverse("alliances:attached_file", args=[hanging.key])
    return reverse("alliances:attached_picture", args=[hanging.key, width])


def test_a_photograph_is_made_anew_and_shown_with_what_it_weighs():
    room = make_room()
    person = make_speaker(room=room)

    message = show(person, room, photo())

    hanging = message.files.get()
    assert [each["width"] for each in hanging.widths] == [480, 960, 1200]
    assert (hanging.name, Upload.objects.count()) == ("", 0)
    with default_storage.open(hanging.path(960)) as kept, Image.open(kept) as made:
        assert (made.format, dict(made.getexif())) == ("WEBP", {})
    html = realtime.frame(message)["html"]
    assert 'class="saver"' in html
    assert " KB" in html
    assert html.index("<template>") < html.index("<img")


def test_who_may_not_enter_the_room_gets_no_file(client):
    room = make_room(kind=Room.Kind.PRIVATE)
    steward = make_steward(alliance=room.alliance)
    pictured, filed = show(steward, room, photo()), show(steward, room, PDF)
    addresses = [
        address(pictured.files.get(), 480),
        address(filed.files.get()),
    ]

    def status(person):
        client.force_login(person)
        return [client.get(one).status_code for one in addresses]

    assert status(steward) == [200, 200]
    mark = client.get(addresses[0]).headers
    again = client.get(addresses[0], headers={"If-None-Match": mark["ETag"]})
    assert (mark["Cache-Control"], again.status_code) == ("private, no-cache", 304)
    assert status(make_speaker(room=room)) == [404, 404]
    assert status(make_person()) == [404, 404]


def test_a_voice_note_is_known_by_what_runs_in_it(client):
    room = make_room()
    person = make_speaker(room=room)

    message = show(person, room, VOICE)

    hanging = message.files.get()
    assert (hanging.family, hanging.upload.media_type) == ("audio", "audio/webm")
    assert 'preload="none"' in realtime.frame(message)["html"]
    client.force_login(person)
    assert client.get(address(hanging))["Content-Type"] == "audio/webm"


def test_files_are_sent_by_frame_and_by_form_once(client):
    room = make_room()
    person = make_speaker(room=room)
    upload, client_id = make_upload(person, PDF), str(uuid4())
    asked = {"client_id": client_id, "body": "", "files": [str(upload.pk)]}

    first, again = ask(person, room, **asked), ask(person, room, **asked)
    client.force_login(person)
    posted = client.post(
        reverse("alliances:post", args=[room.alliance.slug, room.slug]),
        {"files": SimpleUploadedFile("suara.weba", VOICE), "client_id": str(uuid4())},
        headers={"Outbox": "1"},
    )

    assert (first.is_done, again.frame) == (True, first.frame)
    assert posted.json()["type"] == "ack"
    assert MessageFile.objects.count() == 2


def test_nothing_somebody_elses_and_what_nobody_may_send_are_refused():
    room = make_room()
    person = make_speaker(room=room)
    foreign = make_upload(make_person(), PDF)

    wrong: list[object] = [[], [str(foreign.pk)], ["x"] * 7, "x", [{}]]
    for files in wrong:
        answer = ask(person, room, body="", files=files)
        assert answer.frame["code"] == "invalid"
    with pytest.raises(Refused, match="sudah dipakai"):
        rooms.say(author=person, room=room, client_id=uuid4(), body="", files=[foreign])
    assert not RoomEvent.objects.exists()


@pytest.mark.parametrize("way", ["deleted", "expired", "left"])
def test_files_go_with_the_words_or_the_person(
    way, client, django_capture_on_commit_callbacks
):
    room = make_room()
    person = make_speaker(room=room)
    message = show(person, room, photo(), PDF, body="Talang")
    picture, paper = message.files.all()
    with django_capture_on_commit_callbacks(execute=True):
        if way == "deleted":
            altering.delete(
                author=person, room=room, client_id=uuid4(), target=message.seq
            )
        elif way == "expired":
            Room.objects.filter(pk=room.pk).update(keeps_days=7)
            old = timezone.now() - timedelta(days=8)
            RoomEvent.objects.update(created_at=old)
            assert expiry.expire() == 1
        else:
            personal.forget(person)

    assert not MessageFile.objects.exists()
    assert not default_storage.exists(picture.path(480))
    assert not Upload.objects.get(pk=paper.upload_id).is_kept
    assert not RoomEvent.objects.exclude(attached=[]).exists()


def test_a_message_that_is_a_picture_is_named_where_it_is_quoted_and_copied():
    room = make_room()
    person, steward = make_speaker(room=room), make_steward(alliance=room.alliance)
    message = show(person, room, photo())
    answer = say(room=room, author=person, body="Ini fotonya")
    RoomEvent.objects.filter(pk=answer.pk).update(reply_to=message)

    [copied, _answer] = safeguarding.export(steward=steward, room=room, reason="Arsip")

    assert copied["lampiran"] == ["picture"]
    shown = realtime.frame(room.events.with_names().get(pk=answer.pk))
    assert "Gambar</span>" in shown["html"]


def test_files_go_with_a_thread_that_expires_in_parts(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(expiry, "AT_ONCE", 1)
    room = make_room()
    person = make_speaker(room=room)
    first = show(person, room, photo())
    answer = rooms.say(
        author=person,
        room=room,
        client_id=uuid4(),
        body="",
        files=[make_upload(person, photo()), make_upload(person, PDF)],
        thread=first.seq,
    )
    hanging = [*first.files.all(), *answer.files.all()]
    RoomEvent.objects.update(created_at=timezone.now() - timedelta(days=8))
    Room.objects.filter(pk=room.pk).update(keeps_days=7)

    with django_capture_on_commit_callbacks(execute=True):
        expiry.expire()

    assert not RoomEvent.objects.exists()
    assert default_storage.listdir("ruang")[0] == []
    assert not Upload.objects.get(pk=hanging[-1].upload_id).is_kept


def test_pictures_that_no_message_names_go_after_a_day():
    room = make_room()
    kept = show(make_speaker(room=room), room, photo()).files.get()
    old, young = (MessageFile(widths=[{"width": 480}]) for _nth in range(2))
    for each in (old, young):
        default_storage.save(each.path(480), ContentFile(b"half"))
    for each in (old, kept):
        os.utime(default_storage.path(f"ruang/{each.key}"), (0, 0))

    assert attaching.forget_strays(timezone.now()) == 1

    left = default_storage.listdir("ruang")[0]
    assert set(left) == {str(kept.key), str(young.key)}
