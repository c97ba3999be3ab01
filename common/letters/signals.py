"""News about letters, for the apps that wrote them."""

from django.dispatch import Signal

# Sent in the transaction that keeps the answer, with `letter`: delivered or refused.
letter_answered = Signal()
