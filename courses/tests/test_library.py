"""The media library: what is taken in, how lessons show it, who may touch it."""

import io
import os
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.actions import authoring, library
from courses.furnishing import code_for, furnish
from courses.models import Activity, Media
from courses.models.media import folder_of, public_files
from courses.tests.factories import make_course, make_lesson, make_module

pytestmark = pytest.mark.django_db
MP4 = b"\x00\x00\x00\x18ftypisom" + b"y" * 80


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def course(author):
    course = make_course()
    course.authors.add(author)
    return course


def picture(width=2000, height=1000):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "JPEG")
    content.seek(0)
    return content


def sent(name, content):
    return SimpleUploadedFile(name, content)


def add(author, course, content, **given):
    fields = {"title": "Peta desa", "alt": "Peta", **given}
    return library.add_file(author=author, course=course, file=content, **fields)


def write(course, author, body):
    lesson = make_lesson(module=make_module(course=course))
    return authoring.edit_lesson(
        author=author,
        lesson=lesson,
        version=1,
        title="Judul",
        minutes=5,
        summary="",
        body=body,
    )


def test_a_picture_is_kept_in_three_widths(author, course):
    media = add(author, course, picture())

    assert [each["width"] for each in media.widths] == [480, 960, 1600]
    assert media.size == media.widths[1]["size"]
    storage = media.file.storage
    assert all(
        storage.exists(f"kelas/{course.pk}/{media.key}-{each['width']}.webp")
        for each in media.widths
    )


def test_what_is_no_media_is_refused(author, course):
    with pytest.raises(ValidationError):
        add(author, course, io.BytesIO(b"<script>alert(1)</script>"))

    assert not Media.objects.exists()


def test_strangers_put_nothing_in(course):
    with pytest.raises(Refused):
        add(make_person(), course, picture())


def test_a_text_shows_the_width_that_fits(author, course):
    media = add(author, course, picture())
    lesson = write(course, author, code_for(media))

    shown = furnish(lesson.body, saves_data=False)

    assert f"{media.key}-480.webp 480w" in shown
    assert 'loading="lazy"' in shown
    assert 'width="960" height="480" alt="Peta"' in shown


def test_with_data_saving_a_picture_waits_for_the_tap(author, course):
    media = add(author, course, picture())
    lesson = write(course, author, code_for(media))

    shown = furnish(lesson.body, saves_data=True)

    assert "<img" not in shown
    assert "Lihat gambar" in shown


def test_sound_is_played_in_place_and_fetches_nothing_before(author, course):
    media = add(author, course, io.BytesIO(b"ID3\x04" + b"x" * 2000))
    lesson = write(course, author, f"<p>Dengar.</p>{code_for(media)}")

    shown = furnish(lesson.body, saves_data=False)

    assert '<audio controls preload="none"' in shown
    assert "2 KB" in shown


def test_a_video_elsewhere_is_a_link_that_says_so(author, course):
    media = library.add_address(
        author=author,
        course=course,
        address="https://video.example/1",
        title="Rapat",
        poster=picture(),
    )
    lesson = write(course, author, code_for(media))

    shown = furnish(lesson.body, saves_data=False)

    assert 'href="https://video.example/1"' in shown
    assert "membuka situs lain" in shown
    assert media.poster.url in shown


def test_a_lesson_weighs_its_text_and_what_it_shows(author, course):
    media = add(author, course, picture())

    lesson = write(course, author, code_for(media))

    assert lesson.media_size == media.size
    step = Activity.objects.with_size().get(lesson=lesson)
    assert step.size == lesson.size == len(lesson.body) + media.size


def test_titles_cannot_smuggle_code_into_a_lesson(author, course):
    bad = '"><script>alert(1)</script>'
    media = add(author, course, io.BytesIO(b"%PDF-1.7"), title=bad)
    lesson = write(course, author, code_for(media))

    assert "<script" not in furnish(lesson.body, saves_data=False)


def test_what_a_lesson_shows_is_not_removed_from_under_it(
    author, course, django_capture_on_commit_callbacks
):
    used, unused = add(author, course, picture()), add(author, course, picture())
    write(course, author, code_for(used))
    name, storage = unused.file.name, unused.file.storage

    with pytest.raises(Refused, match="Masih dipakai"):
        library.remove(author=author, media=used)
    with django_capture_on_commit_callbacks(execute=True):
        library.remove(author=author, media=unused)

    assert not storage.exists(name)
    assert list(Media.objects.all()) == [used]


def test_what_only_a_text_of_old_shows_is_removed_by_who_knows_it(
    client, author, course
):
    media = add(author, course, picture())
    lesson = write(course, author, code_for(media))
    authoring.edit_lesson(
        author=author,
        lesson=lesson,
        version=lesson.version,
        title="Tanpa gambar",
        minutes=1,
        summary="",
        body="<p>Kata saja.</p>",
    )
    client.force_login(author)
    url = reverse("courses:media_remove", args=[course.slug, media.pk])

    warned = client.post(url)
    assert warned.status_code == 422
    assert f"Versi {lesson.version}" in warned.content.decode()
    assert Media.objects.filter(pk=media.pk).exists()
    known = client.post(url, {"tahu": "ya"})

    assert known.status_code == 302
    assert not Media.objects.exists()


def test_files_that_no_media_names_go_after_a_day(author, course):
    media = add(author, course, picture())
    now = timezone.now()
    for name, age in (("sisa.webp", 2), ("baru.webp", 0)):
        path = f"{folder_of(course.pk)}/{name}"
        public_files().save(path, ContentFile(b"half"))
        moment = (now - timedelta(days=age)).timestamp()
        os.utime(public_files().path(path), (moment, moment))
    for name in media.names:
        os.utime(public_files().path(name), (0, 0))

    gone = library.forget_strays(now)

    left = public_files().listdir(folder_of(course.pk))[1]
    known = {name.rpartition("/")[2] for name in media.names}
    assert (gone, set(left)) == (1, known | {"baru.webp"})


def test_a_text_without_media_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        furnish('<p>Isi <a href="/belajar/">taut</a></p>', saves_data=False)


def test_a_file_sent_ahead_in_pieces_is_taken_in_once(client, author, course):
    client.force_login(author)
    address = reverse("courses:library", args=[course.slug])
    upload = uploads.begin(owner=author, name="rapat.mp4", size=len(MP4))
    for start in range(0, len(MP4), 20):
        uploads.receive(upload=upload, offset=start, content=MP4[start : start + 20])
    given = {"file_ahead": str(upload.pk), "title": "Rapat"}

    page = client.get(address).content.decode()
    untitled = client.post(address, {**given, "title": ""}).content.decode()
    response = client.post(address, given)

    assert "js/upload.js" in page
    assert str(upload.pk) in untitled
    assert response.status_code == 302
    assert Media.objects.get().file.read() == MP4
    assert not Upload.objects.exists()


def test_what_somebody_else_sent_ahead_is_not_taken(client, author, course):
    client.force_login(author)
    upload = uploads.take(owner=make_person(), file=sent("a.mp4", MP4))
    given = {"file_ahead": str(upload.pk), "title": "Rapat"}

    response = client.post(reverse("courses:library", args=[course.slug]), given)

    assert response.status_code == 422
    assert not Media.objects.exists()


def test_the_page_takes_a_file_in_and_shows_it(client, author, course):
    client.force_login(author)
    address = reverse("courses:library", args=[course.slug])
    file = sent("IMG_2041.JPG", picture().getvalue())

    response = client.post(address, {"file": file, "title": "Peta desa"})
    page = client.get(address).content.decode()

    assert response.status_code == 302
    assert "Peta desa" in page
    assert "IMG_2041" not in page
    assert "data-insert=" in page


@pytest.mark.parametrize(
    "given",
    [
        {"title": "x"},
        {"title": "x", "address": "http://tanpa-kunci.example"},
        {"title": "x", "file": ("a.png", b"<html>")},
        {"title": "x", "file": ("a.jpg", b"%PDF-"), "address": "https://a.example"},
    ],
)
def test_what_does_not_fit_answers_422(client, author, course, given):
    client.force_login(author)
    if "file" in given:
        given = {**given, "file": sent(*given["file"])}

    response = client.post(reverse("courses:library", args=[course.slug]), given)

    assert response.status_code == 422
    assert not Media.objects.exists()


def test_a_public_file_comes_whole_or_in_ranges(client, author, course):
    media = add(author, course, io.BytesIO(b"%PDF-1.7 0123456789"))
    address = client.get(media.get_absolute_url()).url

    whole = client.get(address)
    part = client.get(address, headers={"Range": "bytes=0-3"})
    end = client.get(address, headers={"Range": "bytes=-4"})
    beyond = client.get(address, headers={"Range": "bytes=900-"})

    assert (whole.status_code, whole.headers["Content-Type"]) == (
        200,
        "application/pdf",
    )
    assert b"".join(whole.streaming_content) == b"%PDF-1.7 0123456789"
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"%PDF")
    assert b"".join(end.streaming_content) == b"6789"
    assert beyond.status_code == 416


@pytest.mark.parametrize(
    "name", ["../private/surat.pdf", "kelas/1/tiada.pdf", "x.html"]
)
def test_nothing_else_is_handed_out(client, name, tmp_path):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "surat.pdf").write_bytes(b"%PDF-rahasia")

    assert client.get(f"/media/{name}").status_code == 404
