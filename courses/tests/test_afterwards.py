"""After a webinar: what stays on its page, and watching, which is not being there."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import afterwards
from courses.forms import WatchForm
from courses.models import Attendance, Completion, Viewing, Webinar
from courses.tests.factories import make_course
from courses.tests.webinar_factories import (
    make_past_webinar,
    make_seat,
    make_series,
    make_webinar,
)
from notices.models import Notice

VIDEO = "https://media.contoh.id/webinar.mp4"


def keep(webinar: Webinar, **changes) -> Webinar:
    words = {
        "recap": "Kami sepakat mencoba dua indikator.",
        "recording": VIDEO,
        "recording_megabytes": 85,
        "slides": "https://media.contoh.id/salindia.pdf",
    }
    return afterwards.keep(host=webinar.host, webinar=webinar, **{**words, **changes})


@pytest.mark.django_db
def test_those_with_a_seat_hear_once_that_there_is_something():
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)

    keep(webinar, recap="", recording="", slides="")
    assert not Notice.objects.exists()
    for _ in range(2):
        keep(webinar)

    assert Notice.objects.get().person == seat.person


@pytest.mark.django_db
def test_only_those_who_manage_keep_and_only_what_has_begun():
    past, coming = make_past_webinar(), make_webinar()

    with pytest.raises(Refused):
        keep(coming)
    past.host = make_person()
    with pytest.raises(Refused):
        keep(past)


@pytest.mark.django_db
def test_seconds_watched_again_count_once_and_are_no_attendance():
    webinar = keep(make_past_webinar())
    person = make_seat(webinar=webinar).person

    afterwards.watch(person=person, webinar=webinar, ranges=[(0, 60), (300, 360)])
    seconds = afterwards.watch(person=person, webinar=webinar, ranges=[(30, 90)])

    assert seconds == 150
    assert Viewing.objects.get().ranges == [[0, 90], [300, 360]]
    assert not Attendance.objects.exists()
    assert not Completion.objects.exists()


@pytest.mark.django_db
def test_there_is_nothing_to_watch_before_there_is_a_recording():
    webinar = make_past_webinar()

    with pytest.raises(Refused):
        afterwards.open_recording(person=make_person(), webinar=webinar)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8))
def test_whatever_a_browser_sends_is_ranges_or_refused(sent):
    form = WatchForm({"ranges": json.dumps(sent)})

    if form.is_valid():
        assert all(0 <= a <= b for a, b in form.cleaned_data["ranges"])


@pytest.mark.django_db
def test_what_stays_is_on_the_page_and_the_recording_is_for_who_signs_in(client):
    webinar = keep(make_past_webinar())

    page = client.get(webinar.get_absolute_url()).content.decode()

    assert "Kami sepakat mencoba dua indikator." in page
    assert "salindia.pdf" in page
    assert "Masuk untuk menonton rekaman" in page
    assert VIDEO not in page


@pytest.mark.django_db
def test_a_video_plays_here_and_only_from_where_it_lies(client):
    webinar = keep(make_past_webinar())
    client.force_login(make_person())

    answer = client.get(f"{webinar.get_absolute_url()}rekaman/")

    assert 'preload="none"' in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "media-src https://media.contoh.id;" in f"{policy};"


@pytest.mark.django_db
def test_another_address_is_led_to_and_only_known_to_be_opened(client):
    webinar = keep(make_past_webinar(), recording="https://tonton.contoh.id/a1")
    client.force_login(make_person())

    answer = client.get(f"{webinar.get_absolute_url()}rekaman/")

    assert answer.headers["Location"] == "https://tonton.contoh.id/a1"
    assert Viewing.objects.get().seconds == 0


@pytest.mark.django_db
def test_what_was_played_is_told_and_nonsense_answers_422(client):
    webinar = keep(make_past_webinar())
    client.force_login(make_person())
    url = f"{webinar.get_absolute_url()}rekaman/diputar/"

    assert client.post(url, {"ranges": "[[0, 90]]"}).json() == {"seconds": 90}
    for nonsense in ("", "x", "[[90, 0]]", "[[0, 1e9]]", "[[0]]"):
        assert client.post(url, {"ranges": nonsense}).status_code == 422


@pytest.mark.django_db
def test_the_attendance_list_shows_watching_in_a_column_of_its_own(client):
    webinar = keep(make_past_webinar())
    person = make_seat(webinar=webinar).person
    afterwards.watch(person=person, webinar=webinar, ranges=[(0, 1500)])
    client.force_login(webinar.host)

    page = client.get(f"{webinar.get_absolute_url()}hadir/").content.decode()

    assert "25 menit" in page
    assert "belum ada bukti" in page


@pytest.mark.django_db
def test_the_host_keeps_by_the_page_and_http_is_refused(client):
    webinar = make_past_webinar()
    client.force_login(webinar.host)
    url = f"{webinar.get_absolute_url()}sesudah/"

    bad = client.post(url, {"recap": "Rangkuman", "recording": "http://contoh.id/a"})
    good = client.post(url, {"recap": "Rangkuman"})

    assert bad.status_code == 422
    assert "Rangkuman</textarea>" in bad.content.decode()
    assert good.status_code == 302
    client.force_login(make_person())
    assert client.get(url).status_code == 403


PDF = b"%PDF-1.4\n" + b"x" * 200
MP4 = b"\x00\x00\x00\x18ftypisom" + b"y" * 500


def form_of(webinar: Webinar, **files) -> dict[str, Any]:
    words = {"recap": "Sepakat.", "recording": "", "slides": ""}
    return {**words, **files}


def uploaded(client, **given) -> tuple[Webinar, str]:
    """A past public webinar whose host has sent these files by its page."""
    host = make_person()
    webinar = make_past_webinar(series=make_series(curator=host), host=host)
    client.force_login(host)
    url = webinar.get_absolute_url()
    files = {
        name: SimpleUploadedFile(f"x.{name}", content)
        for name, content in given.items()
    }
    answer = client.post(f"{url}sesudah/", form_of(webinar, **files))
    assert answer.status_code == 302
    webinar.refresh_from_db()
    return webinar, url


@pytest.mark.django_db
def test_slides_that_were_uploaded_are_as_public_as_their_webinar(client):
    webinar, url = uploaded(client, slides_file=PDF)
    client.logout()

    page = client.get(url).content.decode()
    file = client.get(f"{url}salindia/")

    assert f'href="{url}salindia/"' in page
    assert "1 KB" in page
    assert b"".join(file) == PDF
    assert file.headers["Content-Type"] == "application/pdf"
    Webinar.objects.filter(pk=webinar.pk).update(status=Webinar.Status.DRAFT)
    assert client.get(f"{url}salindia/").status_code == 404


@pytest.mark.django_db
def test_a_recording_that_was_uploaded_is_played_in_ranges_to_who_is_signed_in(client):
    webinar, url = uploaded(client, recording_file=MP4)
    file = f"{url}rekaman/berkas/"

    whole = client.get(file)
    part = client.get(file, headers={"Range": "bytes=4-7"})
    page = client.get(f"{url}rekaman/").content.decode()

    assert b"".join(whole) == MP4
    assert (part.status_code, b"".join(part)) == (206, b"ftyp")
    assert whole.headers["Cache-Control"] == "private, no-store"
    assert f'src="{file}"' in page
    assert Viewing.objects.filter(webinar=webinar).exists()
    client.logout()
    assert client.get(file).status_code == 302


@pytest.mark.django_db
def test_a_recording_of_a_hidden_course_is_hidden_with_it(client):
    webinar, url = uploaded(client, recording_file=MP4, slides_file=PDF)
    course = make_course(status="draft")
    Webinar.objects.filter(pk=webinar.pk).update(course=course, series=None)
    client.force_login(make_person())

    assert client.get(f"{url}rekaman/berkas/").status_code == 404
    assert client.get(f"{url}salindia/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["recording_file", "slides_file"])
def test_what_a_file_is_decides_its_content_not_its_name(client, name):
    webinar = make_past_webinar()
    client.force_login(webinar.host)
    wrong = PDF if name == "recording_file" else MP4
    url = f"{webinar.get_absolute_url()}sesudah/"

    for content in (wrong, b"<script>alert(1)</script>"):
        file = SimpleUploadedFile("benar.mp4.pdf", content)
        assert client.post(url, form_of(webinar, **{name: file})).status_code == 422

    webinar.refresh_from_db()
    assert not webinar.has_something_after


@pytest.mark.django_db
def test_a_new_file_replaces_the_old_one_and_a_file_may_be_taken_away(client):
    webinar, url = uploaded(client, slides_file=PDF)
    first = webinar.slides_file
    assert first is not None
    file = SimpleUploadedFile("b.pdf", PDF + b"2")

    client.post(f"{url}sesudah/", form_of(webinar))
    webinar.refresh_from_db()
    assert webinar.slides_file == first
    client.post(f"{url}sesudah/", form_of(webinar, slides_file=file))
    webinar.refresh_from_db()
    first.refresh_from_db()
    assert not first.is_kept
    assert webinar.slides_file is not None
    assert webinar.slides_file.size == len(PDF) + 1
    client.post(f"{url}sesudah/", form_of(webinar, drop_slides_file="on"))
    webinar.refresh_from_db()
    assert webinar.slides_file is None
