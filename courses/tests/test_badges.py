"""Our Open Badges, read by a library that we did not write."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from joserfc.jwk import RSAKey
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from courses import badges
from courses.actions import certificates
from courses.models import Certificate
from courses.tests.certificate_factories import facilitator_of, make_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_its_own_address(settings):
    """As in production: `did:web` is looked up by https alone."""
    settings.PORTAL_URL = "https://lokadaya.test"


def fetch(address: str, *_args: Any, **_options: Any) -> bytes:
    """What a verifier downloads, answered by the site itself."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("https", "lokadaya.test")
    response = Client().get(parts.path)
    assert response.status_code == 200, address
    return response.content


def badge_of(certificate: Certificate) -> str:
    address = reverse("courses:certificate_badge", args=[certificate.code])
    return Client().get(address).content.decode()


def stranger() -> OB3Verifier:
    """Knows nothing but the name of the issuer."""
    return OB3Verifier.for_issuer_did("did:web:lokadaya.test", download=fetch)


def test_a_stranger_verifies_the_credential_its_issuer_and_its_status():
    certificate = make_certificate()

    read = stranger().verify(badge_of(certificate), check_status=True, download=fetch)

    assert read.achievement.name == certificate.title
    assert read.issuer.name == "Lokadaya"


def test_a_changed_word_is_found_out():
    header, _payload, signature = badge_of(make_certificate()).split(".")
    other = badge_of(make_certificate()).split(".")[1]

    with pytest.raises(OB3VerificationError, match="signature"):
        stranger().verify(f"{header}.{other}.{signature}")


@pytest.mark.parametrize("voided", ["revoked", "replaced"])
def test_a_copy_of_a_voided_one_is_found_out(voided):
    certificate = make_certificate()
    copy = badge_of(certificate)
    deed: dict[str, Any] = {"certificate": certificate, "reason": "Salah orang"}
    if voided == "revoked":
        certificates.revoke(revoker=facilitator_of(certificate), **deed)
    else:
        by = facilitator_of(certificate)
        certificates.reissue(corrector=by, name="Nama Benar", **deed)

    with pytest.raises(OB3VerificationError, match="revo"):
        stranger().verify(copy, check_status=True, download=fetch)


def test_one_that_was_voided_does_not_void_its_neighbours():
    first, second = make_certificate(), make_certificate()
    certificates.revoke(
        revoker=facilitator_of(first), certificate=first, reason="Salah orang"
    )

    read = stranger().verify(badge_of(second), check_status=True, download=fetch)

    assert read.achievement.name == second.title


def test_what_an_old_key_signed_stays_valid(settings):
    certificate = make_certificate()
    copy = badge_of(certificate)
    fresh = RSAKey.generate_key(2048).as_pem(private=True).decode()

    settings.BADGE_KEYS = [fresh, *settings.BADGE_KEYS]

    for badge in (copy, badge_of(certificate)):
        assert stranger().verify(badge, check_status=True, download=fetch)


def test_the_keys_are_published_without_what_is_private(client):
    keys = json.loads(client.get(reverse("courses:badge_keys")).content)["keys"]
    document = json.loads(client.get("/.well-known/did.json").content)

    published = [*keys, *(m["publicKeyJwk"] for m in document["verificationMethod"])]

    assert published
    assert all("d" not in key and "p" not in key for key in published)


def test_it_has_what_open_badges_asks_of_a_credential():
    document = badges.credential(make_certificate())

    subject = document["credentialSubject"]
    assert document["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert subject["identifier"][0]["identityHash"] == "Maria Sareng"
    assert {"id", "type", "name", "description", "criteria"} <= set(
        subject["achievement"]
    )


def test_no_address_of_the_person_is_in_it():
    certificate = make_certificate()
    learner = certificate.achievement.learner

    words = json.dumps(badges.credential(certificate))

    assert str(learner.email) not in words
    assert str(learner.sub) not in words
