"""The pages of the forums: status, strangers, what is kept, how much is asked."""

import uuid
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from forum import links
from forum.models import Forum, Post, Topic, TopicReadTrack
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from forum.tests.test_reading_along import read
from network.tests.factories import make_member, make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def reply_url(topic):
    return f"{topic.get_absolute_url()}balas/"


def new_url(forum):
    return f"{forum.get_absolute_url()}baru/"


def test_anyone_reads_open_forums_and_no_session_is_kept_of_it(client):
    topic = make_topic()

    for url in ("/forum/", topic.forum.get_absolute_url(), topic.get_absolute_url()):
        assert client.get(url).status_code == 200

    assert not Session.objects.exists()
    assert "lokadaya_net" not in client.cookies


def test_a_closed_forum_is_not_there_for_strangers(client, member):
    insider = make_person()
    forum = make_forum(title="Ruang tertutup", audience=make_audience(insider))
    topic = make_topic(forum=forum, author=insider, title="Rencana yang dirahasiakan")
    urls = [forum.get_absolute_url(), new_url(forum), topic.get_absolute_url()]

    assert [client.get(url).status_code for url in urls] == [404, 404, 404]
    assert client.post(reply_url(topic), {"body": "Halo"}).status_code == 404
    assert "Ruang tertutup" not in client.get("/forum/").content.decode()

    client.force_login(insider)
    assert [client.get(url).status_code for url in urls] == [200, 200, 200]


def test_an_unapproved_topic_is_not_there_for_others(client, member):
    topic = make_topic()
    Topic.objects.update(approved=False)
    url = topic.get_absolute_url()

    assert client.get(url).status_code == 404
    assert client.get(url.replace("bagaimana", "apa")).status_code == 404
    assert (
        topic.subject not in client.get(topic.forum.get_absolute_url()).content.decode()
    )

    client.force_login(topic.poster)
    assert client.get(url).status_code == 200


def test_an_address_with_an_old_title_leads_to_the_topic(client):
    topic = make_topic()
    url = topic.get_absolute_url()

    response = client.get(url.replace("bagaimana", "apa"))

    assert response.status_code == 302
    assert response.url == url


def test_answering_leads_to_the_answer(client, member):
    topic = make_topic()

    response = client.post(reply_url(topic), {"body": "Mulai dari sisa stok."})

    post = Post.objects.latest("pk")
    assert response.status_code == 302
    assert response.url == f"{topic.get_absolute_url()}#balasan-{post.pk}"
    assert post.poster == member


def test_an_empty_answer_is_refused_with_a_sentence(client, member):
    topic = make_topic()

    response = client.post(reply_url(topic), {"body": "  "})

    assert response.status_code == 422
    assert "Tulis balasan Anda dulu." in response.content.decode()


def test_what_is_too_long_is_refused_and_kept(client, member):
    topic = make_topic()
    words = "panjang " * 130_000

    response = client.post(reply_url(topic), {"body": words})

    assert response.status_code == 422
    assert "batasnya 20000" in response.content.decode()
    assert words.strip() in response.content.decode()
    assert Post.objects.count() == 1


def test_a_megabyte_of_far_letters_is_refused_in_a_sentence_too(client, member):
    topic = make_topic()
    form = "application/x-www-form-urlencoded"
    words = "\ua9b2" * 400_000

    response = client.post(reply_url(topic), urlencode({"body": words}), form)
    larger = client.post(reply_url(topic), "body=" + "a" * 11_000_000, form)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert larger.status_code == 400
    assert "bagilah menjadi beberapa kiriman" in larger.content.decode()


def test_a_refused_topic_keeps_what_was_typed(client, member):
    forum = make_forum()

    response = client.post(new_url(forum), {"title": "Judul yang panjang", "body": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Judul yang panjang"' in page
    assert "Ceritakan pertanyaan" in page


def test_who_is_not_signed_in_is_led_to_sign_in(client):
    topic = make_topic()

    response = client.get(new_url(topic.forum))

    assert response.status_code == 302
    assert response.url.startswith("/masuk/")


def test_the_same_key_makes_one_answer(client, member):
    topic = make_topic()
    asked = urlencode({"body": "Sekali saja.", "idempotency_key": uuid.uuid4()})
    form = "application/x-www-form-urlencoded"

    first = client.post(reply_url(topic), asked, content_type=form)
    second = client.post(reply_url(topic), asked, content_type=form)

    assert first.url == second.headers["Location"]
    assert topic.posts.count() == 2


def test_the_outbox_learns_where_its_answer_is(client, member):
    topic = make_topic()

    response = client.post(
        reply_url(topic),
        {"body": "Dari kotak keluar."},
        headers={"Outbox": "1", "Idempotency-Key": str(uuid.uuid4())},
    )

    assert response.status_code == 204
    assert response.headers["Outbox-Location"].startswith(topic.get_absolute_url())


def test_a_preview_shows_the_words_and_keeps_them(client, member):
    forum = make_forum()
    url = f"{forum.get_absolute_url()}pratinjau/"

    page = client.post(url, {"title": "Judul", "body": "Ini **tebal**"})
    fragment = client.post(
        url, {"body": "Ini **tebal**"}, headers={"HX-Request": "true"}
    )

    assert "<strong>tebal</strong>" in page.content.decode()
    assert "Ini **tebal**</textarea>" in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert not Topic.objects.exists()


def test_a_change_is_looked_at_before_it_is_sent(client, member):
    topic = make_topic(author=member)
    post = topic.posts.get()
    url = f"{topic.get_absolute_url()}sunting/{post.pk}/"
    typed = {"title": "Judul baru", "body": "Jadi **tebal**", "look": "1"}

    page = client.post(url, typed).content.decode()
    fragment = client.post(url, typed, headers={"HX-Request": "true"})

    assert "<strong>tebal</strong>" in page
    assert "Jadi **tebal**</textarea>" in page
    assert "<html" not in fragment.content.decode()
    post.refresh_from_db()
    assert "tebal" not in post.content.raw


def test_a_topic_and_what_it_asks_about_are_linked(client, member):
    insider = make_person()
    asked_about = make_topic(title="Pelajaran pertama", author=insider)
    signed = links.sign_origin(asked_about)
    forum = make_forum()

    asking = client.get(new_url(forum), {"asal": signed}).content.decode()
    client.post(
        new_url(forum),
        {"title": "Pertanyaan dari pelajaran", "body": "Begini.", "asal": signed},
    )
    topic = Topic.objects.get(subject="Pertanyaan dari pelajaran")
    shown = client.get(topic.get_absolute_url()).content.decode()
    Forum.objects.filter(pk=asked_about.forum_id).update(audience=make_audience())
    hidden = client.get(topic.get_absolute_url()).content.decode()

    assert "Tentang: Pelajaran pertama" in asking
    assert "Dari: Pelajaran pertama" in shown
    assert asked_about.get_absolute_url() in shown
    assert "Pelajaran pertama" not in hidden


@pytest.mark.parametrize("forged", ["ngawur", "network.organization:1:abc", ":::"])
def test_a_forged_origin_is_left_out_with_a_sentence(client, member, forged):
    forum = make_forum()

    response = client.get(new_url(forum), {"asal": forged})

    assert response.status_code == 200
    assert "tidak dikenali" in response.content.decode()


def test_only_the_author_finds_the_page_to_mend_a_post(client, member):
    topic = make_topic(author=member)
    post = topic.posts.get()
    url = f"{topic.get_absolute_url()}sunting/{post.pk}/"

    assert "tiga puluh rumah" in client.get(url).content.decode()
    changed = client.post(url, {"title": "Judul yang lain", "body": "Isi yang lain."})
    assert changed.status_code == 302
    assert "disunting" in client.get(topic.get_absolute_url()).content.decode()

    client.force_login(make_person())
    assert client.get(url).status_code == 404


def test_what_others_wrote_is_new_until_the_page_was_shown(client, member):
    topic = make_topic(author=member)
    url = topic.get_absolute_url()
    make_reply(topic=topic)

    before = client.get(topic.forum.get_absolute_url()).content.decode()
    first = read(client, topic)
    second = client.get(url).content.decode()
    after = client.get(topic.forum.get_absolute_url()).content.decode()

    assert "Tandai semua sudah dibaca" in before
    assert "Baru sejak Anda pergi" in first
    assert "Baru sejak Anda pergi" not in second
    assert "Tandai semua sudah dibaca" not in after


def test_the_first_page_of_a_long_topic_leaves_the_rest_unread(client, member):
    topic = make_topic(author=member)
    other = make_person()
    make_member(person=other, organization=make_organization())
    for _number in range(25):
        make_reply(topic=topic, author=other)

    read(client, topic)
    assert Topic.objects.unread_by(member).exists()

    read(client, topic, page=2)
    assert not Topic.objects.unread_by(member).exists()


def test_a_forum_is_marked_read_at_once(client, member):
    forum = make_forum()
    for _number in range(3):
        make_topic(forum=forum)

    response = client.post(f"{forum.get_absolute_url()}terbaca/", follow=True)

    assert "ditandai sudah dibaca" in response.content.decode()
    assert not Topic.objects.unread_by(member).exists()


# One query of each page is who reads it.
FRAME = 1


def test_the_list_of_forums_asks_the_same_however_many_there_are(
    client, member, django_assert_max_num_queries
):
    for number in range(30):
        forum = make_forum(parent="cop" if number % 2 else "komunikasi")
        make_topic(forum=forum)
    client.get("/forum/")

    with django_assert_max_num_queries(FRAME + 2):
        response = client.get("/forum/")

    assert response.content.decode().count("baru</span>") == 30


def test_a_list_of_topics_asks_little(client, member, django_assert_max_num_queries):
    forum = make_forum()
    for _number in range(25):
        make_reply(topic=make_topic(forum=forum))
    client.get(forum.get_absolute_url())

    with django_assert_max_num_queries(FRAME + 6):
        client.get(forum.get_absolute_url())


def test_a_topic_page_asks_little_however_many_wrote(
    client, member, django_assert_max_num_queries
):
    topic = make_topic(origin=make_topic())
    for _number in range(25):
        author = make_person(regency=make_regency())
        make_member(person=author, organization=make_organization())
        make_reply(topic=topic, author=author)
    client.get("/forum/")

    with django_assert_max_num_queries(FRAME + 11):
        first = client.get(topic.get_absolute_url())
    with django_assert_max_num_queries(FRAME + 11):
        client.get(topic.get_absolute_url(), {"hal": "2"})

    assert "Perkumpulan Contoh" in first.content.decode()


def test_a_topic_of_a_site_with_thousands_is_read_and_answered(client, member):
    with connection.cursor() as cursor:
        for table in ("topic", "post"):
            name = f"forum_conversation_{table}"
            sequence = f"pg_get_serial_sequence('{name}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, 1234567)")
    topic = make_topic()
    reply = make_reply(topic=topic)

    page = client.get(topic.get_absolute_url()).content.decode()

    assert f'id="balasan-{reply.pk}"' in page
    assert f'data-post="{reply.pk}"' in page
    assert "1.234." not in page


def test_a_forum_read_to_its_end_keeps_one_mark(client, member):
    forum = make_forum()
    topics = [make_topic(forum=forum) for _number in range(3)]
    for topic in topics:
        read(client, topic)

    client.get(forum.get_absolute_url())

    assert not TopicReadTrack.objects.filter(user=member).exists()
    assert not Topic.objects.unread_by(member).exists()
    make_reply(topic=topics[0])
    assert list(Topic.objects.unread_by(member)) == [topics[0]]
