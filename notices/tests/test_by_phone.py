"""News by WhatsApp or SMS, for who chose that."""

import json

import pytest
from django.utils import timezone

from accounts.actions import profiles
from accounts.tests.factories import make_person
from common.tests.listener import listener
from notices.actions import preferences, sending
from notices.models import Channel, Dispatch, How, Notice
from notices.tests.factories import tell

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


@pytest.fixture
def gateway(settings):
    with listener() as heard:
        settings.PHONE_SENDER = settings.PHONE_SENDERS["gateway"]
        settings.PHONE_GATEWAY_URL = f"{heard.origin}/sms"
        yield heard


@pytest.fixture
def person():
    person = make_person()
    profiles.set_phone(person=person, phone=PHONE, verified=True)
    return person


def chosen(person):
    wanted: dict[tuple[str, str], How] = {("courses", Channel.PHONE): How.NOW}
    preferences.choose(person=person, chosen=wanted)


def test_who_chose_it_gets_the_title_and_where_to_read_on(gateway, person):
    chosen(person)
    tell(person, title="Tugas dinilai", kind="courses.grade")
    tell(person, title="Balasan", kind="forum.reply")

    sending.send_due()
    sending.send_due()

    (posted,) = gateway.came
    link = f"http://testserver{Notice.objects.get(kind='courses.grade').get_absolute_url()}"
    assert json.loads(posted.body) == {"to": PHONE, "text": f"Tugas dinilai\n{link}"}


def test_nobody_is_written_to_by_phone_without_choosing_it(gateway, person):
    tell(person)

    assert not Dispatch.objects.filter(channel=Channel.PHONE).exists()


def test_a_number_never_proved_gets_nothing(gateway, person):
    chosen(person)
    person.phone_verified_at = None
    person.save()

    tell(person)

    assert not Dispatch.objects.filter(channel=Channel.PHONE).exists()


def test_a_gateway_that_fails_is_asked_again(gateway, person):
    chosen(person)
    gateway.answers["/sms"] = 500
    tell(person)
    sending.send_due()
    gateway.answers.clear()

    Dispatch.objects.update(next_try_at=timezone.now(), claimed_at=None)
    sending.send_due()

    assert len(gateway.came) == 1


def test_the_page_offers_it_only_where_there_is_a_sender(
    client, gateway, person, settings
):
    client.force_login(person)
    assert "courses-phone" in client.get("/kabar/pengaturan/").content.decode()

    settings.PHONE_SENDER = ""

    assert "courses-phone" not in client.get("/kabar/pengaturan/").content.decode()
