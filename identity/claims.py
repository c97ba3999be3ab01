"""What lokadaya.com is told about a person, and under which scope: nothing else.

No e-mail address and no phone number: who gives on one site and organises on the other
must not be found out by either.
"""

from accounts.models import User

SCOPE_OF_CLAIM = {
    "sub": "openid",
    "name": "profile",
    "locale": "profile",
    "zoneinfo": "profile",
}


def about(person: User) -> dict[str, str]:
    """Every claim there is about a person; the scopes decide which are told."""
    told = {
        "sub": str(person.sub),
        "name": person.name,
        "locale": person.language,
        "zoneinfo": person.time_zone,
    }
    # What a person has not chosen is not a claim, and leaves the client its own choice.
    return {claim: value for claim, value in told.items() if value}
