"""Signing in and out, and what to do when the password is gone."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from accounts.tests.messages import code_in

pytestmark = pytest.mark.django_db

PASSWORD = "air hujan sekali"


def make_member(**fields):
    person = make_person(password=PASSWORD, **fields)
    if person.email:
        EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
    else:
        person.phone_verified_at = timezone.now()
        person.save()
    return person


def sign_in(client, login, password=PASSWORD, **more):
    data = {"login": login, "password": password, **more}
    return client.post(reverse("account_login"), data)


def is_in(client, person):
    return client.session.get("_auth_user_id") == str(person.pk)


@pytest.mark.parametrize("login", ["maria@contoh.id", " Maria@Contoh.ID "])
def test_signing_in_by_email(client, login):
    person = make_member(email="maria@contoh.id")

    answer = sign_in(client, login)

    assert answer.url == "/"
    assert is_in(client, person)


@pytest.mark.parametrize(
    "login", ["081234567890", "6281234567890", "+62 812-3456-7890", "0812 3456 7890"]
)
def test_signing_in_by_phone_however_it_is_written(client, login):
    person = make_member(phone="+6281234567890")

    sign_in(client, login)

    assert is_in(client, person)


def test_a_wrong_password_is_422_and_the_name_stays(client):
    make_member(email="maria@contoh.id")

    answer = sign_in(client, "maria@contoh.id", "bukan itu ya")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tidak cocok" in page
    assert 'value="maria@contoh.id"' in page


def test_where_one_goes_next_is_kept(client):
    make_member(email="maria@contoh.id")

    page = client.get(reverse("account_login"), {"next": "/forum/?hal=2"})
    answer = sign_in(client, "maria@contoh.id", next="/forum/?hal=2")

    assert 'name="next" value="/forum/?hal=2"' in page.content.decode()
    assert answer.url == "/forum/?hal=2"


def test_nobody_is_led_to_another_site(client):
    make_member(email="maria@contoh.id")

    answer = sign_in(client, "maria@contoh.id", next="https://jahat.contoh.id/")

    assert answer.url == "/"


def test_one_phones_slips_do_not_lock_out_another(client):
    make_member(phone="+6281234567890")
    other = make_member(phone="+6281234567891")
    for _ in range(6):
        sign_in(client, "081234567890", "bukan itu ya")

    locked = sign_in(client, "081234567890")
    sign_in(client, "081234567891")

    assert "Terlalu banyak percobaan" in locked.content.decode()
    assert is_in(client, other)


def test_an_unproved_phone_is_asked_for_its_code(client, phone_folder):
    person = make_person(phone="+6281234567890", password=PASSWORD)

    asked = sign_in(client, "081234567890")
    (path,) = phone_folder.iterdir()
    client.post(asked.url, {"code": code_in(path.read_text())})

    assert asked.url == "/verifikasi/ponsel/"
    assert is_in(client, person)


def test_asking_for_phone_codes_in_haste_is_429(client, phone_folder):
    make_person(phone="+6281234567890", password=PASSWORD)
    sign_in(client, "081234567890")
    client.cookies.clear()

    answer = sign_in(client, "081234567890")

    assert answer.status_code == 429


def test_signing_out_is_a_post(client):
    person = make_member(email="maria@contoh.id")
    client.force_login(person)

    client.get(reverse("account_logout"))
    still_in = is_in(client, person)
    client.post(reverse("account_logout"))

    assert still_in
    assert not is_in(client, person)


def test_a_forgotten_password_is_replaced_by_code(client):
    person = make_member(email="maria@contoh.id")

    asked = client.post(reverse("account_reset_password"), {"email": person.email})
    wrong = client.post(asked.url, {"code": "000000"})
    proved = client.post(asked.url, {"code": code_in(mail.outbox[0].body)})
    short = client.post(proved.url, {"password1": "pendek"})
    client.post(proved.url, {"password1": "kata sandi baru"})

    assert asked.url == "/sandi/lupa/kode/"
    assert (wrong.status_code, short.status_code) == (422, 422)
    assert check_password("kata sandi baru", User.objects.get().password)
    assert is_in(client, person)


def test_who_has_only_a_phone_comes_back_by_code_and_makes_a_new_password(
    client, phone_folder
):
    person = make_member(phone="+6281234567890")

    asked = client.post(
        reverse("account_request_login_code"), {"login": "0812 3456 7890"}
    )
    (path,) = phone_folder.iterdir()
    client.post(asked.url, {"code": code_in(path.read_text())})
    changed = client.post(
        reverse("account_change_password"), {"password1": "kata sandi baru"}
    )

    assert is_in(client, person)
    assert changed.url == reverse("accounts:profile")
    assert check_password("kata sandi baru", User.objects.get().password)


def test_with_a_password_the_old_one_is_asked(client):
    make_member(email="maria@contoh.id")
    sign_in(client, "maria@contoh.id")

    answer = client.post(
        reverse("account_change_password"), {"password1": "kata sandi baru"}
    )

    assert answer.status_code == 422


def test_a_code_for_no_account_says_nothing_on_the_page(client):
    asked = client.post(
        reverse("account_request_login_code"), {"login": "siapa@contoh.id"}
    )

    assert asked.url == "/masuk/kode/isi/"
    assert "belum punya akun" in mail.outbox[0].subject


def test_a_code_without_a_sender_goes_by_email_only(client, settings):
    settings.PHONE_SENDER = ""
    make_member(phone="+6281234567890")

    answer = client.post(
        reverse("account_request_login_code"), {"login": "081234567890"}
    )

    assert answer.status_code == 422
    assert "Pakai e-mail" in answer.content.decode()


def test_someone_suspended_stays_outside(client):
    person = make_member(email="maria@contoh.id")
    person.is_active = False
    person.save()

    sign_in(client, "maria@contoh.id")

    assert not is_in(client, person)


def test_staff_enter_the_administration_by_the_same_door(client):
    answer = client.get("/kelola/", follow=True)

    assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
