"""What can be missed after a commit does not undo it, nor trouble who wrote."""

import logging

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.models import User
from accounts.tests.factories import make_person
from common.commits import once_committed
from common.sockets import tell_group


def broker_is_away(*_told, **_more):
    raise OperationalError("Error 111 connecting to redis: Connection refused.")


@pytest.mark.django_db(transaction=True)
def test_what_fails_after_the_commit_is_logged_and_the_rest_goes_on(caplog):
    heard: list[int] = []
    with caplog.at_level(logging.ERROR), transaction.atomic():
        person = make_person()
        once_committed(broker_is_away, person.pk, expires=60)
        once_committed(heard.append, person.pk)

    assert User.objects.filter(pk=person.pk).exists()
    assert heard == [person.pk]
    assert "broker_is_away" in caplog.text


@pytest.mark.django_db
def test_a_group_that_cannot_be_told_is_no_error_of_who_wrote(
    caplog, django_capture_on_commit_callbacks
):
    unsendable = {"type": "topic.news", "post": object()}

    with django_capture_on_commit_callbacks(execute=True):
        tell_group("forum.topic.1", unsendable)

    assert "send_to_group" in caplog.text
