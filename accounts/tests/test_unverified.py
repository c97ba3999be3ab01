"""Sign-ups whose code never came back do not stay."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.actions import joining
from accounts.models import User
from accounts.tests.factories import make_person
from common.tests.factories import make_regency

pytestmark = pytest.mark.django_db


def test_after_a_week_the_sign_up_and_its_address_are_gone():
    sign_up(days_ago=8)

    assert joining.forget_unverified() == 1
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()


def test_until_then_the_code_may_still_come_back():
    sign_up(days_ago=6)

    assert joining.forget_unverified() == 0


def test_who_proved_an_address_or_a_number_stays():
    proved = sign_up(days_ago=30)
    EmailAddress.objects.filter(user=proved).update(verified=True)
    sign_up(email="lain@contoh.id", days_ago=30, phone_verified_at=timezone.now())

    assert joining.forget_unverified() == 0


def test_who_was_made_by_staff_stays():
    made = make_person()
    User.objects.filter(pk=made.pk).update(created_at=long_ago(30))

    assert joining.forget_unverified() == 0


def sign_up(*, email="maria@contoh.id", days_ago, **known):
    person = joining.register(
        name="Maria Goreti",
        email=email,
        phone=None,
        password="sepatu-basah-di-teras",
        regency=make_regency(),
        language="id",
        privacy_version="2026-11-21",
    )
    EmailAddress.objects.create(user=person, email=email, primary=True)
    User.objects.filter(pk=person.pk).update(created_at=long_ago(days_ago), **known)
    return person


def long_ago(days):
    return timezone.now() - timedelta(days=days)
