"""A copy of what is kept of a person: complete, theirs alone, gone after a while."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.actions import copying
from accounts.models import Consent, DataCopy
from accounts.tests.factories import make_person
from common.personal import chapters

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_asked_twice_it_is_made_once():
    person = make_person()

    first, second = copying.ask(person=person), copying.ask(person=person)
    made = copying.make_waiting()

    assert (first, made) == (second, 1)


def test_it_holds_a_page_for_every_app_and_says_how_far_it_is():
    person = make_person(name="Maria Goreti", email="maria@contoh.id")
    Consent.objects.create(person=person, version="2026-11-21", language="id")
    copying.ask(person=person)

    copying.make_waiting()

    copy = DataCopy.objects.get()
    archive = opened(copy)
    account = json.loads(archive.read("akun.json"))
    assert copy.is_ready
    assert copy.done == copy.total == len(chapters())
    assert {f"{chapter.name}.json" for chapter in chapters()} < set(archive.namelist())
    assert account["e-mail"] == "maria@contoh.id"
    assert account["persetujuan"][0]["versi"] == "2026-11-21"


def test_the_person_watches_it_grow_fetches_it_and_is_told(client):
    person = make_person()
    client.force_login(person)
    page = reverse("accounts:data")

    client.post(page)
    waiting = client.get(page).content.decode()
    copying.make_waiting()
    ready = client.get(page).content.decode()
    fetched = client.get(DataCopy.objects.get().get_absolute_url())

    assert "<progress" in waiting
    assert "Ambil berkasnya" in ready
    assert fetched.headers["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(fetched.getvalue())).testzip() is None
    assert person.notices.filter(kind="accounts.data_copy").exists()


def test_nobody_else_can_fetch_it_not_even_staff(client):
    copying.ask(person=make_person())
    copying.make_waiting()
    client.force_login(make_person(is_staff=True))

    assert client.get(DataCopy.objects.get().get_absolute_url()).status_code == 404


def test_after_a_week_it_is_gone_with_its_file(
    client, django_capture_on_commit_callbacks
):
    person = make_person()
    copying.ask(person=person)
    copying.make_waiting()
    copy = DataCopy.objects.get()
    DataCopy.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    client.force_login(person)

    expired = client.get(copy.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        forgotten = copying.forget_expired()

    assert (expired.status_code, forgotten) == (404, 1)
    assert not default_storage.exists(copy.path)


def opened(copy):
    with default_storage.open(copy.path) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))
