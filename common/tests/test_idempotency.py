"""A repeated request does its deed once and hears the same answer."""

import threading
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from common import held_forms, idempotency
from common.idempotency import IdempotencyMiddleware
from common.models import KeyedRequest

pytestmark = pytest.mark.django_db


def make_request(person: User, key: str, **fields: str) -> HttpRequest:
    request = RequestFactory().post("/tulis/", fields, headers={"Idempotency-Key": key})
    request.user = person
    return request


def rename(request: HttpRequest) -> HttpResponse:
    """A deed that shows how often it was done."""
    person = User.objects.get(pk=request.user.pk)
    person.name += "!"
    person.save()
    return HttpResponseRedirect(f"/orang/{person.name}/")


def test_the_second_request_hears_the_first_answer():
    person = make_person(name="Ana")
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())

    first = answer(make_request(person, key, isi="halo"))
    second = answer(make_request(person, key, isi="halo"))

    assert first.headers["Location"] == second.headers["Location"] == "/orang/Ana!/"
    assert second.headers["Idempotent-Replay"] == "true"
    assert User.objects.get(pk=person.pk).name == "Ana!"


def test_the_same_key_with_other_words_is_asked_about_and_no_word_is_lost(client):
    person = make_person()
    client.force_login(person)
    key = str(uuid.uuid4())
    words = "Kalimat kedua, panjang dan lain sekali dari yang pertama."

    def send(language: str, said: str) -> str:
        typed = {"language": language, "said": said, "idempotency_key": key}
        typed["written_by"] = held_forms.signature(person)
        body, form = urlencode(typed), "application/x-www-form-urlencoded"
        answer = client.post(reverse("set_language"), body, content_type=form)
        assert answer.status_code == (302 if language == "en" else 422)
        return str(answer.content.decode())

    send("en", "Yang pertama.")
    page = send("id", words)

    assert words in page
    assert 'name="language" value="id"' in page
    assert key not in page
    assert User.objects.get(pk=person.pk).language == "en"


def test_words_of_another_are_not_sent_in_ones_own_session():
    writer, other = make_person(), make_person(name="Ana")
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())
    request = make_request(other, key, isi="halo")
    request.META["HTTP_OUTBOX_PERSON"] = str(writer.sub)

    assert answer(request).status_code == 401

    assert User.objects.get(pk=other.pk).name == "Ana"
    own = make_request(writer, key, isi="halo")
    own.META["HTTP_OUTBOX_PERSON"] = str(writer.sub)
    assert answer(own).status_code == 302


def test_the_same_words_with_another_file_are_another_request():
    person = make_person()
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())

    def hand_in(name: str) -> HttpResponse:
        file = SimpleUploadedFile(name, b"isi")
        request = RequestFactory().post("/tulis/", {"berkas": file})
        request.META["HTTP_IDEMPOTENCY_KEY"] = key
        request.user = person
        return answer(request)

    assert hand_in("satu.pdf").status_code == 302
    assert hand_in("satu.pdf").headers["Idempotent-Replay"] == "true"
    assert hand_in("dua.pdf").status_code == 422


def test_a_form_with_files_pressed_twice_without_scripts_is_sent_once():
    person = make_person(name="Ana")
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())

    def press() -> HttpResponse:
        file = SimpleUploadedFile("satu.pdf", b"isi")
        typed = {"berkas": file, "idempotency_key": key}
        request = RequestFactory().post("/tulis/", typed)
        request.user = person
        return answer(request)

    first, second = press(), press()

    assert first.headers["Location"] == second.headers["Location"] == "/orang/Ana!/"
    assert User.objects.get(pk=person.pk).name == "Ana!"


def test_a_new_form_token_does_not_make_it_another_request():
    person = make_person()
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())
    answer(make_request(person, key, isi="halo", csrfmiddlewaretoken="a" * 32))

    again = make_request(person, key, isi="halo", csrfmiddlewaretoken="b" * 32)

    assert answer(again).status_code == 302


def test_a_refusal_leaves_nothing_behind_and_the_key_free():
    person = make_person(name="Ana")
    key = str(uuid.uuid4())

    def refuse(request: HttpRequest) -> HttpResponse:
        rename(request)
        return HttpResponse("isi dulu", status=422)

    response = IdempotencyMiddleware(refuse)(make_request(person, key, isi=""))

    assert response.status_code == 422
    assert User.objects.get(pk=person.pk).name == "Ana"
    assert not KeyedRequest.objects.exists()


def test_two_people_may_use_the_same_key():
    key = str(uuid.uuid4())
    answer = IdempotencyMiddleware(rename)

    places = {
        answer(make_request(make_person(name=name), key)).headers["Location"]
        for name in ("Ana", "Budi")
    }

    assert places == {"/orang/Ana!/", "/orang/Budi!/"}


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_the_deed_once():
    person = make_person(name="Ana")
    answer = IdempotencyMiddleware(rename)
    key = str(uuid.uuid4())
    start = threading.Barrier(6)
    places = []

    def ask() -> None:
        start.wait()
        places.append(answer(make_request(person, key)).headers["Location"])
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert places == ["/orang/Ana!/"] * 6


def test_keys_are_forgotten_after_thirty_days():
    person = make_person()
    IdempotencyMiddleware(rename)(make_request(person, str(uuid.uuid4())))
    assert idempotency.forget_old_keys() == 0

    month = timezone.now() - timedelta(days=31)
    KeyedRequest.objects.update(created_at=month)

    assert idempotency.forget_old_keys() == 1
