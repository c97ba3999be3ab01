"""Crowds are told part by part, and nobody is left out."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.tests.factories import make_person
from alliances import crowds, jobs, tasks
from alliances.models import Untold
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


def make_crowd(number):
    User.objects.bulk_create(
        User(name=f"Warga {n}", email=f"warga-{n}@contoh.id") for n in range(number)
    )
    return User.objects.filter(name__startswith="Warga")


def test_all_of_a_crowd_are_told_once():
    tell(make_crowd(crowds.PART + 5))

    at_once = Notice.objects.count()
    later = Untold.objects.get()
    for _again in range(2):
        tasks.tell(later.pk)

    assert at_once == crowds.PART
    assert Notice.objects.count() == crowds.PART + 5
    assert Notice.objects.values("person").distinct().count() == crowds.PART + 5


def test_a_part_whose_task_was_lost_is_told_by_the_clock():
    tell(make_crowd(crowds.PART * 2 + 5))

    jobs.tell_what_is_untold()
    soon = Notice.objects.count()
    Untold.objects.update(since=timezone.now() - timedelta(minutes=3))
    for _again in range(2):
        jobs.tell_what_is_untold()

    assert soon == crowds.PART
    assert Notice.objects.count() == crowds.PART * 2 + 5
    assert not Untold.objects.exists()


def test_nobody_is_told_where_there_is_no_crowd():
    tell(User.objects.none())

    assert not Notice.objects.exists()


def test_each_of_a_crowd_reads_their_own_language():
    for language in ("id", "en"):
        person = make_person(name=f"Warga {language}")
        User.objects.filter(pk=person.pk).update(language=language)

    with translation.override("en"):
        tell(User.objects.filter(name__startswith="Warga"))
    titles = dict(Notice.objects.values_list("person__language", "title"))

    assert titles["id"] == "“Bank sampah” sudah terbit"
    assert titles["en"] == "“Bank sampah” has been published"
