"""Signing in by way of lokadaya.net, and every answer that must not be believed."""

import base64
import hashlib
import time

import pytest
from django.test import Client as Browser
from joserfc import jwt
from joserfc.jwk import OctKey

from crowdfunding.people.models import Person, SignedIn
from crowdfunding.people.tests.factories import make_person
from crowdfunding.people.tests.issuers import (
    KEY,
    OTHER_KEY,
    begin,
    come_back,
    sign,
    sign_in,
)

pytestmark = pytest.mark.django_db


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


def test_the_way_to_lokadaya_net_is_straight_and_carries_pkce_and_a_nonce(issuer):
    browser = Browser()

    asked = begin(browser)

    assert asked["response_type"] == "code"
    assert asked["client_id"] == "lokadaya.com"
    assert asked["scope"] == "openid profile"
    assert asked["redirect_uri"] == "http://daya.testserver/masuk/kembali/"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 32
    assert len(asked["nonce"]) >= 32


def test_someone_new_is_recognized_by_issuer_and_subject(issuer):
    browser = Browser()

    response = sign_in(browser, issuer)

    person = Person.objects.get()
    assert response["Location"] == "/galang-daya/"
    assert (person.issuer, person.name) == (issuer.address, "Siti Aminah")
    assert (person.language, person.time_zone) == ("id", "Asia/Makassar")
    assert SignedIn.objects.get().session_key == browser.session.session_key
    assert is_signed_in(browser)


def test_a_proxy_of_the_environment_does_not_stand_between_the_sites(
    issuer, monkeypatch
):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    browser = Browser()

    sign_in(browser, issuer)

    assert is_signed_in(browser)


def test_the_code_is_redeemed_with_the_verifier_of_its_challenge(issuer):
    browser = Browser()
    asked = begin(browser)
    issuer.id_token = sign(issuer.claims(nonce=asked["nonce"]))

    come_back(browser, issuer, state=asked["state"])

    sent = issuer.redeemed[0]
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert challenge == asked["code_challenge"]
    assert sent["redirect_uri"] == asked["redirect_uri"]


def test_a_known_person_is_brought_up_to_date_and_not_made_again(issuer):
    claims = issuer.claims()
    make_person(issuer=issuer.address, subject=claims["sub"], name="Nama lama")

    sign_in(Browser(), issuer)

    assert Person.objects.get().name == "Siti Aminah"


def test_the_same_subject_of_another_issuer_is_someone_else(issuer):
    claims = issuer.claims()
    make_person(issuer="https://lain.contoh.id", subject=claims["sub"])

    sign_in(Browser(), issuer)

    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "situs-lain"},
        {"aud": ["lokadaya.com", "situs-lain"]},
        {"aud": None},
        {"azp": "situs-lain"},
        {"iss": "https://lokadaya.contoh.id"},
        {"iss": None},
        {"nonce": "nonce-orang-lain"},
        {"nonce": None},
        {"exp": int(time.time()) - 600},
        {"exp": None},
        {"iat": int(time.time()) + 600},
        {"sub": None},
        {"sub": ""},
        {"sid": None},
        {"sid": "bukan-uuid"},
    ],
)
def test_an_id_token_that_is_not_for_us_now_is_refused(issuer, changes):
    browser = Browser()

    response = sign_in(browser, issuer, **changes)

    assert response.status_code == 400
    assert "Anda belum masuk" in response.content.decode()
    assert not is_signed_in(browser)
    assert not Person.objects.exists()


def test_a_token_signed_by_someone_else_is_refused(issuer):
    browser = Browser()
    asked = begin(browser)
    claims = issuer.claims(nonce=asked["nonce"])

    forged = jwt.encode(
        {"alg": "RS256", "kid": KEY.kid}, claims, OTHER_KEY, algorithms=["RS256"]
    )
    issuer.id_token = forged
    response = come_back(browser, issuer, state=asked["state"])

    assert response.status_code == 400
    assert not is_signed_in(browser)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_signature_of_ours_is_refused(issuer, algorithm, settings):
    browser = Browser()
    asked = begin(browser)
    claims = issuer.claims(nonce=asked["nonce"])

    secret = OctKey.import_key(settings.OIDC_CLIENT_SECRET)
    issuer.id_token = jwt.encode(
        {"alg": algorithm, "kid": KEY.kid}, claims, secret, algorithms=[algorithm]
    )
    response = come_back(browser, issuer, state=asked["state"])

    assert response.status_code == 400
    assert not is_signed_in(browser)


def test_a_new_key_of_the_issuer_is_fetched_once_it_is_used(issuer):
    sign_in(Browser(), issuer)
    issuer.keys = [OTHER_KEY]
    browser = Browser()
    asked = begin(browser)
    issuer.id_token = sign(issuer.claims(nonce=asked["nonce"]), key=OTHER_KEY)

    response = come_back(browser, issuer, state=asked["state"])

    assert response.status_code == 302
    assert issuer.asked.count("/o/jwks/") == 2
    assert issuer.asked.count("/.well-known/openid-configuration") == 1


@pytest.mark.parametrize("state", ["dikarang", "", None, "\x00"])
def test_an_answer_to_a_question_never_asked_is_refused(issuer, state):
    browser = Browser()
    begin(browser)

    response = come_back(browser, issuer, state=state)

    assert response.status_code == 400
    assert "Coba masuk lagi" in response.content.decode()
    assert not issuer.redeemed


def test_an_answer_is_believed_once(issuer):
    browser = Browser()
    asked = begin(browser)
    issuer.id_token = sign(issuer.claims(nonce=asked["nonce"]))
    come_back(browser, issuer, state=asked["state"])
    browser.logout()

    again = come_back(Browser(), issuer, state=asked["state"])

    assert again.status_code == 400
    assert len(issuer.redeemed) == 1


@pytest.mark.parametrize("named", [None, "https://lokadaya.contoh.id"])
def test_the_answer_of_another_issuer_is_refused(issuer, named):
    browser = Browser()
    asked = begin(browser)

    response = come_back(browser, issuer, state=asked["state"], iss=named)

    assert response.status_code == 400
    assert not issuer.redeemed


def test_saying_no_is_told_in_a_sentence(issuer):
    browser = Browser()
    asked = begin(browser)

    response = come_back(
        browser, issuer, code=None, state=asked["state"], error="access_denied"
    )

    assert response.status_code == 400
    assert "memilih untuk tidak masuk" in response.content.decode()


def test_a_code_that_is_refused_is_told_in_a_sentence(issuer):
    browser = Browser()
    asked = begin(browser)
    issuer.token_status = 400

    response = come_back(browser, issuer, state=asked["state"])

    assert response.status_code == 400
    assert "tidak mengenali masuk ini lagi" in response.content.decode()


def test_a_silent_issuer_is_told_in_a_sentence(issuer, settings):
    settings.PORTAL_URL = "http://127.0.0.1:9"

    response = Browser().get("/masuk/?next=/galang-daya/")

    assert response.status_code == 503
    assert "sedang tidak menjawab" in response.content.decode()
    assert "/masuk/?next=%2Fgalang-daya%2F" in response.content.decode()


def test_an_issuer_that_names_itself_differently_is_not_believed(issuer, settings):
    issuer.address = "https://lain.contoh.id"

    assert Browser().get("/masuk/").status_code == 503


def test_the_deactivated_are_refused_with_the_reason(issuer):
    claims = issuer.claims()
    person = make_person(issuer=issuer.address, subject=claims["sub"])
    person.is_active = False
    person.save()
    browser = Browser()

    response = sign_in(browser, issuer)

    assert response.status_code == 403
    assert "dinonaktifkan" in response.content.decode()
    assert not is_signed_in(browser)


def test_the_next_page_is_one_of_ours(issuer):
    browser = Browser()
    asked = begin(browser, "/masuk/?next=https://jahat.contoh.id/")
    issuer.id_token = sign(issuer.claims(nonce=asked["nonce"]))

    response = come_back(browser, issuer, state=asked["state"])

    assert response["Location"] == "/"


def test_several_tabs_may_sign_in_at_once(issuer):
    browser = Browser()
    first, _second = begin(browser), begin(browser)
    issuer.id_token = sign(issuer.claims(nonce=first["nonce"]))

    response = come_back(browser, issuer, state=first["state"])

    assert response.status_code == 302
    assert is_signed_in(browser)
