"""Files survive a line that breaks; what they are is known by their content."""

import base64
import hashlib
import random
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.tests.factories import make_person
from common.uploads import actions
from common.uploads.fields import UploadsField, UploadsWidget
from common.uploads.models import Upload

pytestmark = pytest.mark.django_db

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = 500_000
MB = 1_000_000
PDF = b"%PDF-1.7\n" + bytes(2000)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def begin(client: Client, size: int, name: str = "Laporan akhir.docx") -> Any:
    named = base64.b64encode(name.encode()).decode()
    return client.post(
        "/unggah/",
        headers={
            **TUS,
            "Upload-Length": str(size),
            "Upload-Metadata": f"filename {named}",
        },
    )


def send(client: Client, url: str, offset: int, part: bytes, **more: str) -> Any:
    headers = {**TUS, "Upload-Offset": str(offset), **more}
    return client.patch(
        url, part, content_type="application/offset+octet-stream", headers=headers
    )


def test_fifty_megabytes_survive_twenty_breaks_sending_again_a_megabyte_at_most():
    client = signed_in(make_person())
    chance = random.Random(7)  # noqa: S311
    content = b"%PDF-1.7\n" + chance.randbytes(50 * MB - 9)
    url = begin(client, len(content)).headers["Location"]
    breaks = set(chance.sample(range(100), 20))
    offset, number, again = 0, 0, []

    while offset < len(content):
        part = content[offset : offset + PIECE]
        if number in breaks and number % 2:
            # The line broke while the piece was on its way: nothing of it counts.
            again.append(len(part))
        else:
            answer = send(client, url, offset, part)
            assert answer.status_code == 204
            if number not in breaks:
                offset = int(answer.headers["Upload-Offset"])
        if number in breaks:
            # Or it broke under the answer: what came is asked for, not sent again.
            known = client.head(url, headers=TUS)
            offset = int(known.headers["Upload-Offset"])
        number += 1

    upload = Upload.objects.get()
    assert len(breaks) == 20
    assert max(again) <= MB
    assert upload.is_complete
    assert upload.digest == hashlib.sha256(content).hexdigest()
    with upload.open() as file:
        assert zlib.crc32(file.read()) == zlib.crc32(content)
    assert upload.shown_name == "Laporan akhir.pdf"


def test_a_piece_sent_twice_is_told_where_the_file_goes_on():
    client = signed_in(make_person())
    url = begin(client, len(PDF)).headers["Location"]
    send(client, url, 0, PDF[:100])

    answer = send(client, url, 0, PDF[:100])

    assert answer.status_code == 409
    assert answer.headers["Upload-Offset"] == "100"


def test_a_piece_with_a_wrong_checksum_is_not_kept():
    client = signed_in(make_person())
    url = begin(client, len(PDF)).headers["Location"]
    digest = hashlib.sha256(PDF).digest()
    right = base64.b64encode(digest).decode()

    damaged = send(client, url, 0, PDF[::-1], **{"Upload-Checksum": f"sha256 {right}"})
    whole = send(client, url, 0, PDF, **{"Upload-Checksum": f"sha256 {right}"})

    assert damaged.status_code == 460
    assert whole.status_code == 204
    assert Upload.objects.get().is_complete


def test_a_file_that_is_no_document_is_refused_whatever_its_name():
    client = signed_in(make_person())
    program = b"MZ" + bytes(500)
    url = begin(client, len(program), "laporan.pdf").headers["Location"]

    answer = send(client, url, 0, program)

    assert answer.status_code == 422
    assert client.head(url, headers=TUS).status_code == 410
    assert Upload.objects.get().state == Upload.State.REFUSED


def test_only_the_owner_knows_of_an_upload():
    url = begin(signed_in(make_person()), 100).headers["Location"]
    stranger = signed_in(make_person())

    assert stranger.head(url, headers=TUS).status_code == 404
    assert send(stranger, url, 0, b"x").status_code == 404
    assert stranger.delete(url, headers=TUS).status_code == 404
    assert Client().head(url, headers=TUS).status_code == 401


def test_the_server_says_what_it_can_and_insists_on_the_version():
    client = signed_in(make_person())

    able = client.options("/unggah/")
    old = client.post("/unggah/", headers={"Tus-Resumable": "0.2.2"})

    assert able.status_code == 204
    assert "creation" in able.headers["Tus-Extension"]
    assert old.status_code == 412
    assert old.headers["Tus-Version"] == "1.0.0"


@pytest.mark.parametrize(
    ("length", "status"), [("", 400), ("-1", 400), ("0", 403), ("9" * 12, 413)]
)
def test_a_file_without_an_honest_size_is_not_begun(length, status):
    client = signed_in(make_person())

    answer = client.post("/unggah/", headers={**TUS, "Upload-Length": length})

    assert answer.status_code == status
    assert not Upload.objects.exists()


def test_what_is_thrown_away_is_gone(django_capture_on_commit_callbacks):
    client = signed_in(make_person())
    url = begin(client, 100).headers["Location"]
    send(client, url, 0, b"%PDF-1.7")
    folder = Upload.objects.get().folder

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.delete(url, headers=TUS)

    assert answer.status_code == 204
    assert client.head(url, headers=TUS).status_code == 404
    assert not default_storage.exists(folder)


def test_what_nothing_keeps_expires_and_what_is_kept_stays():
    person = make_person()
    left, kept = (
        actions.take(owner=person, file=SimpleUploadedFile(name, PDF))
        for name in ("satu.pdf", "dua.pdf")
    )
    actions.keep(upload=kept)
    Upload.objects.update(expires_at=timezone.now() - timedelta(hours=1))

    assert actions.forget_expired() == 1
    assert list(Upload.objects.all()) == [kept]
    assert signed_in(person).delete(f"/unggah/{kept.pk}/", headers=TUS).status_code == (
        403
    )
    assert left.pk != kept.pk


def test_a_form_takes_files_sent_ahead_and_files_sent_along():
    person = make_person()
    ahead = actions.take(owner=person, file=SimpleUploadedFile("satu.pdf", PDF))
    strange = actions.take(owner=make_person(), file=SimpleUploadedFile("x.pdf", PDF))
    field = UploadsField(owner=person)
    along: MultiValueDict[str, Any] = MultiValueDict(
        {"berkas": [SimpleUploadedFile("dua.pdf", PDF)]}
    )

    given = UploadsWidget().value_from_datadict(
        QueryDict(f"berkas_ahead={ahead.pk}"), along, "berkas"
    )
    found = field.clean(given)

    assert [upload.name for upload in found] == ["satu.pdf", "dua.pdf"]
    with pytest.raises(Exception, match="belum lengkap"):
        field.clean({"ahead": [str(strange.pk)], "along": []})
    with pytest.raises(Exception, match="belum lengkap"):
        field.clean({"ahead": ["bukan-kunci"], "along": []})
