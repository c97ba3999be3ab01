"""Pictures and files of posts: taken in by content, shown to who sees the post."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from accounts.tests.factories import make_person
from common import files as kinds
from common.decisions import Refused
from common.tests.factories import PDF
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum import personal
from forum.actions import arranging, drafts, posts, pseudonyms, removal, topics
from forum.models import Attachment, Draft, Forum
from forum.tests.factories import make_audience, make_forum, make_topic

pytestmark = pytest.mark.django_db

GPS = 34853


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(size=(1200, 900)) -> bytes:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[GPS] = {1: "S", 2: (8.0, 40.0, 0.0)}
    Image.new("RGB", size, "teal").save(content, "JPEG", exif=exif)
    return content.getvalue()


def make_upload(owner, content=None, name="IMG_Yohana.jpg") -> Upload:
    file = SimpleUploadedFile(name, content or photo())
    return uploads.take(owner=owner, file=file)


def make_reply_with(*files, topic=None, author=None):
    return topics.reply(
        author=author or files[0].owner,
        topic=topic or make_topic(),
        body="Ini talangnya.",
        files=files,
    )


def fetch(client, person, attachment, width=None):
    if person is not None:
        client.force_login(person)
    if width is None:
        return client.get(reverse("forum:attached_file", args=[attachment.key]))
    return client.get(reverse("forum:attached_picture", args=[attachment.key, width]))


def test_a_photograph_is_made_anew_and_what_came_in_is_forgotten():
    upload = make_upload(make_person())

    post = make_reply_with(upload)

    attachment = post.files.get()
    assert [each["width"] for each in attachment.widths] == [480, 960, 1200]
    assert attachment.name == ""
    assert not Upload.objects.filter(pk=upload.pk).exists()
    with default_storage.open(attachment.path(960)) as kept, Image.open(kept) as made:
        assert made.format == "WEBP"
        assert not made.getexif()


def test_a_recording_is_kept_without_the_name_of_its_maker(client):
    person = make_person(name="Yohana Bura")
    sound = b"ID3\x04\x00\x00\x00\x00\x00\x0bYohana Bura" + b"\xff\xfb" + bytes(200)

    post = make_reply_with(make_upload(person, sound, "rapat.mp3"))

    attachment = post.files.get()
    heard = b"".join(fetch(client, person, attachment))
    assert len(heard) == len(sound)
    assert b"Yohana" not in heard
    assert attachment.size == Upload.objects.get().size == len(sound)


def test_a_post_shows_its_files_without_asking_for_them(
    client, django_assert_num_queries
):
    person = make_person()
    topic = make_topic()
    url = topic.get_absolute_url()
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        client.get(url)
    make_reply_with(make_upload(person), topic=topic)
    make_reply_with(make_upload(person, PDF, "rab.pdf"), topic=topic)

    with django_assert_num_queries(len(before)):
        page = client.get(url).content.decode()

    assert "rab.pdf" in page
    assert "960.webp 960w" in page


def test_only_who_sees_the_post_may_fetch_its_files(client):
    member, stranger = make_person(), make_person()
    forum = make_forum(audience=make_audience(member))
    topic = make_topic(forum=forum, author=member)
    picture = make_reply_with(make_upload(member), topic=topic).files.get()
    paper = make_reply_with(make_upload(member, PDF, "a.pdf"), topic=topic).files.get()

    assert fetch(client, None, picture, 480).status_code == 404
    assert fetch(client, stranger, picture, 480).status_code == 404
    assert fetch(client, stranger, paper).status_code == 404
    assert fetch(client, member, picture, 480)["Content-Type"] == "image/webp"
    assert fetch(client, member, picture, 481).status_code == 404
    given = fetch(client, member, paper)
    assert "attachment" in given["Content-Disposition"]
    content = b"".join(given)
    assert content.startswith(b"%PDF-")
    assert b"Yohana" in PDF
    assert b"Yohana" not in content


def test_what_is_taken_down_or_back_hides_its_files(client):
    author, reader = make_person(), make_person()
    staff = make_person(is_staff=True)
    post = make_reply_with(make_upload(author))
    picture = post.files.get()

    removal.take_down(moderator=staff, post=post, reason="Bukan tempatnya.")
    assert fetch(client, reader, picture, 480).status_code == 404
    assert fetch(client, author, picture, 480).status_code == 200
    removal.restore(moderator=staff, post=post, reason="Keliru.")
    assert fetch(client, reader, picture, 480).status_code == 200
    posts.delete(author=author, post=post)

    assert fetch(client, reader, picture, 480).status_code == 404
    assert fetch(client, author, picture, 480).status_code == 404


def test_files_stay_with_their_post_when_topics_are_moved_and_merged(client):
    staff = make_person(is_staff=True)
    post = make_reply_with(make_upload(make_person()))
    closed = make_forum(audience=make_audience(staff))
    into = make_topic(forum=closed, author=staff)

    arranging.merge(moderator=staff, topic=post.topic, into=into, reason="Sama.")

    assert fetch(client, staff, post.files.get(), 480).status_code == 200
    assert fetch(client, make_person(), post.files.get(), 480).status_code == 404


def test_under_a_pseudonym_a_file_tells_nothing_of_its_maker(client):
    person = make_person(name="Yohana Bura")
    forum = make_forum()
    Forum.objects.filter(pk=forum.pk).update(allows_pseudonyms=True)
    forum.refresh_from_db()
    pseudonyms.choose(person=person, forum=forum, name="Lontar Tua")
    topic = make_topic(forum=forum, author=person)

    with pytest.raises(Refused, match="hanya gambar"):
        make_reply_with(make_upload(person, PDF, "yohana.pdf"), topic=topic)
    post = make_reply_with(make_upload(person), topic=topic)

    page = client.get(topic.get_absolute_url()).content.decode()
    assert "Gambar 1 dari Lontar Tua" in page
    assert "yohana" not in (page + str(post.attached)).lower()
    picture = fetch(client, None, post.files.get(), 480)
    assert "yohana" not in str(picture.headers).lower()


def test_a_file_of_somebody_else_or_used_before_is_refused():
    author, other = make_person(), make_person()
    paper = make_upload(author, PDF, "a.pdf")
    topic = make_topic()
    make_reply_with(paper, topic=topic)

    with pytest.raises(Refused, match="sudah dipakai"):
        make_reply_with(paper, topic=topic)
    with pytest.raises(Refused, match="sudah dipakai"):
        make_reply_with(make_upload(other), topic=topic, author=author)


def test_a_newcomer_sends_two_files_at_once_at_most():
    person = make_person()
    files = [make_upload(person, PDF, f"{number}.pdf") for number in range(3)]

    with pytest.raises(Refused, match="paling banyak 2 berkas"):
        make_reply_with(*files)


def test_a_broken_picture_is_refused_with_a_sentence_and_nothing_is_posted():
    topic = make_topic()
    person = make_person()
    whole = photo()
    broken = make_upload(person, whole[: len(whole) // 2])

    with pytest.raises(Refused, match="rusak"):
        make_reply_with(broken, topic=topic)

    assert topic.posts.count() == 1


def test_zip_bombs_and_files_within_files_are_refused():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "x")
        packed.writestr("word/document.xml", bytes(30_000_000))
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as packed:
        packed.writestr("jahat.js", "alert(1)")

    with pytest.raises(ValidationError, match="jauh lebih besar"):
        kinds.sniff(bomb)
    for outside in (photo(), PDF, b"ID3\x04\x00" + bytes(100)):
        with pytest.raises(ValidationError, match="tersembunyi berkas lain"):
            kinds.sniff(io.BytesIO(outside + hidden.getvalue()))


def test_a_file_that_comes_with_the_form_hangs_on_the_post(client):
    person = make_person()
    client.force_login(person)
    topic = make_topic()

    answer = client.post(
        reverse(
            "forum:reply",
            args=[topic.forum.slug, topic.forum.pk, topic.slug, topic.pk],
        ),
        {"body": "Lihat fotonya.", "files": SimpleUploadedFile("a.jpg", photo())},
    )

    assert answer.status_code == 302
    assert topic.posts.last().files.get().is_picture


def test_a_file_of_no_known_kind_loses_no_word(client):
    client.force_login(make_person())
    topic = make_topic()

    answer = client.post(
        f"{topic.get_absolute_url()}balas/",
        {"body": "Lihat ini.", "files": SimpleUploadedFile("a.jpg", b"<svg/>")},
    )

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "bukan jenis yang diterima" in page
    assert "Lihat ini." in page


def test_a_draft_keeps_its_files_until_it_is_sent(client):
    person = make_person()
    client.force_login(person)
    topic = make_topic()
    upload = make_upload(person, PDF, "rab.pdf")
    drafted = {"body": "", "files_ahead": str(upload.pk)}

    client.post(f"{topic.get_absolute_url()}draf/", drafted)

    assert list(Draft.objects.get().files.all()) == [upload]
    assert "rab.pdf" in client.get(topic.get_absolute_url()).content.decode()
    upload.refresh_from_db()
    sent = {"body": "Ini RAB-nya.", "files_ahead": str(upload.pk)}
    client.post(f"{topic.get_absolute_url()}balas/", sent)
    assert topic.posts.last().files.get().upload == upload
    assert not Draft.objects.exists()


def test_files_of_a_draft_wait_as_long_as_it_does():
    person = make_person()
    upload = make_upload(person, PDF, "rab.pdf")

    drafts.keep_reply(author=person, topic=make_topic(), body="", files=[upload])

    before = upload.expires_at
    upload.refresh_from_db()
    assert upload.expires_at > before


def test_who_mends_a_post_takes_files_off_and_adds_others(client):
    person = make_person()
    client.force_login(person)
    post = make_reply_with(make_upload(person))
    old = post.files.get()
    url = reverse(
        "forum:edit_post",
        args=[
            *(post.topic.forum.slug, post.topic.forum_id),
            *(post.topic.slug, post.topic_id, post.pk),
        ],
    )

    assert str(old.key) in client.get(url).content.decode()
    paper = SimpleUploadedFile("rab.pdf", PDF)
    client.post(url, {"body": "Ini RAB-nya.", "drop": str(old.key), "files": paper})

    post.refresh_from_db()
    assert [each["name"] for each in post.attached] == ["rab.pdf"]
    assert not Attachment.objects.filter(pk=old.pk).exists()


def test_files_are_in_the_copy_and_go_with_their_owner():
    person = make_person()
    post = make_reply_with(make_upload(person), make_upload(person, PDF, "rab.pdf"))

    [copied] = personal.files(person)
    told = personal.tell(person)["tulisan di forum"]
    personal.forget(person)

    with copied.open() as content:
        assert content.read(4) == b"RIFF"
    assert told[0]["lampiran"] == ["picture", "rab.pdf"]
    post.refresh_from_db()
    assert post.attached == []
    assert not Attachment.objects.exists()
