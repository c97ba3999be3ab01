"""The one box: what it finds, for whom, and how much is asked."""

import pytest
from django.contrib.postgres.search import SearchVector
from django.core.cache import cache
from django.db.models import Value
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.documents.tests.factories import (
    make_document,
    make_edition,
    section_of,
    write,
)
from common.tests.factories import make_regency
from courses.models import Cohort
from courses.tests.factories import (
    make_cohort,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
)
from forum.models import Post, Topic
from forum.tests.factories import make_audience, make_forum, make_reply, make_topic
from library.tests.factories import make_item
from network.tests.factories import make_organization
from search import jobs
from search.models import Entry, Round, Word
from search.sources import SOURCES

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    person = make_person(name="Petronela")
    client.force_login(person)
    return person


def found(client, **asked):
    """The page, after everything was kept."""
    jobs.go_round()
    response = client.get("/cari/", asked)
    assert response.status_code == 200
    return response.content.decode()


def test_a_word_finds_its_kin_in_every_kind(client):
    make_topic(title="Program keberlanjutan kami", body="Isi.")
    make_item(title="Modul keberlanjutan")
    make_organization(name="Yayasan Keberlanjutan Desa")
    make_course(title="Keberlanjutan OMS")

    page = found(client, q="berkelanjutan")

    for title in ("Program", "Modul", "Yayasan", "OMS"):
        assert title in page
    assert page.count("<mark>") >= 4


def test_a_document_is_found_by_the_words_that_its_reader_may_read(client):
    document = make_document(body="<p>Embung menahan hujan.</p>")
    writer = document.alliance.stewards.get().person

    assert "Tidak ada temuan" in found(client, q="embung")
    client.force_login(writer)
    assert "<mark>Embung</mark>" in found(client, q="embung", jenis="naskah")
    make_edition(steward=writer, document=document)
    write(author=writer, section=section_of(document), text="<p>Rahasia baru.</p>")

    client.logout()
    page = found(client, q="embung")
    assert document.title in page
    assert document.alliance.name in page
    assert "Tidak ada temuan" in found(client, q="rahasia")


def test_a_reply_is_found_and_its_topic_shown_once(client):
    topic = make_topic(title="Air bersih", body="Bagaimana caranya?")
    make_reply(topic=topic, body="Sumur resapan membantu warga berdaya.")
    make_reply(topic=topic, body="Sumur kami juga.")

    page = found(client, q="sumur pemberdayaan")

    assert page.count("<h3>") == 1
    assert "<mark>berdaya</mark>" in page
    best = Post.objects.get(content__contains="resapan")
    assert f"/forum/balasan/{best.pk}/" in page


def test_an_old_title_that_says_just_that_is_first_of_more_than_are_weighed(client):
    forum = make_forum()
    old = make_topic(forum=forum, title="Air bersih", body="Isi.")
    make_topic(forum=forum, title="Air bersih di dusun", body="Air bersih, air bersih.")
    make_topic(forum=forum, title="Rapat", body="Air bersih, air bersih, air bersih!")
    jobs.go_round()
    some = Entry.objects.get(thing=old.first_post_id)
    Entry.objects.bulk_create(
        Entry(
            kind=some.kind,
            thing=some.thing + number,
            group=some.group + number,
            place=some.place,
            at=timezone.now(),
            words=SearchVector(Value("air bersih"), config="simple", weight="D"),
            digest=b"",
        )
        for number in range(1_000, 1_500)
    )

    shelves = client.get("/cari/", {"q": "air bersih"}).content.decode()
    page = client.get("/cari/", {"q": "air bersih", "jenis": "topik"}).content.decode()
    few = client.get("/cari/", {"q": "dusun", "jenis": "topik"}).content.decode()

    for each in (shelves, page):
        first = each.partition("/forum/balasan/")[2]
        assert first.startswith(f"{old.first_post_id}/")
    assert "Yang cocok lebih banyak lagi" in page
    assert "1 temuan" in few
    assert "lebih banyak lagi" not in few


def test_what_is_said_in_a_closed_forum_is_found_by_its_members_only(client, member):
    insider = make_person()
    closed = make_forum(title="Ruang tertutup", audience=make_audience(insider))
    make_topic(forum=closed, author=insider, title="Rencana kejutan", body="Rahasia.")

    page = found(client, q="kejutan")
    assert "Rencana" not in page
    assert "Tidak ada temuan" in page
    assert not Word.objects.filter(word="kejutan").exists()
    only = found(client, q="kejutan", jenis="topik")
    assert "temuan</p>" not in only
    assert "Ruang tertutup" not in only

    client.force_login(insider)
    assert "Rencana <mark>kejutan</mark>" in found(client, q="kejutan")


def test_what_is_hidden_or_taken_back_is_not_found(client):
    topic = make_topic(title="Tandon", body="Tandon bocor.")
    make_reply(topic=topic, body="Kata kasar sekali.")
    Post.objects.filter(content__contains="kasar").update(approved=False)

    assert "Tidak ada temuan" in found(client, q="kasar")

    Topic.objects.filter(pk=topic.pk).delete()
    assert "Tidak ada temuan" in found(client, q="tandon")
    assert not Entry.objects.filter(group=topic.pk).exists()


def test_a_lesson_is_found_by_those_who_may_open_it(client, member):
    course = make_course(title="Kelas air")
    module = make_module(course=course)
    make_lesson(module=module, title="Pembuka")
    second = make_lesson(module=module, title="Menghitung debit", body="<p>Mataair</p>")

    assert "Mataair" not in found(client, q="debit", jenis="pelajaran")
    assert "Kelas air" in found(client, q="debit")

    cohort = make_cohort(course=course, mode=Cohort.Mode.SELF_PACED)
    make_enrollment(cohort=cohort, learner=member)
    assert second.activity.get_absolute_url() in found(
        client, q="debit", jenis="pelajaran"
    )


def test_who_goes_by_a_pseudonym_is_no_author_to_search_for(client):
    writer = make_person(name="Maria Bunga")
    topic = make_topic(author=writer, title="Curhat pengurus", body="Berat.")
    Post.objects.update(poster=None)

    assert "Curhat" not in found(client, q="curhat", jenis="topik", penulis="Maria")

    Post.objects.filter(topic=topic).update(poster=writer)
    assert "Curhat" in found(client, q="curhat", jenis="topik", penulis="Maria")


def test_a_mistyped_word_is_asked_back(client):
    make_topic(title="Musyawarah anggaran", body="Isi.")

    page = found(client, q="musyawarha anggaran")

    assert "Mungkin maksud Anda" in page
    assert "musyawarah anggaran</strong>" in page


def test_filters_narrow(client):
    here, there = make_forum(title="Sini"), make_forum(title="Sana")
    make_topic(forum=here, title="Pangan sini")
    make_topic(forum=there, title="Pangan sana")

    page = found(client, q="pangan", jenis="topik", forum=here.pk)

    assert "<mark>Pangan</mark> sini" in page
    assert "<mark>Pangan</mark> sana" not in page
    assert "Pangan" in found(client, q="pangan", jenis="topik", kapan="minggu")


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "yang di"},
        {"q": "'; DROP TABLE x --"},
        {"q": "a & | ! <-> :*"},
        {"q": "<script>alert(1)</script>"},
        {"q": "pangan", "jenis": "topik", "forum": "x", "kapan": "besok"},
        {"q": "pangan", "jenis": "tidak-ada"},
        {"q": "p" * 500},
        {"q": "\x00"},
    ],
)
def test_odd_questions_get_a_page(client, asked):
    response = client.get("/cari/", asked)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_an_empty_box_says_what_can_be_found(client):
    assert "Apa yang sedang Anda cari?" in client.get("/cari/").content.decode()


def test_what_changed_is_found_anew_and_rounds_begin_again(client):
    topic = make_topic(title="Jagung", body="Panen.")
    jobs.go_round()
    Post.objects.filter(topic=topic).update(_content_rendered="<p>Sorgum</p>")

    assert "Jagung" in found(client, q="sorgum")
    assert "Tidak ada temuan" in found(client, q="panen")
    assert {row.reached for row in Round.objects.all()} == {0}
    assert Entry.objects.values("kind").distinct().count() <= len(SOURCES)


def test_a_search_asks_little(client, member, django_assert_max_num_queries):
    make_regency()
    for number in range(3):
        make_topic(title=f"Pangan {number}")
        make_item(title=f"Pangan {number}")
        make_organization(name=f"Pangan {number}")
    jobs.go_round()
    client.get("/cari/", {"q": "pangan"})
    cache.clear()

    for asked in ({"q": "pangan"}, {"q": "pangan", "jenis": "topik"}, {"q": "pangam"}):
        with django_assert_max_num_queries(12):
            client.get("/cari/", asked)
