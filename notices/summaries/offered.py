"""Which channels a person may choose by."""

from accounts.models import User
from notices.models import Channel


def offered(person: User) -> list[Channel]:
    """Those that there is an address for."""
    return [Channel.EMAIL] if person.email else []
