"""Series: webinars on a theme, with or without a course, followed by who wants to."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import following, webinars
from courses.models import Activity, Follow, Series, Webinar
from courses.tests.factories import make_course
from courses.tests.webinar_factories import (
    make_host,
    make_past_webinar,
    make_series,
    make_webinar,
    plan,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_whoever_makes_webinars_makes_a_series_and_curates_it():
    host = make_host(make_course())

    series = following.make_series(
        curator=host, title="Jumat Belajar", slug="jumat", summary="Tiap Jumat."
    )

    assert list(series.curators.all()) == [host]
    with pytest.raises(Refused):
        following.make_series(
            curator=make_person(), title="Lain", slug="lain", summary="-"
        )


def test_a_webinar_of_a_series_needs_no_course_and_is_no_step_of_any():
    curator = make_person()
    series = make_series(curator=curator)
    webinar = webinars.draft(host=curator, course=None, series=series, **plan())

    webinar = webinars.publish(publisher=curator, webinar=webinar)

    assert webinar.is_visible_to(AnonymousUser())
    assert not Activity.objects.exists()


def test_no_series_is_named_as_a_page_of_the_site(client):
    client.force_login(make_host(make_course()))

    answer = client.post(
        reverse("courses:series_new"), {"title": "Baru", "summary": "Tiap Jumat."}
    )

    assert answer.status_code == 422
    assert not Series.objects.exists()


def test_a_webinar_belongs_somewhere():
    with pytest.raises(Refused):
        webinars.draft(host=make_person(), course=None, series=None, **plan())


def test_only_a_curator_plans_in_a_series():
    host = make_host(make_course())

    with pytest.raises(Refused):
        webinars.draft(host=host, course=None, series=make_series(), **plan())


def test_a_curator_manages_what_others_host_in_the_series():
    curator = make_person()
    webinar = make_webinar(series=make_series(curator=curator))

    assert webinar in Webinar.objects.managed_by(curator)
    assert webinar not in Webinar.objects.managed_by(make_person())


def test_who_follows_hears_of_a_new_webinar_once_and_who_stopped_does_not():
    curator, follower, stopped = make_person(), make_person(), make_person()
    series = make_series(curator=curator)
    following.follow(person=follower, series=series)
    following.follow(person=follower, series=series)
    following.follow(person=stopped, series=series)
    following.unfollow(person=stopped, series=series)
    webinar = webinars.draft(host=curator, course=None, series=series, **plan())

    webinars.publish(publisher=curator, webinar=webinar)

    told = Notice.objects.get(kind="webinar.announced")
    assert told.person == follower
    assert "Jumat Belajar" in told.text


def test_the_index_of_series_is_one_query_and_says_what_comes(
    django_assert_num_queries,
):
    soon = make_series(title="Segera", slug="segera")
    make_series(title="Belum", slug="belum")
    later = make_series(title="Nanti", slug="nanti")
    make_webinar(series=soon, starts_in=timedelta(days=1))
    make_webinar(series=soon, starts_in=timedelta(days=2))
    make_webinar(series=later, starts_in=timedelta(days=9))
    make_past_webinar(series=later)
    reader = make_person()
    following.follow(person=reader, series=later)

    with django_assert_num_queries(1):
        rows = [
            (s.title, s.coming_count, s.is_followed)
            for s in Series.objects.for_index(reader)
        ]

    assert rows == [("Segera", 2, False), ("Nanti", 1, True), ("Belum", 0, False)]


def test_anyone_reads_a_series_with_what_is_coming_before_what_has_been(client):
    series = make_series()
    make_past_webinar(series=series, title="Yang lalu")
    make_webinar(series=series, title="Yang datang")
    make_webinar(title="Di luar seri")

    page = client.get(series.get_absolute_url()).content.decode()

    assert page.index("Yang datang") < page.index("Yang lalu")
    assert "Di luar seri" not in page
    assert "Masuk untuk mengikuti" in page


def test_following_and_stopping_by_the_button(client):
    series = make_series()
    client.force_login(make_person())
    url = reverse("courses:series_follow", args=[series.slug])

    assert client.post(url, {"follow": "ya"}).status_code == 302
    assert Follow.objects.count() == 1
    client.post(url, {"follow": "tidak"})
    assert not Follow.objects.exists()


def test_a_series_is_made_and_edited_by_its_pages(client):
    host = make_host(make_course())
    client.force_login(host)
    words = {"title": "Jumat Belajar", "summary": "Tiap Jumat sore."}

    answer = client.post("/webinar/seri/baru/", words)
    twice = client.post("/webinar/seri/baru/", words)
    changed = client.post(
        "/webinar/seri/jumat-belajar/sunting/", {**words, "title": "Kamis Belajar"}
    )

    assert answer.headers["Location"] == "/webinar/seri/jumat-belajar/"
    assert twice.status_code == 422
    assert changed.status_code == 302
    assert Series.objects.get().title == "Kamis Belajar"
    assert Series.objects.get().slug == "jumat-belajar"


def test_the_pages_of_a_series_are_shut_to_strangers(client):
    series = make_series()
    client.force_login(make_person())

    assert client.get("/webinar/seri/baru/").status_code == 403
    assert client.get(f"{series.get_absolute_url()}sunting/").status_code == 403
    assert client.get("/webinar/seri/tidak-ada/").status_code == 404


def test_a_curator_without_courses_plans_by_the_page(client):
    curator = make_person()
    series = make_series(curator=curator)
    client.force_login(curator)

    page = client.get(f"/webinar/baru/?seri={series.pk}").content.decode()
    lost = client.post("/webinar/baru/", {"title": "Tanpa seri"})

    assert f'<option value="{series.pk}" selected>' in page
    assert lost.status_code == 422
    assert "Pilih kelas, seri, atau keduanya." in lost.content.decode()


def test_the_series_page_costs_the_same_queries_however_long(
    client, django_assert_max_num_queries
):
    series = make_series()
    for _ in range(5):
        make_webinar(series=series)
    client.force_login(make_person())
    client.get(series.get_absolute_url())

    # The person, the bell, the series, the count, the page, whether they curate it,
    # the followers.
    with django_assert_max_num_queries(7):
        client.get(series.get_absolute_url())
