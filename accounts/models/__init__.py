"""People, what they agreed to, copies of what is kept of them, and their leaving."""

from accounts.models.consent import Consent
from accounts.models.data_copy import DataCopy
from accounts.models.departure import Departure
from accounts.models.user import User

__all__ = ["Consent", "DataCopy", "Departure", "User"]
