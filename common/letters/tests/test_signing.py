"""The signature is that of the Standard Webhooks specification."""

import pytest

from common.letters import signing

SPECIFICATION_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SPECIFICATION_PAYLOAD = b'{"test": 2432232314}'


def test_the_worked_example_of_the_specification_and_of_our_protocol(settings):
    settings.LETTERS_KEY = SPECIFICATION_KEY

    signature = signing.sign(
        letter_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        payload=SPECIFICATION_PAYLOAD,
        key=signing.keys()[0],
    )

    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_worked_example_of_a_whole_letter(settings):
    settings.LETTERS_KEY = "contoh-kunci-surat-lokadaya-0123456789-abcdefghijklmnop"
    payload = (
        b'{"id":"7c1f1d5e-6f0e-4d52-9a3e-0c5a4f0e6f0e","to":"crowdfunding",'
        b'"kind":"contoh.halo","version":1,"subject":"contoh:1","number":1,'
        b'"sent_at":"2026-11-21T08:00:00+07:00","body":{"salam":"Tabik"}}'
    )

    signature = signing.sign(
        letter_id="7c1f1d5e-6f0e-4d52-9a3e-0c5a4f0e6f0e",
        timestamp=1795309200,
        payload=payload,
        key=signing.keys()[0],
    )

    assert signature == "v1,YScgTo0AQXFZCpDGUbXGNfdDIEelduRfgin8k/Wa1ag="


def test_while_keys_change_the_first_signs_and_both_verify(settings):
    old, new = "k" * 30 + "-lama-0123456789-abcdefghij", "whsec_" + "QUJD" * 20
    settings.LETTERS_KEY = old
    given = signing.headers(letter_id="a", payload=b"{}")
    settings.LETTERS_KEY = f"{new} {old}"

    assert signing.verify(given, b"{}") == "a"
    newer = signing.headers(letter_id="b", payload=b"{}")
    settings.LETTERS_KEY = new
    assert signing.verify(newer, b"{}") == "b"
    with pytest.raises(signing.Unsigned):
        signing.verify(given, b"{}")


def test_one_matching_signature_among_several_is_enough():
    given = signing.headers(letter_id="a", payload=b"{}")
    given[signing.SIGNATURE] = f"v1,AAAA v1a,BBBB {given[signing.SIGNATURE]}"

    assert signing.verify(given, b"{}") == "a"


@pytest.mark.parametrize(
    "changed",
    [
        {signing.ID: "b"},
        {signing.ID: ""},
        {signing.TIMESTAMP: "kemarin"},
        {signing.TIMESTAMP: "²"},
        {signing.TIMESTAMP: "9" * 40},
        {signing.SIGNATURE: ""},
        {signing.SIGNATURE: "v1,"},
        {signing.SIGNATURE: "v2,ÿÿÿ"},
    ],
)
def test_a_changed_header_is_no_signature(changed):
    given = {**signing.headers(letter_id="a", payload=b"{}"), **changed}

    with pytest.raises(signing.Unsigned):
        signing.verify(given, b"{}")
