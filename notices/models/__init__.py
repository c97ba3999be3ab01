"""What a person is told, and the e-mails that carry it."""

from notices.models.dispatch import Dispatch
from notices.models.notice import Notice

__all__ = ["Dispatch", "Notice"]
