"""Clients, the codes they redeem, and who is signed on where."""

from identity.models.client import Client
from identity.models.grant import Grant
from identity.models.notice import SignOutNotice
from identity.models.sign_on import SignOn

__all__ = ["Client", "Grant", "SignOn", "SignOutNotice"]
