"""The account page, other members' pages, language and the privacy notice."""

import pytest
from django.urls import reverse

from accounts.models import Consent, User
from accounts.tests.factories import make_person
from common.tests.factories import make_regency

pytestmark = pytest.mark.django_db


def test_the_account_page_shows_what_is_kept(client):
    person = make_person(email="maria@contoh.id", phone="+6281234567890")
    Consent.objects.create(person=person, version="2026-11-21", language="id")
    client.force_login(person)

    page = client.get(reverse("accounts:profile")).content.decode()

    for kept in (
        "maria@contoh.id",
        "0812\N{NO-BREAK SPACE}3456\N{NO-BREAK SPACE}7890",
        "versi 2026-11-21",
    ):
        assert kept in page


def test_a_profile_is_changed_and_its_zone_follows_the_regency(client):
    make_regency()
    person = make_person()
    client.force_login(person)
    data = {"name": "Maria Goreti", "about": "Penyuluh.", "regency": "gowa"}

    answer = client.post(reverse("accounts:profile"), data)

    assert answer.url == reverse("accounts:profile")
    person.refresh_from_db()
    assert (person.name, person.about) == ("Maria Goreti", "Penyuluh.")
    assert person.time_zone == "Asia/Makassar"


def test_a_bad_profile_is_422_and_nothing_is_lost(client):
    client.force_login(make_person())
    data = {"name": "", "about": "Penyuluh lapangan.", "regency": "Atlantis"}

    answer = client.post(reverse("accounts:profile"), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Penyuluh lapangan." in page
    assert 'value="Atlantis"' in page


def test_members_see_each_other_and_strangers_are_asked_to_sign_in(client):
    person = make_person(name="Maria Goreti")

    outside = client.get(person.get_absolute_url())
    client.force_login(make_person())
    inside = client.get(person.get_absolute_url())

    assert outside.url.startswith(reverse("account_login"))
    assert "Maria Goreti" in inside.content.decode()
    assert person.email not in inside.content.decode()


def test_who_is_suspended_has_no_page(client):
    person = make_person()
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.force_login(make_person())

    assert client.get(person.get_absolute_url()).status_code == 404


def test_the_language_switch_on_the_account_page_is_kept_with_the_person(client):
    person = make_person()
    client.force_login(person)
    page = client.get(reverse("accounts:profile")).content.decode()

    client.post(reverse("set_language"), {"language": "en", "next": "/akun/"})
    after = client.get(reverse("accounts:profile"))

    assert 'name="language" value="en"' in page
    assert after.headers["Content-Language"] == "en"
    assert User.objects.get(pk=person.pk).language == "en"


def test_the_privacy_notice_is_public_in_each_version(client):
    newest = client.get(reverse("accounts:privacy"))
    dated = client.get(reverse("accounts:privacy_version", args=["2026-11-21"]))
    unknown = client.get(reverse("accounts:privacy_version", args=["1999-01-01"]))

    assert "Versi 2026-11-21" in newest.content.decode()
    assert (dated.status_code, unknown.status_code) == (200, 404)


def test_the_account_page_is_few_queries(client, django_assert_max_num_queries):
    make_regency()
    client.force_login(make_person(regency=make_regency()))
    client.get(reverse("accounts:profile"))

    with django_assert_max_num_queries(9):
        client.get(reverse("accounts:profile"))


@pytest.mark.parametrize("path", ["/kelola/accounts/user/", "/kelola/network/"])
def test_staff_find_people_in_the_administration(client, path):
    admin = make_person(is_staff=True)
    admin.is_superuser = True
    admin.save()
    client.force_login(admin)

    assert client.get(path, {"q": "maria"}).status_code == 200
