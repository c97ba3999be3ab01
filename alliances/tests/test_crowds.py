"""Crowds are told part by part, and nobody is left out."""

from functools import partial

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.tests.factories import make_person
from alliances import crowds, tasks
from notices.models import Notice

pytestmark = pytest.mark.django_db


def tell(people):
    crowds.tell(
        people,
        kind="alliances.document",
        title=_("“%(title)s” sudah terbit"),
        text="Naik 20% sejak tahun lalu.",
        named={"title": "Bank sampah"},
        url="/aliansi/",
        key="documents.published:1",
    )


def test_all_of_a_crowd_are_told_once(django_capture_on_commit_callbacks):
    User.objects.bulk_create(
        User(name=f"Warga {n}", email=f"warga-{n}@contoh.id")
        for n in range(crowds.PART + 5)
    )
    people = User.objects.filter(name__startswith="Warga")

    with django_capture_on_commit_callbacks() as deferred:
        tell(people)
    at_once = Notice.objects.count()
    parts = [
        one.args
        for one in deferred
        if isinstance(one, partial) and one.func == tasks.tell_part.delay
    ]
    for part in parts * 2:
        tasks.tell_part(*part)

    assert at_once == crowds.PART
    assert Notice.objects.count() == crowds.PART + 5
    assert Notice.objects.values("person").distinct().count() == crowds.PART + 5


def test_each_of_a_crowd_reads_their_own_language():
    for language in ("id", "en"):
        person = make_person(name=f"Warga {language}")
        User.objects.filter(pk=person.pk).update(language=language)

    with translation.override("en"):
        tell(User.objects.filter(name__startswith="Warga"))
    titles = dict(Notice.objects.values_list("person__language", "title"))

    assert titles["id"] == "“Bank sampah” sudah terbit"
    assert titles["en"] == "“Bank sampah” has been published"
