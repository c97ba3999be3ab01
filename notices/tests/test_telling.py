"""A person is told a thing once, in their own words, unless it is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from accounts.tests.factories import make_person
from notices.actions import telling
from notices.models import Dispatch, Notice
from notices.tests.factories import tell

pytestmark = pytest.mark.django_db


def test_telling_the_same_key_again_tells_nothing_new():
    person = make_person()

    tell(person, key="topik:1", title="Pertama")
    tell(person, key="topik:1", title="Kedua")

    assert [n.title for n in Notice.objects.all()] == ["Pertama"]
    assert Dispatch.objects.count() == 1


def test_one_key_is_told_to_each_of_two_people():
    tell(make_person(), key="topik:1")
    tell(make_person(), key="topik:1")

    assert Notice.objects.count() == 2


def test_people_without_email_only_get_the_inbox():
    person = make_person(phone="+6281234567890")

    tell(person)

    assert Notice.objects.for_inbox(person).count() == 1
    assert not Dispatch.objects.exists()


def test_what_is_not_yet_due_is_not_in_the_inbox():
    person = make_person()

    tell(person, due_at=timezone.now() + timedelta(hours=1))

    assert not Notice.objects.visible_to(person).exists()


def test_withdrawing_takes_back_what_is_not_yet_due():
    person = make_person()
    tell(person, key="webinar:1", due_at=timezone.now() + timedelta(hours=1))

    telling.withdraw(person=person, key="webinar:1")

    assert not Notice.objects.exists()
    assert not Dispatch.objects.exists()


def test_withdrawing_leaves_what_was_told_but_stops_its_email():
    person = make_person()
    tell(person, key="webinar:1")

    telling.withdraw(person=person, key="webinar:1")

    assert Notice.objects.visible_to(person).count() == 1
    assert not Dispatch.objects.exists()


def test_withdrawing_touches_nobody_else():
    person, other = make_person(), make_person()
    tell(other, key="webinar:1", due_at=timezone.now() + timedelta(hours=1))

    telling.withdraw(person=person, key="webinar:1")

    assert Notice.objects.filter(person=other).exists()


def test_lazy_words_are_written_in_the_language_of_the_person_told():
    person = make_person()
    person.language = "id"
    person.save()

    with translation.override("en"):
        telling.tell(
            person=person,
            kind="forum.reply",
            title=gettext_lazy("Masuk"),
            text="",
            url="/forum/",
            key="bahasa",
        )

    assert Notice.objects.get().title == "Masuk"


def test_a_title_of_many_lines_becomes_one():
    person = make_person()

    tell(person, title="Judul\r\nBcc: orang@contoh.id")

    assert Notice.objects.get().title == "Judul Bcc: orang@contoh.id"


def test_a_notice_never_leads_to_a_foreign_site():
    with pytest.raises(ValueError, match="page of ours"):
        tell(make_person(), url="https://contoh.test/")
