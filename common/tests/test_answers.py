"""Scripts and late forms get answers they can act on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import make_person
from common import held_forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(password="sandi-panjang-sekali")


def test_the_outbox_hears_that_it_must_sign_in_first(client):
    response = client.post(reverse("held_form"), headers={"Outbox": "1"})

    assert response.status_code == 401


def test_the_outbox_hears_the_same_when_its_cookies_are_gone():
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("held_form"), headers={"Outbox": "1"})

    assert response.status_code == 401


def test_the_outbox_hears_where_its_item_went(client, person):
    client.force_login(person)

    response = client.post(
        reverse("set_language"), {"language": "en"}, headers={"Outbox": "1"}
    )

    assert response.status_code == 204
    assert response.headers["Outbox-Location"] == "/"


def test_htmx_is_led_to_the_sign_in_page(client):
    response = client.get(reverse("held_form"), headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"].startswith(reverse("account_login"))


def late_form(
    client: Client, writer, text: str = "Jawaban yang panjang sekali, sayang"
):
    return client.post(
        reverse("held_form"),
        {"jawaban": text, "pilihan": "3", "written_by": held_forms.signature(writer)},
    )


def test_a_form_sent_after_its_session_ended_waits_for_its_writer(client, person):
    response = late_form(client, person)
    assert "next=%2Ftertahan%2F" in response.headers["Location"]

    client.force_login(person)
    page = client.get(reverse("held_form")).content.decode()

    assert "Jawaban yang panjang sekali, sayang" in page
    assert 'name="pilihan" value="3"' in page


def test_a_held_form_says_that_files_were_not_held(client, person):
    typed = {"jawaban": "Foto pertemuan kemarin, sudah saya pilih."}
    typed["written_by"] = held_forms.signature(person)
    pages = []

    for more in ({}, {"foto": SimpleUploadedFile("foto.webp", b"isi")}):
        client.logout()
        client.post(reverse("held_form"), {**typed, **more})
        client.force_login(person)
        pages.append("tidak ikut tersimpan" in client.get(reverse("held_form")).text)

    assert pages == [False, True]


def test_another_person_on_the_same_phone_does_not_see_it(client, person):
    late_form(client, person)

    client.force_login(make_person(name="Orang Lain"))

    assert client.get(reverse("held_form")).status_code == 302


def test_a_form_without_a_writer_is_not_held(client):
    response = client.post(
        reverse("held_form"), {"jawaban": "x" * 50, "written_by": "7:palsu"}
    )

    assert "tertahan" in response.headers["Location"]
    assert held_forms.SESSION_KEY not in client.session


def test_a_form_without_its_token_is_answered_in_words(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post(reverse("set_language"), {"language": "en"})

    assert response.status_code == 403
    assert "Kirim sekali lagi" in response.text
    assert "muat ulang" in response.text


def test_nothing_lies_at_an_address_with_a_nul(client, person):
    for address in ("/sertifikat/%00/", "/webinar/kalender/%00.ics", "/%00/"):
        assert client.get(address).status_code == 404
    client.force_login(person)

    assert client.get("/sertifikat/%00/").status_code == 404
