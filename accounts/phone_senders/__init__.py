"""Senders to mobile phones; `PHONE_SENDER` names one of them (decision 0011)."""

from accounts.phone_senders.base import PhoneMessage, PhoneSender, Unreachable
from accounts.phone_senders.files import FileAndConsole
from accounts.phone_senders.gateway import Gateway
from accounts.phone_senders.whatsapp import WhatsApp

__all__ = [
    "FileAndConsole",
    "Gateway",
    "PhoneMessage",
    "PhoneSender",
    "Unreachable",
    "WhatsApp",
]
