"""Joining by e-mail or by phone, with a code and with consent."""

from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Consent, User
from accounts.tests.factories import make_person
from accounts.tests.messages import code_in, text_to
from common.tests.factories import make_regency

pytestmark = pytest.mark.django_db

PASSWORD = "air hujan sekali"


def typed(**changes):
    return {
        "name": "Maria Goreti",
        "email": "maria@contoh.id",
        "phone": "",
        "regency": "Kabupaten Gowa, Sulawesi Selatan",
        "password1": PASSWORD,
        "agreed": "on",
        "privacy_version": "2026-11-21",
        **changes,
    }


def test_someone_joins_by_email_with_a_code(client):
    make_regency()

    sent = client.post(reverse("account_signup"), typed())
    page = client.get(sent.url)
    done = client.post(sent.url, {"code": code_in(mail.outbox[0].body)})

    assert sent.url == "/verifikasi/e-mail/"
    assert "maria@contoh.id" in page.content.decode()
    assert done.url == reverse("network:choose")
    person = User.objects.get(email="maria@contoh.id")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.get(user=person).verified
    assert person.regency.code == "73.06"
    assert person.time_zone == "Asia/Makassar"


def test_someone_joins_by_phone_with_a_code(client, phone_folder):
    make_regency()

    sent = client.post(
        reverse("account_signup"), typed(email="", phone="0812 3456-7890")
    )
    code = code_in(text_to(phone_folder, "+6281234567890"))
    done = client.post(sent.url, {"code": code})

    assert sent.url == "/verifikasi/ponsel/"
    assert done.url == reverse("network:choose")
    person = User.objects.get(phone="+6281234567890")
    assert person.email is None
    assert person.phone_verified_at is not None


def test_a_number_gets_so_many_messages_a_day_and_no_more(phone_folder, settings):
    rates = {"phone_message": "2/d/key,9/d/ip", "request_login_code": ""}
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, **rates}
    make_person(phone="+6281234567890", password=PASSWORD)

    for _ in range(3):
        page = Client().post(
            reverse("account_request_login_code"),
            {"login": "081234567890"},
            follow=True,
        )

    assert len(list(phone_folder.glob("ponsel-+6281234567890-*"))) == 2
    assert "coba lagi besok" in page.content.decode()


def test_with_both_each_is_proved(client, phone_folder):
    make_regency()

    sent = client.post(reverse("account_signup"), typed(phone="081234567890"))
    code = code_in(text_to(phone_folder, "+6281234567890"))
    second = client.post(sent.url, {"code": code})
    done = client.post(second.url, {"code": code_in(mail.outbox[0].body)})

    assert (sent.url, second.url) == ("/verifikasi/ponsel/", "/verifikasi/e-mail/")
    assert done.url == reverse("network:choose")


def test_nobody_is_in_before_the_code(client):
    make_regency()

    client.post(reverse("account_signup"), typed())

    assert "_auth_user_id" not in client.session


def test_consent_is_kept_with_its_version(client):
    make_regency()

    client.post(reverse("account_signup"), typed())

    consent = Consent.objects.get(person__email="maria@contoh.id")
    assert (consent.version, consent.language) == ("2026-11-21", "id")


def test_without_a_sender_no_number_is_asked(client, settings):
    settings.PHONE_SENDER = ""
    make_regency()

    page = client.get(reverse("account_signup")).content.decode()
    entrance = client.get(reverse("account_login")).content.decode()
    answer = client.post(
        reverse("account_signup"), typed(email="", phone="081234567890")
    )

    assert 'name="phone"' not in page
    assert "ponsel" not in entrance
    assert answer.status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Isi e-mail atau nomor ponsel"),
        ({"email": "", "phone": "021 555"}, "Tulis nomor ponsel Indonesia"),
        ({"regency": "Atlantis"}, "Kami tidak mengenal “Atlantis”"),
        ({"agreed": ""}, "Tanpa persetujuan ini"),
        ({"name": ""}, "id_name_error"),
        ({"password1": "pendek"}, "id_password1_error"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_nothing_is_lost(
    client, changes, sentence
):
    make_regency()

    answer = client.post(reverse("account_signup"), typed(**changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    for name, value in typed(**changes).items():
        if value and name != "agreed":
            assert f'value="{value}"' in page
    assert not User.objects.exists()


def test_where_one_goes_next_is_kept_through_the_code(client):
    make_regency()

    sent = client.post(reverse("account_signup"), typed(next="/belajar/drm/"))
    done = client.post(sent.url, {"code": code_in(mail.outbox[0].body)})

    assert done.url == f"{reverse('network:choose')}?next=%2Fbelajar%2Fdrm%2F"


def test_who_has_an_account_is_told_by_mail_and_not_on_the_page(client):
    make_regency()
    make_person(email="maria@contoh.id")

    sent = client.post(reverse("account_signup"), typed())

    assert sent.url == "/verifikasi/e-mail/"
    assert "sudah punya akun" in mail.outbox[0].subject
    assert User.objects.count() == 1


def test_a_mistyped_address_can_be_put_right(client):
    make_regency()
    sent = client.post(reverse("account_signup"), typed(email="mariq@contoh.id"))

    wrong = client.post(sent.url, {"action": "change", "email": "bukan alamat"})
    client.post(sent.url, {"action": "change", "email": "maria@contoh.id"})
    done = client.post(sent.url, {"code": code_in(mail.outbox[-1].body)})

    assert wrong.status_code == 422
    assert done.url == reverse("network:choose")
    assert User.objects.get().email == "maria@contoh.id"


def test_a_wrong_code_is_answered_beside_it(client):
    make_regency()
    sent = client.post(reverse("account_signup"), typed())

    answer = client.post(sent.url, {"code": "000000"})

    assert answer.status_code == 422
    assert "Kode tidak cocok" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_with_one_number_make_one_account(phone_folder):
    make_regency()
    answers, start = [], Barrier(2)

    def join(email):
        start.wait()
        data = typed(email=email, phone="081234567890")
        answers.append(Client().post(reverse("account_signup"), data).status_code)
        connection.close()

    threads = [Thread(target=join, args=[f"m{n}@contoh.id"]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.filter(phone="+6281234567890").count() == 1
    assert set(answers) <= {302, 429}
