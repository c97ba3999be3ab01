"""People and what they agreed to."""

from accounts.models.consent import Consent
from accounts.models.user import User

__all__ = ["Consent", "User"]
