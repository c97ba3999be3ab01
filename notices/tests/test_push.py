"""News on the screens of devices, sent for real to a push service on this machine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import make_person
from notices import push
from notices.actions import devices, preferences, sending, telling
from notices.models import Channel, Choice, Device, Dispatch, How, Notice, QuietHours
from notices.tests.factories import tell
from notices.tests.push_service import Browser, push_service

pytestmark = pytest.mark.django_db
PAGE = "/kabar/perangkat/"


@pytest.fixture
def service(settings):
    with push_service(settings) as service:
        yield service


def test_news_reaches_each_device_once_and_only_it_can_read_them(service):
    person = make_person()
    phone, laptop = service.browser("/ponsel"), service.browser("/laptop")
    phone.join(person)
    laptop.join(person)
    tell(person, title="Balasan dari Bu Ani")

    sending.send_due()
    sending.send_due()

    notice = Notice.objects.get()
    assert service.of(phone) == service.of(laptop)
    assert service.of(phone) == [
        {
            "person": str(person.sub),
            "tag": f"kabar-{notice.pk}",
            "url": f"/kabar/{notice.pk}/",
            "plain": "Ada kabar baru untuk Anda",
            "title": "Balasan dari Bu Ani",
        }
    ]
    assert b"Bu Ani" not in service.came[0].body


def test_the_service_is_told_who_sends_and_for_how_long_to_keep_it(service, settings):
    settings.HELP_EMAIL = "bantuan@contoh.id"
    person = make_person()
    service.browser().join(person)
    tell(person, until=timezone.now() + timedelta(hours=1))

    sending.send_due()

    claims, said = service.claims(), service.came[0].said
    assert claims["aud"] == service.origin
    assert claims["sub"] == "mailto:bantuan@contoh.id"
    assert claims["exp"] < (timezone.now() + timedelta(hours=24)).timestamp()
    assert 3500 < int(said["TTL"]) <= 3600
    assert said["Content-Encoding"] == "aes128gcm"
    assert len(service.came[0].body) > push.BLOCK


@pytest.mark.parametrize(
    ("shows", "title", "text"),
    [
        (Device.Shows.NOTHING, None, None),
        (Device.Shows.TITLE, "Rahasia", None),
        (Device.Shows.WORDS, "Rahasia", "Ada yang menjawab pertanyaan Anda."),
    ],
)
def test_a_locked_screen_shows_no_more_than_was_chosen(service, shows, title, text):
    person, browser = make_person(), service.browser()
    devices.show(person=person, device=browser.join(person), shows=shows)
    tell(person, title="Rahasia")

    sending.send_due()

    said = service.of(browser)[0]
    assert (said.get("title"), said.get("text")) == (title, text)


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten_with_what_waited_for_it(service, status):
    person = make_person()
    service.browser("/hilang").join(person)
    left = service.browser("/ada")
    left.join(person)
    service.answers["/hilang"] = status
    tell(person)
    tell(person, due_at=timezone.now() + timedelta(hours=1))

    sending.send_due()

    assert [device.endpoint for device in Device.objects.all()] == [left.endpoint]
    assert len(service.of(left)) == 1
    assert Dispatch.objects.filter(channel=Channel.PUSH).count() == 2


def test_one_device_that_cannot_be_reached_is_tried_again_alone(service):
    person = make_person()
    broken, well = service.browser("/rusak"), service.browser("/sehat")
    broken.join(person)
    well.join(person)
    service.answers["/rusak"] = 503
    tell(person)
    sending.send_due()

    service.answers.clear()
    Dispatch.objects.filter(sent_at=None).update(next_try_at=timezone.now())
    sending.send_due()

    assert len(service.of(broken)) == len(service.of(well)) == 1
    assert {one.said["Topic"] for one in service.came} == {
        row.message_id.hex for row in Dispatch.objects.filter(channel=Channel.PUSH)
    }


def test_quiet_hours_hold_it_and_what_was_read_meanwhile_is_not_shown(service):
    person = make_person()
    service.browser().join(person)
    now = timezone.localtime()
    QuietHours.objects.create(
        person=person,
        begins=(now - timedelta(hours=1)).time(),
        ends=(now + timedelta(hours=1)).time(),
    )
    tell(person)
    sending.send_due()
    assert service.came == []

    QuietHours.objects.all().delete()
    Notice.objects.update(read_at=timezone.now())
    Dispatch.objects.update(next_try_at=timezone.now())
    sending.send_due()

    assert service.came == []


def test_what_is_not_wanted_on_a_screen_goes_elsewhere(service):
    person = make_person()
    service.browser().join(person)
    preferences.choose(person=person, chosen={("courses", Channel.PUSH): How.NONE})

    tell(person, kind="courses.greeting")
    tell(person, kind="forum.reply", key="balasan")

    pushed = Dispatch.objects.filter(channel=Channel.PUSH)
    assert [row.notice.kind for row in pushed] == ["forum.reply"]


def test_preferences_offer_the_screen_to_who_has_a_device(client, service):
    person = make_person()
    client.force_login(person)
    assert "replies-push" not in client.get("/kabar/pengaturan/").content.decode()
    service.browser().join(person)

    page = client.get("/kabar/pengaturan/")
    kept = {b.html_name: b.value() or "" for b in page.context["form"]}
    client.post("/kabar/pengaturan/", kept | {"replies-push": ""})

    choice = Choice.objects.get()
    assert (choice.group, choice.channel, choice.how) == ("replies", "push", "none")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://10.0.0.1/a",
        "http://fcm.googleapis.com/a",
        "https://fcm.googleapis.com:8443/a",
        "https://fcm.googleapis.com@10.0.0.1/a",
        "https://10.0.0.1\\.push.apple.com/a",
        "https://evil.example/.push.apple.com",
        "https://pushXappleXcom/a",
        "file:///etc/passwd",
        "",
    ],
)
def test_messages_go_to_push_services_and_nowhere_else(endpoint):
    assert not push.is_service(endpoint)


def test_the_services_of_browsers_are_known():
    for endpoint in (
        "https://fcm.googleapis.com/fcm/send/a:b",
        "https://updates.push.services.mozilla.com/wpush/v2/a",
        "https://web.push.apple.com/QGuQ",
        "https://wns2-par02p.notify.windows.com/w/?token=a",
    ):
        assert push.is_service(endpoint)


def test_a_browser_that_says_nonsense_is_told_so(client, service):
    client.force_login(make_person())
    said = service.browser().said

    for wrong in (
        {"endpoint": "https://10.0.0.1/"},
        {"p256dh": "BAAA"},
        {"auth": "x"},
        {"p256dh": "é"},
    ):
        assert client.post(PAGE, said | wrong).status_code == 422

    assert not Device.objects.exists()


def test_the_page_adds_names_tries_changes_and_removes(client, service):
    person, browser = make_person(), service.browser()
    client.force_login(person)
    agent = "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36"
    client.post(PAGE, browser.said, headers={"user-agent": agent})
    device = Device.objects.get()
    assert device.trace in (page := client.get(PAGE).content.decode())
    assert "Chrome di Android" in page
    assert browser.endpoint not in page

    client.post(f"{PAGE}{device.pk}/coba/")
    client.post(f"{PAGE}{device.pk}/", {"shows": "words"})

    assert service.of(browser)[0]["title"] == "Kabar dari Lokadaya sampai di sini"
    assert Device.objects.get().shows == Device.Shows.WORDS
    client.post(f"{PAGE}{device.pk}/hapus/")
    assert not Device.objects.exists()


def test_others_neither_see_nor_touch_a_device(client, service):
    device = service.browser().join(make_person())
    client.force_login(make_person())

    for deed in ("", "coba/", "hapus/"):
        answer = client.post(f"{PAGE}{device.pk}/{deed}", {"shows": "words"})
        assert answer.status_code == 404

    assert service.came == []


def test_a_phone_that_changes_hands_is_told_nothing_of_the_one_before(service):
    before, after = make_person(), make_person()
    browser = service.browser()
    browser.join(before)
    tell(before)

    browser.join(after)
    sending.send_due()

    assert service.came == []
    assert Device.objects.get().person == after


def test_a_browser_may_move_its_own_device_and_no_other(client, service):
    person = make_person()
    old, new = service.browser("/lama"), service.browser("/baru")
    old.join(person)
    said = new.said | {"old_endpoint": old.endpoint}

    client.force_login(make_person())
    assert client.post(f"{PAGE}pindah/", said).status_code == 404
    client.force_login(person)
    assert client.post(f"{PAGE}pindah/", said).status_code == 204

    assert Device.objects.get().endpoint == new.endpoint
    assert client.post(f"{PAGE}pindah/", {}).status_code == 422


def test_without_a_key_nothing_is_offered(client, settings):
    settings.VAPID_PRIVATE_KEY = ""
    client.force_login(make_person())

    assert "belum tersedia" in client.get(PAGE).content.decode()
    said = Browser("https://fcm.googleapis.com/fcm/send/a").said
    assert client.post(PAGE, said).status_code == 422


def test_telling_many_asks_no_more_for_their_devices(
    service, django_assert_max_num_queries
):
    people = [make_person() for _ in range(5)]
    for number, person in enumerate(people):
        service.browser(f"/{number}").join(person)
    tellings = [
        telling.Telling(person.pk, "forum.reply", "Balasan", "", "/forum/", "satu")
        for person in people
    ]

    with django_assert_max_num_queries(10):
        telling.tell_all(tellings)

    assert Dispatch.objects.filter(channel=Channel.PUSH).count() == 5
