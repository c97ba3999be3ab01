"""The inbox page, its bell, and strangers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from notices.models import Notice
from notices.tests.factories import tell

pytestmark = pytest.mark.django_db


def test_an_empty_inbox_says_what_will_be_here(client):
    client.force_login(make_person())

    page = client.get("/kabar/")

    assert page.status_code == 200
    assert "Belum ada kabar" in page.content.decode()


def test_the_unread_come_first_and_the_bell_counts_them(client):
    person = make_person()
    now = timezone.now()
    tell(person, title="Lama tetapi belum dibaca", due_at=now - timedelta(days=2))
    tell(person, title="Baru dan sudah dibaca", due_at=now - timedelta(minutes=1))
    Notice.objects.filter(title__startswith="Baru").update(read_at=now)
    client.force_login(person)

    text = client.get("/kabar/").content.decode()

    assert text.index("Lama tetapi") < text.index("Baru dan")
    assert "1 belum dibaca" in text


def test_opening_a_notice_marks_it_read_and_leads_on(client):
    person = make_person()
    tell(person, url="/forum/topik/")
    client.force_login(person)

    answer = client.get(Notice.objects.get().get_absolute_url())

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/forum/topik/"
    assert Notice.objects.get().read_at is not None


def test_another_persons_notice_does_not_exist(client):
    tell(make_person())
    client.force_login(make_person())

    answer = client.get(Notice.objects.get().get_absolute_url())

    assert answer.status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_can_be_marked_read_except_other_peoples(client):
    person, other = make_person(), make_person()
    for _ in range(3):
        tell(person)
    tell(other)
    client.force_login(person)

    answer = client.post(reverse("notices:read_all"))

    assert answer.status_code == 302
    assert [n.person for n in Notice.objects.unread()] == [other]


def test_what_came_after_the_page_was_shown_is_not_marked_with_the_rest(client):
    person = make_person()
    tell(person, title="Lama")
    client.force_login(person)
    page = client.get("/kabar/")
    tell(person, title="Sesudahnya")

    client.post(reverse("notices:read_all"), {"shown_at": page.context["shown_at"]})

    assert [n.title for n in Notice.objects.unread()] == ["Sesudahnya"]


def test_what_was_read_can_be_kept_as_unread_and_read_again(client):
    person = make_person()
    tell(person)
    notice = Notice.objects.get()
    client.force_login(person)
    client.get(notice.get_absolute_url())

    client.post(reverse("notices:keep_unread", args=[notice.pk]))
    assert Notice.objects.unread().count() == 1
    client.post(reverse("notices:read", args=[notice.pk]), {"next": "/kabar/?hal=2"})

    assert not Notice.objects.unread().exists()


def test_only_the_unread_are_shown_when_asked(client):
    person = make_person()
    tell(person, title="Belum")
    tell(person, title="Sudah")
    Notice.objects.filter(title="Sudah").update(read_at=timezone.now())
    client.force_login(person)

    shown = client.get("/kabar/?saring=belum").context["page"]

    assert [notice.title for notice in shown] == ["Belum"]


def test_news_is_found_by_what_it_is_about(client):
    person = make_person()
    for kind in ("forum.mention", "forum.reply", "forum.topic", "forum.moderation"):
        tell(person, kind=kind, title=kind)
    client.force_login(person)

    def about(group):
        shown = client.get(f"/kabar/?tentang={group}").context["page"]
        return [notice.title for notice in shown]

    assert about("mentions") == ["forum.mention"]
    assert about("following") == ["forum.topic"]
    assert about("account") == ["forum.moderation"]
    assert about("webinars") == []
    assert len(about("tidak-ada")) == 4


def test_each_empty_list_says_what_will_be_here(client):
    person = make_person()
    tell(person)
    Notice.objects.update(read_at=timezone.now())
    client.force_login(person)

    unread = client.get("/kabar/?saring=belum").content.decode()
    assert "Semua sudah dibaca" in unread
    webinars = client.get("/kabar/?tentang=webinars").content.decode()
    assert "Tidak ada kabar tentang ini" in webinars


def test_a_stranger_is_asked_to_sign_in(client):
    answer = client.get("/kabar/")

    assert answer.status_code == 302
    assert "next=/kabar/" in answer.headers["Location"]


@pytest.mark.parametrize("count", [3, 25])
def test_the_inbox_costs_the_same_few_queries_however_full(
    client, count, django_assert_max_num_queries
):
    person = make_person()
    for _ in range(count):
        tell(person)
    client.force_login(person)
    client.get("/kabar/")

    # The person, the count of the pages, the page; the session is cached.
    with django_assert_max_num_queries(4):
        client.get("/kabar/")


def test_a_long_inbox_has_pages(client):
    person = make_person()
    for _ in range(21):
        tell(person)
    client.force_login(person)

    assert "?hal=2" in client.get("/kabar/").content.decode()
    assert client.get("/kabar/?hal=2").content.decode().count("<li>") >= 1
