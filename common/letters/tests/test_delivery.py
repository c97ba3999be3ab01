"""Letters arrive once and in order, whatever happens on the way."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from common.letters import actions, delivery, signing
from common.letters.models import (
    CLAIMED_FOR,
    Correspondence,
    OutgoingLetter,
    ReceivedLetter,
)
from common.letters.signals import letter_answered
from common.letters.tests.factories import handled, write_letter

pytestmark = pytest.mark.django_db(transaction=True)
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def other_site(live_server, settings):
    """This site writes to itself: the same code stands on both ends."""
    settings.OTHER_SITE = settings.SITE
    settings.OTHER_SITE_URL = live_server.url
    handled.clear()
    return live_server


def make_due() -> None:
    OutgoingLetter.objects.waiting().update(due_at=timezone.now())


def test_a_letter_must_be_written_in_the_transaction_of_what_it_tells():
    with pytest.raises(transaction.TransactionManagementError):
        actions.write(kind="contoh", version=1, subject="contoh:1", body={})


def test_a_letter_rolled_back_with_its_transaction_leaves_no_gap():
    write_letter()
    with transaction.atomic():
        actions.write(kind="contoh", version=1, subject="contoh:1", body={})
        transaction.set_rollback(True)

    assert write_letter().number == 2


def test_a_letter_too_large_to_be_received_is_never_written():
    with pytest.raises(ValueError, match="larger"):
        write_letter(text="x" * delivery.LARGEST_LETTER)

    assert write_letter().number == 1


def test_letters_are_delivered_in_order_and_marked(other_site):
    first, second = write_letter(), write_letter()

    assert delivery.deliver_due() == 2

    assert [row[1:] for row in handled] == [(1, first.pk), (2, second.pk)]
    assert OutgoingLetter.objects.delivered().count() == 2
    assert ReceivedLetter.objects.filter(outcome="accepted").count() == 2


def test_when_the_other_site_is_down_a_letter_waits_with_growing_pauses(
    settings, caplog
):
    settings.OTHER_SITE_URL = NOWHERE
    letter = write_letter()
    write_letter(subject="contoh:2")
    pauses = []

    for _ in range(3):
        OutgoingLetter.objects.filter(pk=letter.pk).update(due_at=timezone.now())
        OutgoingLetter.objects.exclude(pk=letter.pk).update(
            due_at=timezone.now() + timedelta(days=1)
        )
        delivery.deliver_due()
        letter.refresh_from_db()
        pauses.append((letter.due_at - timezone.now()).total_seconds())

    assert pauses[0] < pauses[1] < pauses[2]
    assert letter.tries == 3
    assert letter.is_waiting
    assert "Connection" in letter.last_error
    assert "ConnectionError" in caplog.text


def test_an_unreachable_site_ends_the_round(settings):
    settings.OTHER_SITE_URL = NOWHERE
    for number in range(3):
        write_letter(subject=f"contoh:{number}")

    delivery.deliver_due()

    assert sum(OutgoingLetter.objects.values_list("tries", flat=True)) == 1


def test_the_pauses_grow_to_six_hours_and_differ_a_little():
    assert delivery.pause_after(1) <= timedelta(seconds=36)
    assert delivery.pause_after(50) <= timedelta(hours=7.2)
    assert delivery.pause_after(50) >= timedelta(hours=4.8)
    assert len({delivery.pause_after(4) for _ in range(5)}) > 1


def test_a_refusal_is_final_recorded_told_and_lets_the_next_one_pass(other_site):
    refused, following = write_letter(refuse=True), write_letter()
    told = []

    def listen(sender, letter, **kwargs):
        told.append(letter.pk)

    letter_answered.connect(listen)
    delivery.deliver_due()
    letter_answered.disconnect(listen)

    refused.refresh_from_db()
    following.refresh_from_db()
    assert refused.refused_at
    assert refused.last_error == "422 Kolom ini tidak dikenal."
    assert refused.refused_field == "step2.regency"
    assert following.delivered_at
    assert told == [refused.pk, following.pk]
    assert ReceivedLetter.objects.get(pk=refused.pk).reason


@pytest.mark.parametrize("path", ["/tidak-ada", "/bahasa"])
def test_an_answer_that_is_not_the_endpoints_own_costs_no_letter(
    other_site, settings, path
):
    settings.OTHER_SITE_URL = f"{other_site.url}{path}"
    letter = write_letter()

    delivery.deliver_due()

    letter.refresh_from_db()
    assert letter.is_waiting
    assert letter.last_error


def test_a_wrong_key_waits_for_repair(other_site, settings, monkeypatch):
    letter = write_letter()
    headers = signing.headers(letter_id=str(letter.pk), payload=b"lain")
    with monkeypatch.context() as clock:
        clock.setattr(signing, "headers", lambda **_: headers)
        delivery.deliver_due()
    letter.refresh_from_db()
    assert letter.is_waiting
    assert letter.last_error.startswith("401 ")

    make_due()
    delivery.deliver_due()

    letter.refresh_from_db()
    assert letter.delivered_at


def test_a_claimed_letter_is_left_alone_until_its_worker_is_given_up(other_site):
    letter = write_letter()
    OutgoingLetter.objects.update(claimed_at=timezone.now())
    assert delivery.deliver_due() == 0

    OutgoingLetter.objects.update(claimed_at=timezone.now() - CLAIMED_FOR * 2)

    assert delivery.deliver_due() == 1
    letter.refresh_from_db()
    assert letter.delivered_at


def test_what_the_other_site_lost_is_sent_again(other_site):
    write_letter()
    delivery.deliver_due()
    ReceivedLetter.objects.all().delete()
    Correspondence.objects.update(received=0)
    handled.clear()
    write_letter()

    delivery.deliver_due()

    assert [row[1] for row in handled] == [1, 2]
    assert not OutgoingLetter.objects.waiting().exists()


def test_who_was_restored_from_a_backup_goes_on_behind_what_it_forgot(other_site):
    for _ in range(3):
        write_letter()
    delivery.deliver_due()
    OutgoingLetter.objects.filter(number__gt=1).delete()
    Correspondence.objects.update(written=1)
    handled.clear()
    second, third = write_letter(), write_letter()

    delivery.deliver_due()
    delivery.deliver_due()

    assert [row[1:] for row in handled] == [(4, second.pk), (5, third.pk)]
    assert not OutgoingLetter.objects.waiting().exists()
    assert not OutgoingLetter.objects.refused().exists()
    assert write_letter().number == 6


def test_two_workers_at_once_deliver_each_letter_once(other_site):
    for number in range(12):
        write_letter(subject=f"contoh:{number % 3}")
    start = threading.Barrier(2)

    def work():
        start.wait()
        try:
            # A round ends early where the other worker holds what comes next.
            for _round in range(30):
                delivery.deliver_due()
                if not OutgoingLetter.objects.filter(delivered_at=None).exists():
                    break
                time.sleep(0.1)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(handled) == len(set(handled)) == 12
    for subject in range(3):
        numbers = [row[1] for row in handled if row[0] == f"contoh:{subject}"]
        assert numbers == [1, 2, 3, 4]
    assert set(OutgoingLetter.objects.values_list("tries", flat=True)) == {1}


def test_writers_at_once_number_their_letters_without_a_gap():
    start = threading.Barrier(4)

    def work():
        start.wait()
        try:
            for _ in range(3):
                write_letter()
        finally:
            connection.close()

    writers = [threading.Thread(target=work) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    numbers = OutgoingLetter.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 13))


FATES = st.sampled_from(["arrives", "answer lost", "never arrives", "twice", "hurried"])


@given(fates=st.lists(FATES, max_size=12), count=st.integers(1, 5))
@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_the_line_does_each_letter_is_handled_once_in_order(
    other_site, settings, fates, count
):
    """The line loses letters, loses answers and repeats; then it is well again."""
    OutgoingLetter.objects.all().delete()
    ReceivedLetter.objects.all().delete()
    Correspondence.objects.all().delete()
    handled.clear()
    for _ in range(count):
        write_letter()

    for fate in fates:
        make_due()
        settings.OTHER_SITE_URL = other_site.url
        letter = OutgoingLetter.objects.due(timezone.now()).first()
        if letter is None:
            break
        if fate == "never arrives":
            settings.OTHER_SITE_URL = NOWHERE
            delivery.deliver_due()
        elif fate == "answer lost":
            delivery._send(letter)
        elif fate == "twice":
            delivery._send(letter)
            delivery._send(letter)
        elif fate == "hurried":
            for early in OutgoingLetter.objects.waiting().order_by("-number"):
                delivery._send(early)
        else:
            delivery.deliver_due()
    settings.OTHER_SITE_URL = other_site.url
    make_due()
    delivery.deliver_due()

    assert [row[1] for row in handled] == list(range(1, count + 1))
    assert not OutgoingLetter.objects.waiting().exists()
