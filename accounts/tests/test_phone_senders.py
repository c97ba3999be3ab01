"""Messages to phones, posted for real to a service on this machine."""

import json

import pytest
from django.urls import reverse

from accounts import phone_messages
from accounts.phone_senders import PhoneMessage, Unreachable
from accounts.tests.factories import make_person
from common.tests.listener import listener

PHONE = "+6281234567890"
CODE = PhoneMessage(PHONE, "kode", "123456 adalah kode Lokadaya Anda.", ("123456",))
NEWS = PhoneMessage(
    PHONE,
    "kabar",
    'Balasan "baru"\nhttps://lokadaya.net/kabar/1/',
    ("Balasan\n\tbaru", "https://lokadaya.net/kabar/1/"),
)


@pytest.fixture
def service(settings):
    with listener() as heard:
        settings.WHATSAPP_API_URL = f"{heard.origin}/v23.0"
        settings.WHATSAPP_NUMBER_ID = "1055"
        settings.WHATSAPP_TOKEN = "token-uji"
        settings.PHONE_GATEWAY_URL = f"{heard.origin}/sms"
        settings.PHONE_GATEWAY_TOKEN = "kunci-uji"
        yield heard


def test_whatsapp_fills_the_template_of_the_kind(service, settings):
    settings.PHONE_SENDER = settings.PHONE_SENDERS["whatsapp"]

    phone_messages.send(NEWS)

    (posted,) = service.came
    assert posted.path == "/v23.0/1055/messages"
    assert posted.said["Authorization"] == "Bearer token-uji"
    content = json.loads(posted.body)
    assert content["to"] == "6281234567890"
    assert content["template"] == {
        "name": "lokadaya_kabar",
        "language": {"code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "text": "Balasan baru"},
                    {"type": "text", "text": "https://lokadaya.net/kabar/1/"},
                ],
            }
        ],
    }


def test_a_code_by_whatsapp_has_its_button(service, settings):
    settings.PHONE_SENDER = settings.PHONE_SENDERS["whatsapp"]

    phone_messages.send(CODE)

    body, button = json.loads(service.came[0].body)["template"]["components"]
    assert button["sub_type"] == "url"
    assert body["parameters"] == button["parameters"]
    assert body["parameters"] == [{"type": "text", "text": "123456"}]


def test_a_gateway_gets_the_json_it_asks_for(service, settings):
    settings.PHONE_SENDER = settings.PHONE_SENDERS["gateway"]
    settings.PHONE_GATEWAY_BODY = json.dumps(
        {"from": "LOKADAYA", "messages": [{"to": "{phone}", "body": "{text}"}]}
    )

    phone_messages.send(NEWS)

    (posted,) = service.came
    assert posted.said["Authorization"] == "Bearer kunci-uji"
    assert json.loads(posted.body) == {
        "from": "LOKADAYA",
        "messages": [{"to": PHONE, "body": NEWS.text}],
    }


@pytest.mark.parametrize("sender", ["whatsapp", "gateway"])
@pytest.mark.parametrize("status", [302, 400, 500])
def test_what_is_not_taken_is_said_without_the_number(
    service, settings, sender, status
):
    settings.PHONE_SENDER = settings.PHONE_SENDERS[sender]
    service.answers |= {"/v23.0/1055/messages": status, "/sms": status}

    with pytest.raises(Unreachable) as failure:
        phone_messages.send(CODE)

    assert str(status) in str(failure.value)
    assert PHONE not in str(failure.value)


@pytest.mark.django_db
def test_who_waits_for_a_code_that_could_not_be_sent_is_told(client, service, settings):
    settings.PHONE_SENDER = settings.PHONE_SENDERS["gateway"]
    service.answers["/sms"] = 503
    make_person(email=None, phone=PHONE)

    page = client.post(
        reverse("account_request_login_code"), {"login": PHONE}, follow=True
    )

    assert "belum terkirim" in page.content.decode()
    assert page.status_code == 200
