"""Open Badges 3.0: a certificate as a credential that any verifier can read.

A verifiable credential (data model 2.0) as a signed JWT, as Open Badges 3.0 § 8.2 has
it: the payload is the credential itself. The site is its issuer by `did:web`; whether
it was voided stands in a bitstring status list, a credential too.
"""

import base64
import gzip
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import RSAKey

from courses import paper
from courses.models import Achievement, Certificate

ALGORITHM = "RS256"
CONTEXT = "https://www.w3.org/ns/credentials/v2"
BADGES_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
KEY_CONTEXT = "https://w3id.org/security/suites/jws-2020/v1"
# The least a status list may be: so many that one bit tells nothing.
LIST_SIZE = 131_072
LIST_HOLDS_FOR = timedelta(days=1)
TYPES = {
    Achievement.Kind.ATTENDANCE: "Certificate",
    Achievement.Kind.COMPLETION: "CertificateOfCompletion",
    Achievement.Kind.APPLICATION: "Certification",
}


def signed(certificate: Certificate) -> str:
    """The credential of an issued certificate, as a compact JWT."""
    return _sign(credential(certificate))


def credential(certificate: Certificate) -> dict[str, Any]:
    said = paper.said(certificate)
    return {
        "@context": [CONTEXT, BADGES_CONTEXT],
        "id": _address("certificate_badge", certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{said['heading']}: {certificate.title}",
        "issuer": issuer(),
        "validFrom": _moment(certificate.issued_at or timezone.now()),
        "credentialSubject": {
            "type": ["AchievementSubject"],
            # The name is printed for all to read; no address is, not even hashed.
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "name",
                    "identityHash": certificate.name,
                    "hashed": False,
                }
            ],
            "licenseNumber": certificate.number,
            "achievement": _achievement(certificate, said),
        },
        "evidence": [
            {
                "id": certificate.address,
                "type": ["Evidence"],
                "name": said["number"],
                "narrative": f"{certificate.name} {certificate.statement}"
                f" {certificate.title}.",
            }
        ],
        "credentialStatus": _status(certificate),
    }


def status_list(number: int) -> str:
    """Which certificates of this list were voided, signed as of now."""
    first = number * LIST_SIZE
    voided = Certificate.objects.voided().filter(
        pk__gte=first, pk__lt=first + LIST_SIZE
    )
    now, address = timezone.now(), _address("badge_status", number)
    return _sign(
        {
            "@context": [CONTEXT],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": did(),
            "validFrom": _moment(now),
            "validUntil": _moment(now + LIST_HOLDS_FOR),
            "credentialSubject": {
                "id": f"{address}#list",
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": _bits(
                    pk - first for pk in voided.values_list("pk", flat=True)
                ),
            },
        }
    )


def did() -> str:
    """The site's name among issuers: `did:web:lokadaya.net`."""
    return f"did:web:{urlsplit(settings.PORTAL_URL).netloc.replace(':', '%3A')}"


def did_document() -> dict[str, Any]:
    """What `did:web` resolves to: every key that signed a credential still held."""
    methods = [
        {
            "id": _key_id(key),
            "type": "JsonWebKey2020",
            "controller": did(),
            "publicKeyJwk": public,
        }
        for key, public in zip(_keys(), jwks()["keys"], strict=True)
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", KEY_CONTEXT],
        "id": did(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def jwks() -> dict[str, Any]:
    """The same public keys, as a JSON Web Key Set."""
    return {
        "keys": [
            {**key.as_dict(private=False), "alg": ALGORITHM, "use": "sig"}
            for key in _keys()
        ]
    }


def issuer() -> dict[str, Any]:
    return {
        "id": did(),
        "type": ["Profile"],
        "name": "Lokadaya",
        "url": settings.PORTAL_URL,
    }


def _achievement(certificate: Certificate, said: dict[str, Any]) -> dict[str, Any]:
    achievement = certificate.achievement
    about = achievement.course or achievement.webinar
    place = about.get_absolute_url() if about else "/"
    facts = ", ".join(f"{label} {value}" for label, value in said["facts"])
    return {
        "id": f"{settings.PORTAL_URL}{place}#{achievement.kind}",
        "type": ["Achievement"],
        "achievementType": TYPES[Achievement.Kind(achievement.kind)],
        "name": certificate.title,
        "description": f"{said['heading']} Lokadaya. {facts}.",
        "criteria": {"narrative": f"Pemegangnya {certificate.statement}."},
        "inLanguage": paper.LANGUAGE,
        "image": {
            "id": _address("certificate_card", certificate.code),
            "type": "Image",
        },
    }


def _status(certificate: Certificate) -> dict[str, str]:
    number, place = divmod(certificate.pk, LIST_SIZE)
    address = _address("badge_status", number)
    return {
        "id": f"{address}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": address,
    }


def _bits(places: Any) -> str:
    """A bit for each certificate, packed as the status list specification says."""
    bits = bytearray(LIST_SIZE // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return f"u{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def _sign(document: dict[str, Any]) -> str:
    key = _keys()[0]
    valid_from = datetime.fromisoformat(document["validFrom"])
    claims = {
        **document,
        "iss": did(),
        "jti": document["id"],
        "nbf": int(valid_from.timestamp()),
    }
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": _key_id(key)}
    return jwt.encode(header, claims, key, algorithms=[ALGORITHM])


def _keys() -> list[RSAKey]:
    """The one that signs, then those that once did."""
    return [_read(pem) for pem in settings.BADGE_KEYS]


@cache
def _read(pem: str) -> RSAKey:
    return RSAKey.import_key(pem)


def _key_id(key: RSAKey) -> str:
    return f"{did()}#{key.thumbprint()}"


def _address(name: str, *args: Any) -> str:
    return f"{settings.PORTAL_URL}{reverse(f'courses:{name}', args=args)}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
