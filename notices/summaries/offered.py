"""Which channels a person may choose by."""

from accounts import phone_messages
from accounts.models import User
from notices import push
from notices.models import Channel


def offered(person: User) -> list[Channel]:
    """Those that there is an address for."""
    reached = {
        Channel.EMAIL: bool(person.email),
        Channel.PUSH: push.available() and person.devices.exists(),
        Channel.PHONE: phone_messages.available() and person.has_phone,
    }
    return [channel for channel, is_reached in reached.items() if is_reached]
