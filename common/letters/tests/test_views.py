"""Staff see what waits and what was refused; nobody else sees the page."""

import pytest
from django.contrib.auth import get_user_model

from common.letters.models import OutgoingLetter
from common.letters.tests.factories import write_letter

pytestmark = pytest.mark.django_db


def sign_in(client, *, is_staff):
    person = get_user_model().objects.create_user(
        name="Rahma", email="rahma@contoh.id", is_staff=is_staff
    )
    client.force_login(person)


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_list_does_not_exist_for_others(client, method):
    sign_in(client, is_staff=False)

    assert client.get("/surat/daftar/").status_code == 404
    assert client.post("/surat/daftar/coba/").status_code == 404


@pytest.mark.parametrize("shown", ["menunggu", "ditolak", "masuk", "terkirim"])
def test_staff_see_each_list_in_few_queries(
    client, django_assert_max_num_queries, shown
):
    sign_in(client, is_staff=True)
    for _ in range(3):
        write_letter(secret="Nama Orang")
    client.get("/surat/daftar/")

    with django_assert_max_num_queries(6):
        page = client.get(f"/surat/daftar/?isi={shown}")

    assert page.status_code == 200
    assert b"Nama Orang" not in page.content


def test_trying_now_makes_everything_due(client, settings):
    settings.LOGIN_URL = "/masuk/"
    sign_in(client, is_staff=True)
    write_letter()
    OutgoingLetter.objects.update(due_at="2099-01-01T00:00:00Z")

    answer = client.post("/surat/daftar/coba/", follow=True)

    assert "1 surat dicoba lagi." in answer.content.decode()
    assert OutgoingLetter.objects.get().due_at.year < 2099
