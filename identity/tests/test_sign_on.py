"""The authorization code flow, and everything that must not get through it."""

import time

import pytest
from django.test import Client as Browser
from django.utils import timezone
from oauth2_provider.models import AccessToken, RefreshToken

from accounts.tests.factories import make_person
from identity.models import Grant, SignOn
from identity.tests.factories import (
    Flow,
    make_first_party,
    make_third_party,
    query_of,
    read_token,
    who_has,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person(email="siti@contoh.id", password="sandi-siti")


@pytest.fixture
def flow(person):
    make_first_party()
    browser = Browser()
    browser.force_login(person)
    return Flow(browser)


def test_the_discovery_document_says_exactly_what_is_done(client, settings):
    document = client.get("/.well-known/openid-configuration").json()

    base = settings.PORTAL_URL
    assert document == {
        "issuer": base,
        "authorization_endpoint": f"{base}/o/authorize/",
        "token_endpoint": f"{base}/o/token/",
        "userinfo_endpoint": f"{base}/o/userinfo/",
        "jwks_uri": f"{base}/o/jwks/",
        "end_session_endpoint": f"{base}/o/logout/",
        "revocation_endpoint": f"{base}/o/revoke/",
        "scopes_supported": ["openid", "profile"],
        "claims_supported": ["sub", "name", "locale", "zoneinfo", "auth_time", "sid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
        ],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login"],
        "ui_locales_supported": ["id", "en"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }


def test_the_library_s_own_pages_for_clients_are_not_routed(client):
    for path in ("/o/applications/", "/o/applications/register/", "/o/introspect/"):
        assert client.get(path).status_code == 404


def test_a_signed_in_person_is_told_to_the_client_without_a_question(flow, person):
    answer = flow.answer()
    tokens = flow.redeem(answer["code"]).json()

    told = read_token(tokens["id_token"])
    assert answer["state"] == "keadaan"
    assert answer["iss"] == told["iss"] == "http://testserver"
    assert told["sub"] == str(person.sub)
    assert told["nonce"] == "sekali-pakai"
    assert told["sid"] == str(SignOn.objects.get().sid)
    assert told["exp"] - told["iat"] == 600
    assert abs(told["auth_time"] - time.time()) < 10


def test_the_claims_are_name_language_and_zone_and_never_an_address(flow, person):
    person.language = "en"
    person.save()

    tokens = flow.sign_on()

    told = read_token(tokens["id_token"])
    info = who_has(tokens["access_token"]).json()
    assert info == {
        "sub": str(person.sub),
        "name": "Siti Aminah",
        "locale": "en",
        "zoneinfo": "Asia/Jakarta",
    }
    assert set(told) - set(info) == {
        *("aud", "iat", "nonce", "at_hash", "iss", "exp", "auth_time", "jti", "sid")
    }
    assert "siti@contoh.id" not in f"{told}{info}"


def test_without_the_scope_profile_only_the_subject_is_told(flow, person):
    tokens = flow.sign_on(scope="openid")

    assert who_has(tokens["access_token"]).json() == {"sub": str(person.sub)}
    assert "name" not in read_token(tokens["id_token"])


def test_one_session_has_one_sid_at_a_client_however_often_it_signs_on(flow):
    first, second = flow.sign_on(), flow.sign_on()

    told = [read_token(tokens["id_token"])["sid"] for tokens in (first, second)]
    assert told[0] == told[1]


def test_a_stranger_is_led_to_the_sign_in_and_back(flow):
    response = Flow(Browser()).authorize()

    assert response.status_code == 302
    assert response["Location"].startswith("/masuk/?next=/o/authorize/")


def test_pkce_is_required_and_plain_is_refused(flow):
    missing = flow.answer(code_challenge=None, code_challenge_method=None)
    plain = flow.answer(code_challenge="a" * 50, code_challenge_method="plain")
    unnamed = flow.answer(code_challenge="a" * 50, code_challenge_method=None)

    for answer in (missing, plain, unnamed):
        assert answer["error"] == "invalid_request"
        assert answer["iss"] == "http://testserver"
        assert answer["state"] == "keadaan"


def test_the_wrong_verifier_gets_nothing(flow):
    code = flow.answer()["code"]

    assert flow.redeem(code, code_verifier="b" * 50).json()["error"] == "invalid_grant"
    missing = flow.redeem(code, code_verifier=None)
    assert missing.status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"response_type": "token"},
        {"response_type": "id_token"},
        {"response_type": "code id_token"},
        {"scope": "openid email"},
    ],
)
def test_other_flows_and_scopes_are_refused_at_the_client_s_address(flow, changes):
    answer = flow.answer(**changes)

    assert answer["error"] in {
        *("unauthorized_client", "unsupported_response_type", "invalid_scope")
    }
    assert "code" not in answer


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://jahat.contoh.id/"},
        {"redirect_uri": "http://daya.testserver/masuk/kembali/?x=1"},
        {"client_id": "tidak-ada"},
        {"client_id": "lokadaya.com\x00"},
        {"state": "\x00"},
    ],
)
def test_an_unknown_client_or_address_gets_a_page_and_no_redirect(flow, changes):
    response = flow.authorize(**changes)

    assert response.status_code == 400
    assert "Tidak bisa masuk dari sana" in response.content.decode()


def test_a_code_used_twice_takes_back_what_it_gave(flow):
    code = flow.answer()["code"]
    tokens = flow.redeem(code).json()
    assert who_has(tokens["access_token"]).status_code == 200

    again = flow.redeem(code)

    assert again.status_code == 400
    assert again.json()["error"] == "invalid_grant"
    assert who_has(tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"]).status_code == 400


def test_a_code_is_worth_nothing_after_a_minute_or_to_another_client(flow):
    other = make_third_party()
    code = flow.answer()["code"]

    stolen = Flow(Browser(), client_id=other.client_id, secret="rahasia-situs-lain")
    taken = stolen.redeem(code, code_verifier=flow.verifier, redirect_uri=None)
    Grant.objects.update(expires=timezone.now())

    assert taken.json()["error"] == "invalid_grant"
    assert flow.redeem(code).json()["error"] == "invalid_grant"


def test_a_wrong_secret_is_refused(flow):
    code = flow.answer()["code"]
    flow.secret = "salah"

    response = flow.redeem(code)

    assert response.status_code == 401
    assert response.json()["error"] == "invalid_client"


def test_a_refresh_token_used_twice_ends_its_whole_family(flow):
    first = flow.sign_on()
    second = flow.refresh(first["refresh_token"]).json()
    assert who_has(second["access_token"]).status_code == 200

    again = flow.refresh(first["refresh_token"])

    assert again.json()["error"] == "invalid_grant"
    assert flow.refresh(second["refresh_token"]).json()["error"] == "invalid_grant"
    assert who_has(second["access_token"]).status_code == 401


def test_tokens_are_not_kept_in_readable_form(flow):
    tokens = flow.sign_on()

    kept = f"{AccessToken.objects.values()}{RefreshToken.objects.values()}"
    assert tokens["access_token"] not in kept
    assert tokens["refresh_token"] not in kept


def test_the_suspended_are_refused_at_every_step(flow, person):
    code = flow.answer()["code"]
    tokens = flow.sign_on()

    person.is_active = False
    person.save()

    assert flow.redeem(code).json()["error"] == "invalid_grant"
    assert who_has(tokens["access_token"]).status_code == 401
    assert flow.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
    assert flow.authorize()["Location"].startswith("/masuk/")


def test_prompt_none_answers_without_any_page(flow):
    silent = flow.answer(prompt="none")
    stranger = Flow(Browser()).answer(prompt="none")
    both = flow.answer(prompt="none login")

    assert "code" in silent
    assert stranger["error"] == "login_required"
    assert stranger["iss"] == "http://testserver"
    assert stranger["state"] == "keadaan"
    assert both["error"] == "invalid_request"


def test_prompt_none_needs_consent_that_was_given_before(flow):
    other = make_third_party()
    asked = Flow(
        flow.browser,
        client_id=other.client_id,
        redirect_uri="https://lain.contoh.id/kembali/",
    )

    assert asked.answer(prompt="none")["error"] == "consent_required"


def test_another_client_asks_the_person_first(flow):
    other = make_third_party()
    asked = Flow(
        flow.browser,
        client_id=other.client_id,
        secret="rahasia-situs-lain",
        redirect_uri="https://lain.contoh.id/kembali/",
    )

    page = asked.authorize()
    form = page.context["form"]
    given = {"allow": "1", **{n: v for n, v in form.initial.items() if v is not None}}
    allowed = flow.browser.post(page.wsgi_request.get_full_path(), given)
    denied = flow.browser.post(
        page.wsgi_request.get_full_path(), {**given, "allow": ""}
    )

    assert "Masuk ke Situs lain?" in page.content.decode()
    assert asked.redeem(query_of(allowed)["code"]).status_code == 200
    assert query_of(denied)["error"] == "access_denied"


def test_max_age_asks_for_the_password_again_once_it_is_too_old(flow):
    assert "code" in flow.answer(max_age=60)
    _pretend_proof_was(flow.browser, seconds_ago=120)

    asked = flow.authorize(max_age=60)
    silent = flow.answer(max_age=60, prompt="none")

    assert asked["Location"].startswith("/verifikasi/ulang/?next=/o/authorize/")
    assert silent["error"] == "login_required"


def test_max_age_zero_asks_once_and_not_again(flow):
    asked = flow.authorize(max_age=0)
    _pretend_proof_was(flow.browser, seconds_ago=-1)

    answer = flow.answer(max_age=0)

    assert asked["Location"].startswith("/verifikasi/ulang/")
    assert "code" in answer


def test_prompt_login_asks_for_the_password_and_drops_the_prompt(flow):
    response = flow.authorize(prompt="login")

    assert response["Location"].startswith("/verifikasi/ulang/")
    assert "prompt" not in response["Location"]


def test_someone_without_a_password_signs_in_again_instead(flow, person):
    person.set_unusable_password()
    person.save()
    flow.browser.force_login(person)

    response = flow.authorize(prompt="login")

    assert response["Location"].startswith("/masuk/?next=")
    assert "_auth_user_id" not in flow.browser.session


def test_a_nonsensical_max_age_is_an_error_for_the_client(flow):
    assert flow.answer(max_age="kemarin")["error"] == "invalid_request"


def test_making_the_client_again_changes_nothing():
    first = make_first_party()
    second = make_first_party()

    assert second.pk == first.pk
    assert second.client_secret == first.client_secret
    assert second.redirect_uris == "http://daya.testserver/masuk/kembali/"


def _pretend_proof_was(browser: Browser, *, seconds_ago: float) -> None:
    session = browser.session
    session["identity.signed_in_at"] = time.time() - seconds_ago
    session.save()
