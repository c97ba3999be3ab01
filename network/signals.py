"""What happened in the network, told to the apps above.

Sent in the transaction of the deed, with `membership`, `organization` or `sector`:
what a receiver writes is written with it, and what it sends must wait for the commit.
"""

from django.dispatch import Signal

membership_confirmed = Signal()
membership_ended = Signal()
editor_appointed = Signal()
organization_listed = Signal()
organization_declined = Signal()
# With `actor`: national staff list it no longer, or not yet again.
organization_unlisted = Signal()
# What an organisation is decides who of its people may enter what above.
organization_kind_changed = Signal()
# With `was`, the name before; empty for a new one.
sector_kept = Signal()
