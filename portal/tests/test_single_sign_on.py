"""One account, two sites: the whole way, between real processes."""

import re
import time

import pytest
import requests

PASSWORD = "lokadaya-demo"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Person:
    """Someone with a browser that keeps cookies and follows links."""

    def __init__(self, stack):
        self.stack = stack
        self.browser = requests.Session()

    def get(self, address):
        return self.browser.get(address, timeout=30)

    def post(self, address, *, seen_at=None, **sent):
        """Press the button of a form, seen at its own address or at another."""
        page = self.get(seen_at or address)
        sent["csrfmiddlewaretoken"] = token_of(page)
        headers = {"Referer": address}
        return self.browser.post(address, data=sent, headers=headers, timeout=30)

    def sign_in_at_the_portal(self, email):
        address = f"{self.stack.portal_url}/masuk/"
        answer = self.post(address, login=email, password=PASSWORD)
        assert self.is_at_home_on_the_portal(), answer.text
        return answer

    def is_at_home_on_the_portal(self):
        return "lokadaya-person" in self.get(self.stack.portal_url).text

    def is_at_home_on_crowdfunding(self):
        return "lokadaya-person" in self.get(self.stack.crowdfunding_url).text


def token_of(page):
    found = TOKEN.search(page.text)
    assert found, page.url
    return found[1]


@pytest.fixture
def person(stack):
    return Person(stack)


def test_who_is_signed_in_on_the_portal_enters_crowdfunding_without_a_password(
    stack, person
):
    person.sign_in_at_the_portal("peserta@contoh.id")

    answer = person.get(f"{stack.crowdfunding_url}/masuk/?next=/%3Fdari=uji")

    assert answer.url == f"{stack.crowdfunding_url}/?dari=uji"
    assert person.is_at_home_on_crowdfunding()
    assert "Keluar dari kedua situs" in answer.text


def test_a_stranger_signs_in_at_the_portal_and_lands_where_they_wanted_to_go(
    stack, person
):
    form = person.get(f"{stack.crowdfunding_url}/masuk/?next=/%3Fdari=uji")
    assert form.url.startswith(f"{stack.portal_url}/masuk/?next=")

    sent = {
        "login": "mentor@contoh.id",
        "password": PASSWORD,
        "csrfmiddlewaretoken": token_of(form),
    }
    hidden = re.findall(r'name="(next)" value="([^"]*)"', form.text)
    sent |= {name: value.replace("&amp;", "&") for name, value in hidden}
    answer = person.browser.post(
        form.url, data=sent, headers={"Referer": form.url}, timeout=30
    )

    assert answer.url == f"{stack.crowdfunding_url}/?dari=uji"
    assert person.is_at_home_on_crowdfunding()


def test_leaving_the_portal_ends_the_session_on_crowdfunding_too(stack, person):
    person.sign_in_at_the_portal("peserta@contoh.id")
    person.get(f"{stack.crowdfunding_url}/masuk/")
    assert person.is_at_home_on_crowdfunding()

    person.post(f"{stack.portal_url}/keluar/")

    assert not person.is_at_home_on_the_portal()
    deadline = time.monotonic() + 60
    while person.is_at_home_on_crowdfunding():
        assert time.monotonic() < deadline, "the notice did not arrive"
        time.sleep(0.2)


def test_leaving_crowdfunding_ends_the_session_on_the_portal_too(stack, person):
    person.sign_in_at_the_portal("peserta@contoh.id")
    person.get(f"{stack.crowdfunding_url}/masuk/")

    answer = person.post(
        f"{stack.crowdfunding_url}/keluar/", seen_at=stack.crowdfunding_url
    )

    assert answer.url == f"{stack.crowdfunding_url}/"
    assert not person.is_at_home_on_crowdfunding()
    assert not person.is_at_home_on_the_portal()


def test_crowdfunding_knows_a_name_and_no_address(stack, person):
    person.sign_in_at_the_portal("koordinator@contoh.id")
    person.get(f"{stack.crowdfunding_url}/masuk/")

    kept = stack.ask(
        "crowdfunding",
        "from crowdfunding.people.models import Person, SignedIn;"
        "seen = SignedIn.objects.latest('pk').person;"
        "print(Person.objects.filter(pk=seen.pk).values())",
    )

    assert "'name': '" in kept
    assert "@" not in kept
