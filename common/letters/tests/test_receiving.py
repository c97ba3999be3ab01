"""The endpoint takes in each letter once, in order, or says why not."""

import time
import uuid

import pytest

from common.letters.models import Correspondence, ReceivedLetter
from common.letters.tests.factories import envelope, handled, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_handled():
    handled.clear()


def test_a_signed_letter_is_handled_and_receipted(client):
    said = envelope()

    answer = post(client, said)

    assert (answer.status_code, answer.json()) == (200, {"received": True})
    assert handled == [("contoh:1", 1, uuid.UUID(said["id"]))]
    assert ReceivedLetter.objects.get().outcome == "accepted"


def test_the_same_letter_again_is_answered_and_not_handled_again(client):
    said = envelope()
    post(client, said)

    answer = post(client, said)

    assert answer.status_code == 200
    assert len(handled) == 1


def test_a_wrong_signature_is_refused_and_logged_without_a_trace_in_the_tables(
    client, caplog
):
    answer = post(client, envelope(), key=b"kunci lain")

    assert answer.status_code == 401
    assert "Tanda tangan" in answer.json()["reason"]
    assert "401" in caplog.text
    assert not handled
    assert not ReceivedLetter.objects.exists()


@pytest.mark.parametrize("seconds", [-330, 330])
def test_a_stale_or_early_timestamp_is_refused_with_a_reason(client, seconds, caplog):
    answer = post(client, envelope(), timestamp=int(time.time()) + seconds)

    assert answer.status_code == 401
    assert "5 menit" in answer.json()["reason"]
    assert "5 menit" in caplog.text
    assert not handled


def test_a_letter_before_its_turn_is_asked_to_wait(client):
    answer = post(client, envelope(number=2))

    assert answer.status_code == 409
    assert answer.json()["expected"] == 1
    assert not handled
    assert not ReceivedLetter.objects.exists()


def test_a_number_taken_by_another_letter_is_told_where_to_go_on(client):
    post(client, envelope())

    answer = post(client, envelope())

    assert answer.status_code == 409
    assert answer.json()["expected"] == 2
    assert len(handled) == 1


def test_a_refusal_names_the_field_counts_as_handled_and_is_repeated(client, caplog):
    said = envelope(body={"refuse": True})

    first, again = post(client, said), post(client, said)
    following = post(client, envelope(number=2))

    expected = {"reason": "Kolom ini tidak dikenal.", "field": "step2.regency"}
    assert (first.status_code, first.json()) == (422, expected)
    assert (again.status_code, again.json()) == (422, expected)
    assert following.status_code == 200
    assert "Kolom ini tidak dikenal." in caplog.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"kind": "contoh.entah"}, "kind"), ({"version": 9}, "version")],
)
def test_an_unknown_kind_or_version_is_refused_and_recorded(client, changes, field):
    answer = post(client, envelope(**changes))

    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert ReceivedLetter.objects.get().outcome == "refused"


def test_a_fault_of_the_receiver_leaves_nothing_behind(client):
    client.raise_request_exception = False
    said = envelope(body={"break": True})

    answer = post(client, said)

    assert answer.status_code == 500
    assert not ReceivedLetter.objects.exists()
    assert not Correspondence.objects.filter(received__gt=0).exists()


def test_an_oversized_letter_is_refused_before_anything_is_checked(client):
    answer = post(client, b"x" * (1024 * 1024 + 1), signature="v1,salah")

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "said",
    [
        b"bukan json",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        envelope(to="tempat lain"),
        envelope(number=0),
        envelope(number=True),
        envelope(number="1"),
        envelope(subject=""),
        envelope(subject="a\0b"),
        envelope(body=[]),
        envelope(body={"text": "a\0b"}),
        envelope(body={"text": "\ud800"}),
        envelope(body={"number": float("nan")}),
        envelope(sent_at="kemarin"),
        envelope(sent_at="2026-13-41T08:00:00+07:00"),
        envelope(sent_at="2026-11-21T08:00:00"),
        envelope(id="bukan-uuid"),
    ],
)
def test_what_is_no_letter_is_answered_400(client, said):

    answer = post(client, said)

    assert answer.status_code == 400
    assert answer.json()["reason"]
    assert not handled


def test_the_id_in_the_header_must_be_the_letters_own(client):
    answer = post(client, envelope(), letter_id=str(uuid.uuid4()))

    assert answer.status_code == 400


def test_looking_at_the_endpoint_is_not_writing_to_it(client):
    assert client.get("/surat/").status_code == 405
