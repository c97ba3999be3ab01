"""Signing out: what ends, who is told of it, and how long that is tried."""

import base64
import json
import threading
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest
from django.test import Client as Browser
from django.utils import timezone
from oauth2_provider.models import AccessToken, IDToken

from accounts.tests.factories import make_person
from identity import jobs, tasks
from identity.models import Client, Grant, SignOn, SignOutNotice
from identity.tests.factories import (
    AFTER_LOGOUT,
    Flow,
    make_first_party,
    make_third_party,
    read_token,
    who_has,
)

pytestmark = pytest.mark.django_db

EVENT = "http://schemas.openid.net/event/backchannel-logout"


@pytest.fixture
def person():
    return make_person(password="sandi-yang-panjang")


@pytest.fixture
def flow(person):
    make_first_party()
    browser = Browser()
    browser.force_login(person)
    return Flow(browser)


class Listener:
    """A client's back-channel endpoint in a thread."""

    def __init__(self):
        self.heard = []
        self.status = 200


@contextmanager
def listening():
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listener.heard.append(parse_qs(body)["logout_token"][0])
            self.send_response(listener.status)
            self.end_headers()

        def log_message(self, *args):
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serve = partial(server.serve_forever, poll_interval=0.02)
    threading.Thread(target=serve, daemon=True).start()
    listener = Listener()
    address = f"http://127.0.0.1:{server.server_port}/keluar/kabar/"
    Client.objects.update(backchannel_logout_uri=address)
    try:
        yield listener
    finally:
        server.shutdown()
        server.server_close()


def test_leaving_the_portal_writes_a_notice_for_each_client_that_was_told(flow):
    other = make_third_party()
    told = read_token(flow.sign_on()["id_token"])

    flow.browser.logout()

    notice = SignOutNotice.objects.get()
    assert (str(notice.sub), str(notice.sid)) == (told["sub"], told["sid"])
    assert notice.client.client_id == "lokadaya.com"
    assert not other.sign_out_notices.exists()
    assert SignOn.objects.get().ended_at


def test_leaving_takes_back_the_tokens_of_that_session_only(flow, person):
    elsewhere = Browser()
    elsewhere.force_login(person)
    here, there = flow.sign_on(), Flow(elsewhere).sign_on()

    flow.browser.logout()

    assert who_has(here["access_token"]).status_code == 401
    assert flow.refresh(here["refresh_token"]).status_code == 400
    assert who_has(there["access_token"]).status_code == 200
    assert SignOutNotice.objects.count() == 1


def test_a_code_is_worth_nothing_once_its_session_has_ended(flow):
    code = flow.answer()["code"]

    flow.browser.logout()

    assert flow.redeem(code).json()["error"] == "invalid_grant"


def test_leaving_without_having_signed_on_anywhere_tells_nobody(flow):
    flow.browser.logout()

    assert not SignOutNotice.objects.exists()


def test_the_suspended_are_signed_out_everywhere(flow, person):
    flow.sign_on()

    person.is_active = False
    person.save()

    assert SignOutNotice.objects.count() == 1


def test_a_new_password_ends_the_sessions_opened_with_the_old_one(flow, person):
    elsewhere = Browser()
    elsewhere.force_login(person)
    flow.sign_on()
    there = read_token(Flow(elsewhere).sign_on()["id_token"])

    response = flow.browser.post(
        "/akun/sandi/",
        {
            "oldpassword": "sandi-yang-panjang",
            "password1": "sandi-lain-yang-panjang",
            "password2": "sandi-lain-yang-panjang",
        },
    )

    assert response.status_code == 302
    assert str(SignOutNotice.objects.get().sid) == there["sid"]
    assert "code" in flow.answer()


def test_the_notice_is_a_signed_logout_token(flow):
    told = read_token(flow.sign_on()["id_token"])
    flow.browser.logout()

    with listening() as listener:
        tasks.deliver(SignOutNotice.objects.get().pk)

    (token,) = listener.heard
    claims = read_token(token)
    assert header_of(token)["typ"] == "logout+jwt"
    assert header_of(token)["alg"] == "RS256"
    assert claims["iss"] == "http://testserver"
    assert (claims["sub"], claims["sid"]) == (told["sub"], told["sid"])
    assert claims["events"] == {EVENT: {}}
    assert claims["exp"] - claims["iat"] == 120
    assert claims["jti"]
    assert "nonce" not in claims
    assert SignOutNotice.objects.get().sent_at


def test_a_notice_that_is_not_taken_waits_longer_each_time(flow):
    flow.sign_on()
    flow.browser.logout()
    pauses = []

    with listening() as listener:
        listener.status = 503
        for _try in range(4):
            SignOutNotice.objects.update(due_at=timezone.now())
            tasks.deliver(SignOutNotice.objects.get().pk)
            notice = SignOutNotice.objects.get()
            pauses.append(round((notice.due_at - timezone.now()).total_seconds()))

    tokens = [read_token(token)["jti"] for token in listener.heard]
    assert [round(pause, -1) for pause in pauses] == [30, 60, 120, 240]
    assert (notice.tries, notice.answer, notice.sent_at) == (4, "503", None)
    assert len(set(tokens)) == 4


def test_a_client_that_is_down_leaves_the_notice_waiting(flow):
    flow.sign_on()
    flow.browser.logout()
    Client.objects.update(backchannel_logout_uri="http://127.0.0.1:9/keluar/kabar/")

    tasks.deliver(SignOutNotice.objects.get().pk)

    notice = SignOutNotice.objects.get()
    assert (notice.sent_at, notice.answer) == (None, "ConnectionError")


def test_a_notice_is_delivered_once_however_often_the_task_runs(flow):
    flow.sign_on()
    flow.browser.logout()
    pk = SignOutNotice.objects.get().pk

    with listening() as listener:
        for _run in range(3):
            tasks.deliver(pk)

    assert len(listener.heard) == 1


def test_a_notice_is_given_up_when_no_session_can_be_alive(flow, settings):
    flow.sign_on()
    flow.browser.logout()
    age = timedelta(seconds=settings.SESSION_COOKIE_AGE + 60)
    SignOutNotice.objects.update(created_at=timezone.now() - age)

    assert not SignOutNotice.objects.due().exists()
    jobs.forget_expired()

    assert not SignOutNotice.objects.exists()


def test_forgetting_keeps_what_tells_a_stolen_code(flow):
    code = flow.answer()["code"]
    tokens = flow.redeem(code).json()
    unused = flow.answer()["code"]
    Grant.objects.filter(code=unused).update(expires=timezone.now())

    jobs.forget_expired()

    assert flow.redeem(code).status_code == 400
    assert who_has(tokens["access_token"]).status_code == 401
    assert not Grant.objects.filter(code=unused).exists()


# RP-initiated logout


def asked(id_token=None, **changes):
    sent = {
        "id_token_hint": id_token,
        "client_id": "lokadaya.com",
        "post_logout_redirect_uri": AFTER_LOGOUT,
        "state": "keadaan",
        **changes,
    }
    return {name: value for name, value in sent.items() if value is not None}


def test_the_client_s_own_token_signs_out_without_a_question(flow):
    id_token = flow.sign_on()["id_token"]

    response = flow.browser.get("/o/logout/", asked(id_token))

    assert response["Location"] == f"{AFTER_LOGOUT}?state=keadaan"
    assert not is_signed_in(flow.browser)
    assert SignOutNotice.objects.count() == 1


def test_an_old_token_still_signs_out_long_after_its_row_is_gone(flow):
    id_token = flow.sign_on()["id_token"]
    AccessToken.objects.all().delete()
    IDToken.objects.all().delete()

    response = flow.browser.get("/o/logout/", asked(id_token))

    assert response["Location"].startswith(AFTER_LOGOUT)
    assert not is_signed_in(flow.browser)


def test_without_a_token_the_person_is_asked(flow):
    page = flow.browser.get("/o/logout/", asked())
    assert is_signed_in(flow.browser)

    response = flow.browser.post("/o/logout/ya/?" + page.wsgi_request.GET.urlencode())

    assert "Keluar dari Lokadaya?" in page.content.decode()
    assert response["Location"] == f"{AFTER_LOGOUT}?state=keadaan"
    assert not is_signed_in(flow.browser)


def test_the_token_of_another_session_does_not_sign_this_one_out(flow, person):
    elsewhere = Browser()
    elsewhere.force_login(person)
    id_token = Flow(elsewhere).sign_on()["id_token"]

    page = flow.browser.get("/o/logout/", asked(id_token))

    assert "Keluar dari Lokadaya?" in page.content.decode()
    assert is_signed_in(flow.browser)


def test_the_yes_to_signing_out_cannot_be_given_by_another_site(flow):
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = flow.browser.cookies

    response = strict.post("/o/logout/ya/")

    assert response.status_code == 403
    assert is_signed_in(flow.browser)


def test_a_form_of_the_client_is_sent_on_as_a_page(flow):
    strict = Browser(enforce_csrf_checks=True)

    response = strict.post("/o/logout/", asked("token"))

    assert response.status_code == 303
    assert response["Location"].startswith("/o/logout/?id_token_hint=token")


@pytest.mark.parametrize(
    "changes",
    [
        {"post_logout_redirect_uri": "https://jahat.contoh.id/"},
        {"post_logout_redirect_uri": f"{AFTER_LOGOUT}lain/"},
        {"client_id": None},
        {"client_id": "lain"},
        {"client_id": "tidak-ada\x00"},
    ],
)
def test_nobody_is_sent_to_an_address_the_client_never_gave(flow, changes):
    make_third_party()

    response = flow.browser.get("/o/logout/", asked(**changes))

    assert response.status_code == 400
    assert is_signed_in(flow.browser)


def test_a_stranger_is_sent_on_at_once(flow):
    response = Browser().get("/o/logout/", asked("bukan.token.kami"))

    assert response["Location"] == f"{AFTER_LOGOUT}?state=keadaan"


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


def header_of(token):
    part = token.split(".")[0]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
